#!/bin/sh
# Gives a container's cgroups to the root of its user namespace, and bounds how many it can make where the kernel can do
# that: all of a machine have 65535 that count memory. The container's state comes as JSON on standard input
# (OCI runtime specification, "State").
set -eu
# Where no udev runs, these have not got the mode that its rules give them (50-udev-default.rules); what is done with
# them the kernel checks at each use.
for device in /dev/net/tun /dev/fuse; do
    if [ -c "$device" ]; then chmod 0666 "$device"; fi
done
pid=$(sed -n 's/.*"pid": *\([0-9][0-9]*\).*/\1/p')
[ -n "$pid" ]
owner=$(awk '$1 == 0 { print $2 }' "/proc/$pid/uid_map"):$(awk '$1 == 0 { print $2 }' "/proc/$pid/gid_map")
while IFS=: read -r _ controllers path; do
    case $controllers in
        "") if [ -d /sys/fs/cgroup/unified ]; then folder=/sys/fs/cgroup/unified$path; else folder=/sys/fs/cgroup$path; fi ;;
        name=*) folder=/sys/fs/cgroup/${controllers#name=}$path ;;
        *) folder=/sys/fs/cgroup/$controllers$path ;;
    esac
    # A hierarchy in which the container has no cgroup of its own is the host's.
    if [ "$path" = / ] || [ ! -d "$folder" ]; then
        continue
    fi
    chown "$owner" "$folder"
    for file in cgroup.procs tasks cgroup.subtree_control cgroup.threads; do
        if [ -e "$folder/$file" ]; then
            chown "$owner" "$folder/$file"
        fi
    done
    if [ -e "$folder/cgroup.max.descendants" ]; then echo 10000 > "$folder/cgroup.max.descendants"; fi
done < "/proc/$pid/cgroup"
