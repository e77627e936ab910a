package dev.taowa.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables that every session of a workspace has, whichever way it came in.
 *
 * <p>sshd takes them from a {@code SetEnv} line (sshd_config(5)), units from an {@code EnvironmentFile} (systemd.exec(5)),
 * and login shells, whose /etc/profile sets a PATH of its own, from a file in profile.d. Files that hold secrets can be
 * read by root alone, which sshd and systemd are.
 *
 * @param secrets variables too, which win over others of the same name
 */
public record SessionEnvironment(Map<String, String> variables, Map<String, Secret> secrets) {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    public SessionEnvironment {
        secrets = Map.copyOf(secrets);
        var plain = new HashMap<>(variables);
        plain.keySet().removeAll(secrets.keySet());
        variables = Map.copyOf(plain);
    }

    /** Names that sessions over SSH cannot have: sshd reads its configuration by lines. */
    public List<String> unfit() {
        return all().entrySet().stream()
                .filter(each -> !fits(each))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The files that carry them. */
    public List<PlacedFile> files() {
        var files = new ArrayList<PlacedFile>();
        var mode = secrets.isEmpty() ? 0644 : 0600;
        files.add(new PlacedFile("/etc/ssh/sshd_config.d/20-taowa-environment.conf", mode, Secret.of(sshd())));
        files.add(new PlacedFile("/etc/environment", 0644, Secret.of(units(new TreeMap<>(variables)))));
        if (!secrets.isEmpty()) {
            files.add(new PlacedFile("/etc/taowa/secrets", 0600, Secret.of(units(revealed()))));
        }
        var path = variables.get("PATH");
        if (path != null && path.matches("[^\\p{Cntrl}]*")) {
            var line = "export PATH='" + path.replace("'", "'\\''") + "'\n";
            files.add(new PlacedFile("/etc/profile.d/taowa-path.sh", 0644, Secret.of(line)));
        }
        return files;
    }

    private SortedMap<String, String> revealed() {
        var revealed = new TreeMap<String, String>();
        secrets.forEach((name, secret) -> revealed.put(name, secret.revealText()));
        return revealed;
    }

    private SortedMap<String, String> all() {
        var all = revealed();
        all.putAll(variables);
        return all;
    }

    /** sshd takes the first SetEnv that it reads and no other: secrets are in it too. */
    private String sshd() {
        var words = fitting(all())
                .map(each -> each.getKey() + "=" + each.getValue())
                .map(SessionEnvironment::quote)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "" : "SetEnv " + words + "\n";
    }

    /** The variables, without the secrets, as an {@code EnvironmentFile} of systemd. */
    public String units() {
        return units(new TreeMap<>(variables));
    }

    private static String units(SortedMap<String, String> variables) {
        return fitting(variables)
                .map(each -> each.getKey() + "=" + quote(each.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<Map.Entry<String, String>> fitting(SortedMap<String, String> variables) {
        return variables.entrySet().stream().filter(SessionEnvironment::fits);
    }

    private static boolean fits(Map.Entry<String, String> each) {
        return each.getKey().matches(NAME) && each.getValue().chars().noneMatch(c -> c < ' ' && c != '\t');
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
