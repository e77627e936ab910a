package dev.taowa.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host needs to reach the network, carried into builds and workspaces so that package managers inside work
 * wherever they work outside. Holds no secret: settings with credentials are left out, and said.
 *
 * @param proxies environment variables such as {@code https_proxy}
 * @param certificates extra CA certificates, PEM, one each
 * @param aptMirror where the host's apt finds its distribution
 * @param aptConf lines for apt.conf.d, proxies for example
 * @param npmrc lines for npm's global configuration
 * @param mavenSettings a settings.xml of mirrors and proxies
 * @param leftOut what was not carried, and why, one line each
 */
public record MachineSettings(
        Map<String, String> proxies,
        List<String> certificates,
        Optional<AptMirror> aptMirror,
        String aptConf,
        String npmrc,
        Optional<String> mavenSettings,
        List<String> leftOut) {

    public static final MachineSettings NONE =
            new MachineSettings(Map.of(), List.of(), Optional.empty(), "", "", Optional.empty(), List.of());

    public MachineSettings {
        proxies = Map.copyOf(proxies);
        certificates = List.copyOf(certificates);
        leftOut = List.copyOf(leftOut);
    }

    /** Whether there is nothing to carry. */
    public boolean isEmpty() {
        return proxies.isEmpty()
                && certificates.isEmpty()
                && aptMirror.isEmpty()
                && aptConf.isEmpty()
                && npmrc.isEmpty()
                && mavenSettings.isEmpty();
    }
}
