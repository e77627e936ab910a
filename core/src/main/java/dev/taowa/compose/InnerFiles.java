package dev.taowa.compose;

import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files by which a workspace runs a project inside, and knows its names. */
final class InnerFiles {

    private static final String FOLDER = "/etc/taowa/compose/";
    private static final String PROGRAMS = "/usr/local/lib/taowa/";
    private static final String UNITS = "/etc/systemd/system/";

    private InnerFiles() {}

    static List<PlacedFile> of(InnerProject project) {
        var files = new ArrayList<PlacedFile>();
        files.add(new PlacedFile(FOLDER + "compose.json", 0600, project.text()));
        files.add(new PlacedFile(FOLDER + "variables", 0600, variables(project)));
        files.add(new PlacedFile(FOLDER + "project", 0644, Secret.of(project.name() + "\n")));
        files.add(new PlacedFile(FOLDER + "hosts", 0644, Secret.of(String.join(" ", project.hosts()) + "\n")));
        files.add(new PlacedFile(FOLDER + "awaited", 0644, Secret.of(awaited(project))));
        files.add(new PlacedFile(PROGRAMS + "taowa-compose", 0755, read("taowa-compose")));
        files.add(new PlacedFile(PROGRAMS + "taowa-compose-names", 0755, read("taowa-compose-names")));
        files.add(new PlacedFile(UNITS + "taowa-compose.service", 0644, read("taowa-compose.service")));
        files.add(new PlacedFile(UNITS + "taowa-compose-names.service", 0644, read("taowa-compose-names.service")));
        files.add(new PlacedFile(
                UNITS + "multi-user.target.d/taowa-compose.conf",
                0644,
                Secret.of("[Unit]\nWants=taowa-compose.service\n")));
        files.add(new PlacedFile(
                UNITS + "docker.service.d/taowa-compose.conf",
                0644,
                Secret.of("[Unit]\nWants=taowa-compose.service taowa-compose-names.service\n")));
        return files;
    }

    /** In double quotes, with a backslash before what would mean something there. */
    private static Secret variables(InnerProject project) {
        return Secret.of(project.variables().entrySet().stream()
                .map(each -> each.getKey() + "=\""
                        + each.getValue().revealText().replaceAll("([\\\\\"$])", "\\\\$1") + "\"\n")
                .sorted()
                .collect(Collectors.joining()));
    }

    private static String awaited(InnerProject project) {
        return project.awaited().entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey() + "\n")
                .collect(Collectors.joining());
    }

    private static Secret read(String name) {
        try (var in = InnerFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return Secret.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
