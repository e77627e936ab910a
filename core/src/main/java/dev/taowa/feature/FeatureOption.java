package dev.taowa.feature;

import java.util.List;
import java.util.Optional;

/**
 * An option that a Feature declares.
 *
 * @param isBoolean whether it is true or false; a text otherwise
 * @param allowed the only values it takes; empty when it takes any
 * @param proposals values that an editor offers
 */
public record FeatureOption(
        String name, boolean isBoolean, List<String> allowed, List<String> proposals, Optional<String> fallback) {

    public FeatureOption {
        allowed = List.copyOf(allowed);
        proposals = List.copyOf(proposals);
    }
}
