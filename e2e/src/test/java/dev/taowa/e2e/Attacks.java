package dev.taowa.e2e;

/** What somebody tries who has every privilege inside a workspace. */
final class Attacks {

    /** Prints what privilege inside should not have given, and the name of the workspace's first process at the end. */
    static final String SCRIPT = """
            exec 2>/dev/null
            mknod /tmp/disk b 254 0 && echo "made a device"
            mount -t ext4 /dev/vda /tmp && echo "mounted the disk"
            [ -s /dev/kmsg ] && echo "read the kernel's log"
            echo 5 > /proc/sys/kernel/panic && echo "changed a sysctl"
            echo h > /proc/sysrq-trigger && echo "reached sysrq"
            insmod /bin/busybox && echo "loaded a module"
            for agent in $(find /sys/fs/cgroup -name release_agent); do
                echo /bin/true > $agent && echo "wrote $agent"
            done
            ps -o args | grep -q '[j]ava' && echo "saw the host's processes"
            nsenter -t 1 -m -- cat /proc/1/comm
            """;

    private Attacks() {}
}
