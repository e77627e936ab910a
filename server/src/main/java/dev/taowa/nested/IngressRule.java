package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One path of an Ingress of a cluster (networking.k8s.io/v1) and the Service that it leads to.
 *
 * @param ingress its namespace and name, which may be shown
 * @param host that requests are for; {@code *} in place of its first label means any, empty any host
 * @param path absolute
 * @param isExact whether a path below it is another one
 * @param port of the Service by its number or its name
 */
record IngressRule(String ingress, String host, String path, boolean isExact, ServiceName service, String port) {

    /** Of one Ingress; what it says beyond that leads nowhere. */
    private static final int MOST = 100;

    private static final Pattern HOST = Pattern.compile("(?:(?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)?");

    /** From an Ingress; what cannot be one is left out. */
    static List<IngressRule> of(JsonNode item) {
        var rules = new ArrayList<IngressRule>();
        var namespace = item.path("metadata").path("namespace").asText();
        var name = EngineAnswer.name(namespace) + "/"
                + EngineAnswer.name(item.path("metadata").path("name").asText());
        rule(name, namespace, "", item.path("spec").path("defaultBackend"), "/", false)
                .ifPresent(rules::add);
        for (var rule : item.path("spec").path("rules")) {
            for (var path : rule.path("http").path("paths")) {
                rule(
                                name,
                                namespace,
                                rule.path("host").asText(),
                                path.path("backend"),
                                path.path("path").asText("/"),
                                path.path("pathType").asText().equals("Exact"))
                        .ifPresent(rules::add);
            }
        }
        return rules.stream().limit(MOST).toList();
    }

    /** From an IngressList. */
    static List<IngressRule> ofList(JsonNode answer) {
        return StreamSupport.stream(answer.path("items").spliterator(), false)
                .flatMap(item -> of(item).stream())
                .toList();
    }

    private static Optional<IngressRule> rule(
            String ingress, String namespace, String host, JsonNode backend, String path, boolean isExact) {
        var service = backend.path("service");
        var port = service.path("port")
                .path("number")
                .asText(service.path("port").path("name").asText());
        return ServiceName.parse(
                        "svc/%s/%s".formatted(namespace, service.path("name").asText()))
                .filter(_ -> path.startsWith("/") && HOST.matcher(host).matches())
                .map(found -> new IngressRule(ingress, host, path, isExact, found, port));
    }

    /** The one that a request is for: of the most exact host, of the longest path, an exact one before others. */
    static Optional<IngressRule> find(List<IngressRule> rules, String host, String path) {
        return rules.stream()
                .filter(rule -> rule.isFor(host) && rule.covers(path))
                .max(Comparator.comparingInt(IngressRule::hostRank)
                        .thenComparingInt(rule -> rule.path().length())
                        .thenComparing(IngressRule::isExact));
    }

    private int hostRank() {
        return host.isEmpty() ? 0 : isAnyLabel() ? 1 : 2;
    }

    private boolean isAnyLabel() {
        return host.startsWith("*.");
    }

    private boolean isFor(String wanted) {
        if (host.isEmpty() || host.equals(wanted)) {
            return true;
        }
        var dot = wanted.indexOf('.');
        return isAnyLabel() && dot > 0 && host.substring(1).equals(wanted.substring(dot));
    }

    /** By whole elements, as the API has it for "Prefix". */
    private boolean covers(String wanted) {
        if (isExact) {
            return wanted.equals(path);
        }
        var prefix = path.endsWith("/") ? path : path + "/";
        return (wanted + "/").startsWith(prefix);
    }
}
