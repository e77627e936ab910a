package dev.taowa.mirror;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The registries that the mirror asks for workspaces. Others are not asked, since what the server reaches is more than
 * what a workspace may.
 *
 * @param hosts where to ask, by the name that images have in front
 */
public record MirroredRegistries(Map<String, String> hosts) {

    public static final String VARIABLE = "TAOWA_MIRRORED_REGISTRIES";

    /** What an image without a registry's name comes from. */
    static final String DOCKER_HUB = "docker.io";

    /** Those that {@code podman.conf} of the Feature {@code podman} has too. */
    private static final List<String> USUAL = List.of(
            DOCKER_HUB,
            "gcr.io",
            "ghcr.io",
            "mcr.microsoft.com",
            "public.ecr.aws",
            "quay.io",
            "registry.gitlab.com",
            "registry.k8s.io");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

    public MirroredRegistries {
        hosts = Map.copyOf(hosts);
    }

    /**
     * The usual public ones and what the variable adds: names, or {@code NAME=HOST} for one to be asked elsewhere, with
     * commas between.
     *
     * @throws ProblemException BAD_ARGUMENT for anything else
     */
    public static MirroredRegistries of(Map<String, String> environment) {
        var hosts = new HashMap<String, String>();
        USUAL.forEach(name -> hosts.put(name, name));
        for (var entry : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
            var words = entry.strip().split("=", 2);
            if (words[0].isEmpty() && words.length == 1) {
                continue;
            }
            var host = words[words.length - 1];
            if (!NAME.matcher(words[0]).matches() || !NAME.matcher(host).matches()) {
                throw new ProblemException(new Problem(
                        ProblemCode.BAD_ARGUMENT,
                        "%s holds \"%s\"".formatted(VARIABLE, entry.strip()),
                        "write names of registries, or NAME=HOST[:PORT], with commas between"));
            }
            hosts.put(words[0], host);
        }
        return new MirroredRegistries(hosts);
    }

    /** Where to ask for images of this registry, if it is a mirrored one. */
    Optional<String> find(String name) {
        return Optional.ofNullable(hosts.get(name));
    }
}
