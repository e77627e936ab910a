package dev.taowa.compose;

import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The files by which a workspace runs a project inside, and knows its names. */
final class InnerFiles {

    private static final String FOLDER = "/etc/taowa/compose/";
    private static final String PROGRAMS = "/usr/local/lib/taowa/";
    private static final String UNITS = "/etc/systemd/system/";

    private InnerFiles() {}

    static List<PlacedFile> of(InnerProject project) {
        var files = new ArrayList<PlacedFile>();
        if (!project.services().isEmpty() || !project.extraHosts().isEmpty()) {
            files.add(new PlacedFile(PROGRAMS + "taowa-compose-names", 0755, read("taowa-compose-names")));
        }
        if (!project.extraHosts().isEmpty()) {
            files.add(placed(FOLDER + "extra-hosts", lines(project.extraHosts())));
            files.add(unit("taowa-compose-hosts.service"));
            files.add(wanted("multi-user.target.d/taowa-compose-hosts.conf", "taowa-compose-hosts.service"));
        }
        if (!project.services().isEmpty()) {
            addServices(project, files);
        }
        return files;
    }

    private static void addServices(InnerProject project, List<PlacedFile> files) {
        files.add(new PlacedFile(FOLDER + "compose.json", 0600, project.text()));
        files.add(new PlacedFile(FOLDER + "variables", 0600, variables(project)));
        files.add(placed(FOLDER + "project", project.name() + "\n"));
        files.add(placed(FOLDER + "hosts", String.join(" ", project.hosts()) + "\n"));
        files.add(placed(FOLDER + "awaited", awaited(project)));
        files.add(placed(FOLDER + "built-from", lines(project.builtFrom())));
        files.add(new PlacedFile(PROGRAMS + "taowa-compose", 0755, read("taowa-compose")));
        files.add(unit("taowa-compose.service"));
        files.add(unit("taowa-compose-names.service"));
        files.add(wanted("multi-user.target.d/taowa-compose.conf", "taowa-compose.service"));
        files.add(wanted("docker.service.d/taowa-compose.conf", "taowa-compose.service taowa-compose-names.service"));
    }

    private static PlacedFile placed(String path, String text) {
        return new PlacedFile(path, 0644, Secret.of(text));
    }

    private static PlacedFile unit(String name) {
        return new PlacedFile(UNITS + name, 0644, read(name));
    }

    private static PlacedFile wanted(String path, String units) {
        return placed(UNITS + path, "[Unit]\nWants=%s\n".formatted(units));
    }

    /** In double quotes, with a backslash before what would mean something there. */
    private static Secret variables(InnerProject project) {
        return Secret.of(project.variables().entrySet().stream()
                .map(each -> each.getKey() + "=\""
                        + each.getValue().revealText().replaceAll("([\\\\\"$])", "\\\\$1") + "\"\n")
                .sorted()
                .collect(Collectors.joining()));
    }

    private static String lines(Set<String> words) {
        return words.stream().map(word -> word + "\n").collect(Collectors.joining());
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
