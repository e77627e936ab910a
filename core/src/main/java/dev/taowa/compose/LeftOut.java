package dev.taowa.compose;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.Set;

/** Names what of the chosen service, which becomes a machine, is not carried out. */
final class LeftOut {

    /** What {@link ServiceReader} reads, what names the workspace among the services, and what a machine has anyway. */
    private static final Set<String> MET = Set.of(
            ("attach build cap_add cgroup container_name cpus depends_on environment expose extra_hosts image init"
                            + " mem_limit networks pids_limit ports privileged profiles restart secrets configs security_opt"
                            + " stdin_open tmpfs tty user userns_mode volumes working_dir command entrypoint")
                    .split(" "));

    private static final String WHY = "is not carried out: this service becomes the workspace itself";
    private static final Set<String> MACHINE_MOUNT = Set.of("type", "source", "target", "read_only");

    private final Property project;
    private final Property service;

    /** @param project the whole model */
    LeftOut(Property project, Property service) {
        this.project = project;
        this.service = service;
    }

    void warn() {
        service.members((name, member) -> {
            if (!member.node().isNull() && !MET.contains(name)) {
                attribute(name, member);
            }
        });
        service.find("ports").ifPresent(ports -> ports.elements(LeftOut::port));
        service.find("volumes").ifPresent(volumes -> volumes.elements(this::volume));
        service.find("build")
                .filter(build -> build.node().isObject())
                .ifPresent(build -> build.members((name, member) -> {
                    if (!name.matches("context|dockerfile|dockerfile_inline|args|target")) {
                        member.warn(WHY);
                    }
                }));
    }

    private static void attribute(String name, Property member) {
        var text = member.node().asText();
        switch (name) {
            case "deploy" -> member.members(LeftOut::deploy);
            case "network_mode" -> {
                if (text.matches("host|none")) {
                    member.warn("is not carried out: the workspace has a network of its own");
                }
            }
            case "ipc" -> warnUnless(member, text.matches("private|shareable"));
            case "scale" -> warnUnless(member, text.equals("1"));
            case "pull_policy" -> warnUnless(member, text.matches("missing|if_not_present|build"));
            case "links" ->
                member.elements(link -> warnUnless(link, !link.node().asText().contains(":")));
            default -> member.warn(WHY);
        }
    }

    private static void warnUnless(Property property, boolean met) {
        if (!met) {
            property.warn(WHY);
        }
    }

    private static void deploy(String name, Property member) {
        switch (name) {
            case "resources" ->
                member.members((kind, resources) -> {
                    if (!kind.equals("limits")) {
                        resources.warn(WHY);
                        return;
                    }
                    resources.members((limit, value) -> warnUnless(value, limit.matches("cpus|memory|pids")));
                });
            case "replicas" -> warnUnless(member, member.node().asText().equals("1"));
            case "restart_policy", "mode", "placement", "update_config", "rollback_config", "endpoint_mode" -> {
                // What says how a cluster keeps its copies.
            }
            default -> member.warn(WHY);
        }
    }

    private static void port(Property port) {
        if (!port.node().path("protocol").asText("tcp").equals("tcp")) {
            port.warn("is not forwarded: only TCP is");
        }
    }

    private void volume(Property volume) {
        volume.members((name, member) -> {
            switch (name) {
                case "bind" -> options(member, "create_host_path", "selinux");
                case "volume" -> options(member, "nocopy");
                case "tmpfs" -> options(member);
                default -> warnUnless(member, MACHINE_MOUNT.contains(name));
            }
        });
        if (!volume.node().path("type").asText().equals("volume")) {
            return;
        }
        project.find("volumes")
                .flatMap(all -> all.find(volume.node().path("source").asText()))
                .ifPresent(declared -> {
                    if (declared.node().path("external").asBoolean()) {
                        declared.warn("is external, and made anew for the workspace");
                    }
                    for (var name : Set.of("driver", "driver_opts")) {
                        declared.find(name)
                                .ifPresent(option -> option.warn("is not carried out: \"%s\" mounts it, and"
                                                .formatted(DocumentProblems.printable(service.path()))
                                        + " becomes the workspace itself"));
                    }
                });
    }

    private static void options(Property options, String... met) {
        options.members((name, option) -> warnUnless(option, Set.of(met).contains(name)));
    }
}
