package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.driver.podman.probe.HostFacts;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The container that a plan comes to, as Podman's SpecGenerator (libpod API, "container create"): the one place that knows
 * how a machine is made on a host with cgroup v1 and on one with v2 (docs/adr/0002).
 *
 * <p>Inside its user namespace the machine has every capability the host can give, an unmasked /proc and writable sysfs
 * and cgroups, because nested engines need them. Of the host it gets no device but those that are safe for anybody.
 */
final class Recipe {

    /** Ends systemd in an orderly way: SIGRTMIN+3 (systemd(1), "Signals"). */
    static final int HALT_SIGNAL = 37;

    /** What the engine keeps of a program's output, which is told as it comes, before it begins anew. */
    private static final long ASIDE_OUTPUT_BYTES = 8 << 20;

    private static final long CPU_PERIOD_MICROSECONDS = 100_000;

    private final HostFacts facts;
    private final long processes;
    private final String stateId;

    /** {@code processes} is the most of a workspace whose plan sets no limit. */
    Recipe(HostFacts facts, long processes, String stateId) {
        this.facts = facts;
        this.processes = processes;
        this.stateId = stateId;
    }

    /** {@code folders} are where the host shows each mounted folder of the plan. */
    ObjectNode container(WorkspacePlan plan, WorkspaceIds range, Map<Mount.Folder, Path> folders) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("name", Names.container(plan.id()));
        spec.put("image", plan.image().value());
        spec.putArray("entrypoint");
        spec.putArray("command").add("/sbin/init");
        spec.put("user", "0:0");
        spec.put("hostname", plan.name().value());
        spec.put("stop_signal", HALT_SIGNAL);
        spec.put("work_dir", "/");
        var environment = spec.putObject("env");
        plan.environment().forEach(environment::put);
        environment.put("container", "podman");
        labels(spec.putObject("labels"), plan, range);
        namespaces(spec, plan, range);
        privileges(spec);
        mounts(spec, plan, folders);
        limits(spec, plan.limits());
        if (facts.limitsDisk()) {
            plan.limits()
                    .disk()
                    .ifPresent(size -> spec.putObject("storage_opts").put("size", "" + size.bytes()));
        }
        return spec;
    }

    /** One program of the plan's image, confined as engines confine any container, and in the user namespace besides. */
    ObjectNode aside(
            WorkspacePlan plan, List<String> argv, String folder, WorkspaceIds range, Map<Mount.Folder, Path> folders) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("name", Names.aside(plan.id()));
        spec.put("image", plan.image().value());
        spec.putArray("entrypoint");
        var command = spec.putArray("command");
        argv.forEach(command::add);
        spec.put("user", "%d:%d".formatted(plan.user().uid(), plan.user().gid()));
        spec.put("hostname", plan.name().value());
        spec.put("work_dir", folder);
        spec.put("systemd", "false");
        spec.put("image_volume_mode", "tmpfs");
        spec.putObject("log_configuration").put("driver", "k8s-file").put("size", ASIDE_OUTPUT_BYTES);
        var environment = spec.putObject("env");
        plan.environment().forEach(environment::put);
        environment.put("HOME", plan.user().home());
        // Without the id of a workspace: it is not one.
        spec.putObject("labels").put(WorkspaceLabels.STATE, stateId);
        spec.putObject("annotations").put(Hooks.OWN_NAMESPACE, "yes");
        spec.putObject("userns").put("nsmode", "private");
        spec.set("idmappings", range.toJson(plan.user()));
        spec.putObject("cgroupns").put("nsmode", "private");
        spec.putObject("netns").put("nsmode", "bridge");
        spec.putObject("networks").putObject(Names.network(plan.id()));
        spec.putArray("cap_drop").add("ALL");
        spec.put("no_new_privileges", true);
        limits(spec, plan.limits());
        var mounts = spec.putArray("mounts");
        folders.forEach((shown, path) -> mount(
                mounts,
                "bind",
                path.toString(),
                shown.target(),
                List.of("rbind", shown.readOnly() ? "ro" : "rw", "rslave", "nosuid", "nodev")));
        return spec;
    }

    private void labels(ObjectNode labels, WorkspacePlan plan, WorkspaceIds range) {
        plan.labels().forEach(labels::put);
        MadeMachine.label(labels, plan);
        labels.put(WorkspaceLabels.STATE, stateId);
        labels.put(WorkspaceLabels.ID, plan.id().value());
        labels.put(WorkspaceLabels.NAME, plan.name().value());
        labels.put(WorkspaceLabels.PLAN, plan.hash());
        labels.put(WorkspaceLabels.ID_BASE, String.valueOf(range.base()));
    }

    private void namespaces(ObjectNode spec, WorkspacePlan plan, WorkspaceIds range) {
        spec.putObject("userns").put("nsmode", "private");
        spec.set("idmappings", range.toJson(plan.user()));
        spec.putObject("cgroupns").put("nsmode", "private");
        spec.putObject("netns").put("nsmode", "bridge");
        spec.putObject("networks").putObject(Names.network(plan.id()));
        spec.putArray("portmappings")
                .addObject()
                .put("host_ip", "127.0.0.1")
                .put("container_port", 22)
                .put("host_port", 0)
                .put("protocol", "tcp");
        spec.putObject("annotations").put(Hooks.OWN_NAMESPACE, "yes").put(Hooks.DELEGATE, "yes");
        spec.put("systemd", facts.delegatesByItself() ? "always" : "false");
    }

    private void privileges(ObjectNode spec) {
        var capabilities = spec.putArray("cap_add");
        facts.capabilities().stream().sorted().forEach(capabilities::add);
        spec.put("seccomp_profile_path", "unconfined");
        spec.put("apparmor_profile", "unconfined");
        spec.putArray("selinux_opts").add("disable");
        spec.putArray("unmask").add("ALL");
        var devices = spec.putArray("devices");
        facts.devices().stream().sorted().forEach(device -> devices.addObject().put("path", device.toString()));
    }

    private void mounts(ObjectNode spec, WorkspacePlan plan, Map<Mount.Folder, Path> folders) {
        var mounts = spec.putArray("mounts");
        mount(mounts, "sysfs", "sysfs", "/sys", List.of("rw", "nosuid", "noexec", "nodev"));
        if (!facts.delegatesByItself()) {
            mount(mounts, "cgroup", "cgroup", "/sys/fs/cgroup", List.of("rw", "nosuid", "noexec", "nodev", "relatime"));
            memory(mounts, "/run", List.of("rw", "mode=755", "exec", "nosuid", "nodev"));
            memory(mounts, "/run/lock", List.of("rw", "mode=1777", "nosuid", "nodev", "noexec"));
            memory(mounts, "/tmp", List.of("rw", "mode=1777", "exec", "nosuid", "nodev"));
        }
        mount(mounts, "bind", "/dev/null", "/dev/kmsg", List.of("bind", "rw"));
        var volumes = spec.putArray("volumes");
        for (var mount : plan.mounts()) {
            var access = mount.readOnly() ? "ro" : "rw";
            switch (mount) {
                case Mount.Folder folder ->
                    mount(
                            mounts,
                            "bind",
                            folders.getOrDefault(folder, folder.source()).toString(),
                            folder.target(),
                            List.of("rbind", access, "rslave"));
                case Mount.Shared shared ->
                    mount(
                            mounts,
                            "bind",
                            shared.source().toString(),
                            shared.target(),
                            List.of("rbind", access, "rslave"));
                case Mount.Volume volume -> volume(volumes, Names.volume(plan.id(), volume.name()), volume, access);
                case Mount.Memory memory -> memory(mounts, memory.target(), List.of("rw", "nosuid", "nodev"));
            }
        }
    }

    private static void volume(ArrayNode volumes, String name, Mount mount, String access) {
        var volume = volumes.addObject().put("Name", name).put("Dest", mount.target());
        volume.putArray("Options").add(access).add("exec").add("dev").add("suid");
    }

    private static void memory(ArrayNode mounts, String target, List<String> options) {
        mount(mounts, "tmpfs", "tmpfs", target, options);
    }

    private static void mount(ArrayNode mounts, String type, String source, String target, List<String> options) {
        var mount = mounts.addObject().put("type", type).put("source", source).put("destination", target);
        var list = mount.putArray("options");
        options.forEach(list::add);
    }

    private void limits(ObjectNode spec, Limits limits) {
        var resources = spec.putObject("resource_limits");
        resources.putObject("pids").put("limit", limits.pids().orElse(processes));
        limits.memory().ifPresent(memory -> {
            // Swap counts as well: a workspace that may use 4 GB may not use 8.
            resources.putObject("memory").put("limit", memory.bytes()).put("swap", memory.bytes());
        });
        limits.cpus()
                .ifPresent(cpus -> resources
                        .putObject("cpu")
                        .put("period", CPU_PERIOD_MICROSECONDS)
                        .put("quota", Math.round(cpus * CPU_PERIOD_MICROSECONDS)));
    }
}
