package dev.taowa.host;

import java.util.List;
import java.util.Optional;

/** Everything the probe found on a host; {@code tier} is the best it can give, absent when it can give none. */
public record HostReport(String host, Optional<Tier> tier, List<Capability> capabilities) {

    public HostReport {
        capabilities = List.copyOf(capabilities);
    }
}
