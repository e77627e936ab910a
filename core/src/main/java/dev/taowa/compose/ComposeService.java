package dev.taowa.compose;

import dev.taowa.document.Remark;
import dev.taowa.workspace.ByteSize;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the machine needs to know of the service that it is made from. A machine has its devices, capabilities and
 * privilege anyway, so those are not told.
 *
 * @param image what is pulled, or what a build is called; one of image and build is present
 * @param entrypoint what the author runs in place of the image's entry point, and then of its command too
 * @param command what the author runs in place of the image's command
 */
public record ComposeService(
        String name,
        Optional<String> image,
        Optional<ComposeBuild> build,
        Map<String, String> environment,
        Optional<String> user,
        Optional<String> workingDirectory,
        List<ComposeMount> mounts,
        List<ComposePort> ports,
        List<ComposeGrant> grants,
        Optional<List<String>> entrypoint,
        Optional<List<String>> command,
        Optional<ByteSize> memory,
        Optional<BigDecimal> cpus,
        OptionalLong pids,
        List<Remark> warnings) {

    public ComposeService {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        grants = List.copyOf(grants);
        entrypoint = entrypoint.map(List::copyOf);
        command = command.map(List::copyOf);
        warnings = List.copyOf(warnings);
    }
}
