package dev.taowa.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables that every session of a workspace has, whichever way it came in.
 *
 * <p>sshd takes them from a {@code SetEnv} line (sshd_config(5)), units from an {@code EnvironmentFile} (systemd.exec(5)),
 * and login shells, whose /etc/profile sets a PATH of its own, from a file in profile.d.
 */
public record SessionEnvironment(Map<String, String> variables) {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    public SessionEnvironment {
        variables = Map.copyOf(variables);
    }

    /** Names that sessions over SSH cannot have: sshd reads its configuration by lines. */
    public List<String> unfit() {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .filter(each -> !fits(each))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** The files that carry them. */
    public List<PlacedFile> files() {
        var files = new ArrayList<PlacedFile>();
        files.add(new PlacedFile("/etc/ssh/sshd_config.d/20-taowa-environment.conf", 0644, Secret.of(sshd())));
        files.add(new PlacedFile("/etc/environment", 0644, Secret.of(units())));
        var path = variables.get("PATH");
        if (path != null && path.matches("[^\\p{Cntrl}]*")) {
            var line = "export PATH='" + path.replace("'", "'\\''") + "'\n";
            files.add(new PlacedFile("/etc/profile.d/taowa-path.sh", 0644, Secret.of(line)));
        }
        return files;
    }

    private String sshd() {
        var words = sorted().map(each -> each.getKey() + "=" + each.getValue())
                .map(SessionEnvironment::quote)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "" : "SetEnv " + words + "\n";
    }

    /** The variables as an {@code EnvironmentFile} of systemd. */
    public String units() {
        return sorted().map(each -> each.getKey() + "=" + quote(each.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private Stream<Map.Entry<String, String>> sorted() {
        return new TreeMap<>(variables).entrySet().stream().filter(SessionEnvironment::fits);
    }

    private static boolean fits(Map.Entry<String, String> each) {
        return each.getKey().matches(NAME) && each.getValue().chars().noneMatch(c -> c < ' ' && c != '\t');
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
