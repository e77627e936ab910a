package dev.taowa.feature;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One member of "features" in a devcontainer.json, or of "dependsOn" in a Feature.
 *
 * @param id as written
 * @param options an object of options, or a string or boolean in short
 */
public record FeatureRequest(String id, JsonNode options) {}
