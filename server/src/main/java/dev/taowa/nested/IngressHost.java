package dev.taowa.nested;

/**
 * A host that an Ingress of the cluster inside a workspace serves.
 *
 * @param host as requests name it; empty for any
 * @param ingress namespace and name of the first Ingress that has it
 */
public record IngressHost(String host, String ingress) {}
