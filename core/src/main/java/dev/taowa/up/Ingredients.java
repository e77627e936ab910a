package dev.taowa.up;

import dev.taowa.outer.OuterCluster;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.NetworkAllowance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan takes from the request and the host, beside the definition and the image.
 *
 * @param mirror of the images that engines inside pull
 */
record Ingredients(
        Optional<Mount.Shared> ide,
        Mount.Shared mirror,
        Limits limits,
        Set<NetworkAllowance> allowances,
        Optional<OuterCluster> outerCluster,
        Map<String, String> containerEnv,
        KeptSecrets secrets) {}
