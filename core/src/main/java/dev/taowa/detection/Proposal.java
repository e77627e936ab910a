package dev.taowa.detection;

import java.util.List;
import java.util.Map;

/**
 * The template that fits a source.
 *
 * @param templateId one of the built-in templates
 * @param parameters values for its options that the source asks for
 * @param reasons sentences that a person reads, the strongest first; never empty
 */
public record Proposal(String templateId, Map<String, String> parameters, List<String> reasons) {

    public Proposal {
        parameters = Map.copyOf(parameters);
        reasons = List.copyOf(reasons);
    }
}
