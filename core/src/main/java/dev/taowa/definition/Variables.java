package dev.taowa.definition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.Substitution;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of a definition that are known before its workspace is: all but {@code ${containerEnv:…}}. */
final class Variables implements Substitution {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z]+)(?::([^:}]*))?(?::([^:}]*))?(?::[^}]*)?}");
    private static final Pattern LOCAL = Pattern.compile("\\$\\{(?:localEnv|env):([^:}]+)");
    private static final int ID_LENGTH = 52;

    private final Map<String, String> values;
    private final Optional<Map<String, String>> client;

    /** @param client variables of the person's session; absent for a source that must not see them */
    private Variables(Map<String, String> values, Optional<Map<String, String>> client) {
        this.values = Map.copyOf(values);
        this.client = client;
    }

    /** @param file the definition's, on this machine */
    static Variables of(Path localFolder, Path file, Optional<Map<String, String>> client) {
        return new Variables(
                Map.of(
                        "localWorkspaceFolder",
                        localFolder.toString(),
                        "localWorkspaceFolderBasename",
                        basename(localFolder.toString()),
                        "devcontainerId",
                        id(localFolder, file)),
                client);
    }

    Variables withContainerFolder(String folder) {
        var more = new HashMap<>(values);
        more.put("containerWorkspaceFolder", folder);
        more.put("containerWorkspaceFolderBasename", basename(folder));
        return new Variables(more, client);
    }

    /** Names in {@code ${localEnv:…}} and {@code ${env:…}}. */
    static Set<String> localNames(CharSequence text) {
        var names = new TreeSet<String>();
        var matcher = LOCAL.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The text with what is known put in; anything else, such as a shell's own {@code ${HOME}}, stays as it is. */
    @Override
    public String resolve(Property at, String text) {
        if (!text.contains("${")) {
            return text;
        }
        return VARIABLE.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(value(match.group(1), match.group(2), match.group(3), at::warn)
                                .orElse(match.group())));
    }

    /** Whether a value that {@link #resolve} puts into the text holds what a shell would act upon. */
    @Override
    public boolean bringsShellSyntax(String text) {
        return VARIABLE.matcher(text)
                .results()
                .anyMatch(match -> value(match.group(1), match.group(2), null, _ -> {})
                        .filter(value -> value.matches("(?s).*[$`\"'\\\\;&|<>()\n\r*?!#~{}\\[\\]].*"))
                        .isPresent());
    }

    private Optional<String> value(
            String kind, @Nullable String name, @Nullable String fallback, Consumer<String> warn) {
        if (!kind.equals("localEnv") && !kind.equals("env")) {
            return name == null ? Optional.ofNullable(values.get(kind)) : Optional.empty();
        }
        if (name == null) {
            return Optional.empty();
        }
        if (client.isEmpty() && fallback == null) {
            warn.accept(
                    "has ${localEnv:%s}, which is empty: what is from elsewhere does not see this machine's variables"
                            .formatted(DocumentProblems.printable(name)));
        }
        var found = client.map(variables -> variables.get(name));
        return Optional.of(found.orElse(fallback == null ? "" : fallback));
    }

    private static String basename(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same for the same folder and file (containers.dev, "devcontainerId": of the two labels, as JSON by name). */
    private static String id(Path folder, Path file) {
        var labels = JsonNodeFactory.instance
                .objectNode()
                .put("devcontainer.config_file", file.toString())
                .put("devcontainer.local_folder", folder.toString());
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(labels.toString().getBytes(StandardCharsets.UTF_8));
            var text = new BigInteger(1, digest).toString(32);
            return "0".repeat(Math.max(0, ID_LENGTH - text.length())) + text;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
