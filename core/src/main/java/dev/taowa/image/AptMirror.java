package dev.taowa.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the host's apt finds its distribution.
 *
 * @param distribution such as {@code debian}, as in os-release
 * @param address of the archive
 * @param securityAddress of the security updates, where the host uses them
 */
public record AptMirror(String distribution, String address, Optional<String> securityAddress) {

    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.:_~%/\\[\\]-]{1,500}");
    private static final Pattern DISTRIBUTION = Pattern.compile("[a-z]{1,30}");

    public AptMirror {
        if (!DISTRIBUTION.matcher(distribution).matches()
                || !isAddress(address)
                || !securityAddress.map(AptMirror::isAddress).orElse(true)) {
            throw new IllegalArgumentException("not a mirror: " + distribution);
        }
    }

    /** Whether this is a plain web address without credentials, which may stand in a list of sources. */
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
