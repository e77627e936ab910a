package dev.taowa.cli.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the server's ssh_config file says of one workspace.
 *
 * @param port on loopback that leads to its sshd, absent when it did not run at the time of writing
 * @param user to log in as
 * @param folder absolute path inside where the project lies
 * @param certificate file of the person's certificate
 */
record SshEntry(OptionalInt port, String user, String folder, Path certificate) {

    /** The entry of a name; a file that is not there has none. */
    static Optional<SshEntry> find(Path config, String name) throws IOException {
        try {
            return find(Files.readAllLines(config), name);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    static Optional<SshEntry> find(List<String> lines, String name) {
        var start = lines.indexOf("Host " + name + ".taowa");
        if (start < 0) {
            return Optional.empty();
        }
        var block = lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> line.startsWith(" "))
                .map(String::strip)
                .toList();
        var port = value(block, "Port");
        return Optional.of(new SshEntry(
                port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)),
                value(block, "User"),
                value(block, "# Folder"),
                Path.of(value(block, "CertificateFile"))));
    }

    private static String value(List<String> block, String key) {
        var start = key + " ";
        return block.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> unquote(line.substring(start.length())))
                .findFirst()
                .orElse("");
    }

    private static String unquote(String text) {
        if (!text.startsWith("\"")) {
            return text.replace("%%", "%");
        }
        return text.substring(1, text.length() - 1)
                .replaceAll("\\\\([\\\\\"])", "$1")
                .replace("%%", "%");
    }
}
