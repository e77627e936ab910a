package dev.taowa.up;

import dev.taowa.definition.HostRequirements;
import dev.taowa.host.HostCapacity;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ByteSize;

/** Compares what a definition requires with what the host has, before anything is built. */
final class Requirements {

    private Requirements() {}

    static void check(HostRequirements required, HostCapacity host) {
        required.cpus().ifPresent(cpus -> {
            if (cpus > host.processors()) {
                throw unmet("cpus", cpus + " processors", String.valueOf(host.processors()));
            }
        });
        required.memory().ifPresent(memory -> compare("memory", memory, host.memory()));
        if (required.gpu() == HostRequirements.Gpu.NEEDED) {
            throw new ProblemException(new Problem(
                    ProblemCode.REQUIREMENT_NOT_MET,
                    "the definition requires a GPU, and a workspace on this host has none",
                    "write \"gpu\": \"optional\" in \"hostRequirements\" if it can do without"));
        }
        required.storage().ifPresent(storage -> compare("storage", storage, host.freeDisk()));
    }

    private static void compare(String property, ByteSize required, ByteSize has) {
        if (required.compareTo(has) > 0) {
            throw unmet(property, required.toString(), has.toString());
        }
    }

    private static ProblemException unmet(String property, String required, String has) {
        return new ProblemException(new Problem(
                ProblemCode.REQUIREMENT_NOT_MET,
                "the definition requires %s, this host has %s".formatted(required, has),
                "lower \"hostRequirements.%s\" in devcontainer.json, or use a larger host".formatted(property)));
    }
}
