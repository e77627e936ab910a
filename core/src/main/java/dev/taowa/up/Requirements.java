package dev.taowa.up;

import dev.taowa.host.HostCapacity;
import dev.taowa.metadata.HostRequirements;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ByteSize;

/**
 * Compares what is required with what the host has, before anything is built.
 *
 * @param who requires it
 * @param fix what a person can do; {@code %s} is the property
 * @param gpuFix the same for a GPU
 */
record Requirements(String who, String fix, String gpuFix, HostCapacity host) {

    /** What the definition itself requires. */
    static void check(HostRequirements required, HostCapacity host) {
        new Requirements(
                        "the definition",
                        "lower \"hostRequirements.%s\" in devcontainer.json, or use a larger host",
                        "write \"gpu\": \"optional\" in \"hostRequirements\" if it can do without",
                        host)
                .check(required);
    }

    /** What comes with the image; what the definition requires was checked before. */
    static void checkImage(String image, HostRequirements required, HostCapacity host) {
        new Requirements(
                        "the image %s".formatted(image),
                        "use another image or a larger host: its label devcontainer.metadata has \"hostRequirements.%s\"",
                        "use another image: its label devcontainer.metadata asks for the GPU",
                        host)
                .check(required);
    }

    private void check(HostRequirements required) {
        required.cpus().ifPresent(cpus -> {
            if (cpus > host.processors()) {
                throw unmet("cpus", cpus + " processors", String.valueOf(host.processors()));
            }
        });
        required.memory().ifPresent(memory -> compare("memory", memory, host.memory()));
        if (required.gpu() == HostRequirements.Gpu.NEEDED) {
            throw new ProblemException(new Problem(
                    ProblemCode.REQUIREMENT_NOT_MET,
                    "%s requires a GPU, and a workspace on this host has none".formatted(who),
                    gpuFix));
        }
        required.storage().ifPresent(storage -> compare("storage", storage, host.freeDisk()));
    }

    private void compare(String property, ByteSize required, ByteSize has) {
        if (required.compareTo(has) > 0) {
            throw unmet(property, required.toString(), has.toString());
        }
    }

    private ProblemException unmet(String property, String required, String has) {
        return new ProblemException(new Problem(
                ProblemCode.REQUIREMENT_NOT_MET,
                "%s requires %s, this host has %s".formatted(who, required, has),
                fix.formatted(property)));
    }
}
