package dev.taowa.cli;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.NetworkAllowance;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up} that bound a workspace. */
final class LimitOptions {

    @Option(names = "--cpus", paramLabel = "N", description = "Processors it may use, such as 1.5.")
    private @Nullable Double cpus;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory it may use, such as 4gb.")
    private @Nullable String memory;

    @Option(names = "--disk", paramLabel = "SIZE", description = "Disk it may use, such as 20gb.")
    private @Nullable String disk;

    @Option(names = "--pids", paramLabel = "N", description = "Processes it may have.")
    private @Nullable Long pids;

    @Option(
            names = "--allow-network",
            paramLabel = "host|metadata|workspaces",
            split = ",",
            description = "What its network may reach besides the internet.")
    private Set<NetworkAllowance> allowances = new LinkedHashSet<>();

    Limits limits() {
        if (cpus != null && !(cpus > 0 && cpus < 100_000)) {
            throw wrong("--cpus", cpus.toString(), "a number above 0, such as 1.5");
        }
        if (pids != null && pids <= 0) {
            throw wrong("--pids", pids.toString(), "a number above 0, such as 2000");
        }
        return new Limits(
                cpus == null ? OptionalDouble.empty() : OptionalDouble.of(cpus),
                size("--memory", memory),
                size("--disk", disk),
                pids == null ? OptionalLong.empty() : OptionalLong.of(pids));
    }

    Set<NetworkAllowance> allowances() {
        return allowances.isEmpty() ? Set.of() : EnumSet.copyOf(allowances);
    }

    private static Optional<ByteSize> size(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var size = ByteSize.parse(text);
        if (size.isEmpty() || size.get().bytes() == 0) {
            throw wrong(option, text, "a size such as 512mb or 4gb");
        }
        return size;
    }

    private static ProblemException wrong(String option, String given, String expected) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "%s cannot be \"%s\"".formatted(option, given),
                "give %s %s".formatted(option, expected)));
    }
}
