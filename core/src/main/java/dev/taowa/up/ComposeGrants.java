package dev.taowa.up;

import dev.taowa.compose.ComposeGrant;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Makes the secrets and configs of a Compose service readable in the workspace. Most of their places are in memory or
 * below a mount, so each is a link that systemd makes at every boot (tmpfiles.d(5)): to the file in the mounted source,
 * or to one that is placed.
 */
final class ComposeGrants {

    private static final String FOLDER = "/etc/taowa/grants/";
    private static final String LINKS = "/etc/tmpfiles.d/taowa-grants.conf";
    private static final int READABLE = 0444;
    private static final List<Path> OURS = List.of(
            Path.of("/proc"),
            Path.of("/sys"),
            Path.of("/dev"),
            Path.of("/etc/taowa"),
            Path.of("/etc/tmpfiles.d"),
            Path.of("/usr/local/lib/taowa"),
            Path.of("/opt/taowa"));

    private final Path source;
    private final List<Mount> mounts;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final List<String> owners = new ArrayList<>();
    private final List<PlacedFile> files = new ArrayList<>();

    /**
     * @param source the source's folder on this machine
     * @param mounts all of the workspace's
     */
    ComposeGrants(Path source, List<Mount> mounts) {
        this.source = source;
        this.mounts = mounts;
    }

    /** The files that make them; none when there are no grants. Of two at the same place the later one counts. */
    List<PlacedFile> files(List<ComposeGrant> grants) {
        grants.forEach(this::add);
        if (!links.isEmpty()) {
            var lines = new ArrayList<String>();
            links.forEach((target, linked) -> lines.add(line(target, linked)));
            lines.addAll(owners);
            files.add(new PlacedFile(LINKS, 0644, Secret.of(String.join("\n", lines) + "\n")));
        }
        return files;
    }

    private void add(ComposeGrant grant) {
        var target = Path.of(grant.target());
        refuse(target);
        switch (grant) {
            case ComposeGrant.OfSource own -> links.put(target, inside(own));
            case ComposeGrant.Text text -> {
                var path = FOLDER + files.size();
                files.add(new PlacedFile(path, text.mode().orElse(READABLE), text.content()));
                if (text.user().isPresent() || text.group().isPresent()) {
                    owners.add("z %s - %s %s - -".formatted(path, owner(text.user()), owner(text.group())));
                }
                links.put(target, path);
            }
        }
    }

    private static String owner(OptionalInt number) {
        return Integer.toString(number.orElse(0));
    }

    /** A link takes the place of what is there: so it must not be a folder that holds a mount, which would be emptied. */
    private void refuse(Path target) {
        if (target.getNameCount() == 0
                || OURS.stream().anyMatch(target::startsWith)
                || mounts.stream().map(Mount::target).map(Path::of).anyMatch(mount -> mount.startsWith(target))) {
            throw invalid("a secret or config cannot be put at %s".formatted(target), "give it another \"target\"");
        }
    }

    private String inside(ComposeGrant.OfSource grant) {
        var file = source.resolve(grant.path());
        for (var mount : mounts) {
            if (mount instanceof Mount.Folder folder && file.startsWith(folder.source())) {
                return Path.of(folder.target())
                        .resolve(folder.source().relativize(file))
                        .toString();
            }
        }
        throw invalid(
                "%s, which is a secret or config, is not in the workspace".formatted(grant.path()),
                "mount the folder that holds it");
    }

    /** What somebody keeps below a mount of theirs is left where it is. */
    private String line(Path target, String linked) {
        var kept = mounts.stream().map(Mount::target).map(Path::of).anyMatch(target::startsWith);
        return "%s %s - - - - %s".formatted(kept ? "L" : "L+", quoted(target), linked.replace("%", "%%"));
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replaceAll("[\\\\\"]", "\\\\$0").replace("%", "%%") + "\"";
    }

    private static ProblemException invalid(String what, String fix) {
        return new ProblemException(new Problem(ProblemCode.DEFINITION_INVALID, what, fix + " in the Compose file"));
    }
}
