package dev.taowa.driver.podman.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What npm's configuration files say of the network; tokens and passwords are named, not taken. */
final class NpmSettings {

    private static final Pattern KEY =
            Pattern.compile("registry|@[a-z0-9._~-]+:registry|proxy|https-proxy|noproxy|strict-ssl");
    private static final Pattern SECRET = Pattern.compile("//.*|_auth.*|.*password.*|.*token.*|_.*|username|email");

    private final TreeMap<String, String> values = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private String certificateFile = "";

    /** Later files win. */
    void add(String file, String text) {
        for (var line : text.lines().toList()) {
            var at = line.indexOf('=');
            if (at <= 0 || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            var key = line.substring(0, at).strip();
            var value = unquote(line.substring(at + 1).strip());
            take("\"%s\" in %s".formatted(key.replaceAll("^//[^:]*", "//…"), file), key, value);
        }
    }

    /** Variables such as {@code npm_config_registry}. */
    void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("npm_config_")) {
                take("variable " + name, lower.substring("npm_config_".length()).replace('_', '-'), value);
            }
        });
    }

    private void take(String what, String key, String value) {
        if (key.equals("cafile")) {
            certificateFile = value;
            return;
        }
        if (SECRET.matcher(key).matches()) {
            leftOut.add("npm's " + what + " is not carried into workspaces: it may be a secret");
            return;
        }
        if (!KEY.matcher(key).matches() || value.isEmpty()) {
            return;
        }
        if (value.contains("${")) {
            leftOut.add("npm's " + what + " is not carried into workspaces: it refers to a variable");
        } else if (NetworkSettings.mayCarry("npm's " + what, value, key.equals("noproxy"), leftOut)) {
            values.put(key, value);
        }
    }

    /** Lines for npm's global configuration. */
    String text() {
        var text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    Optional<String> certificateFile() {
        return certificateFile.isEmpty() ? Optional.empty() : Optional.of(certificateFile);
    }

    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private static String unquote(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
