package dev.taowa.feature;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the ids of Features as one devcontainer.json means them. */
public final class FeatureReferences {

    static final String OURS = "taowa/";

    private static final Path CONFIGURATION = Path.of(".devcontainer");
    private static final int LONGEST = 1000;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[a-z0-9_][a-z0-9._-]{0,127}");
    private static final Pattern PACKED = Pattern.compile("devcontainer-feature-[A-Za-z0-9_-]+\\.tgz");
    private static final Pattern GITHUB = Pattern.compile("[^/@:]+/[^/@:]+/[^/@:]+(?:@[^/@:]+)?");

    private final SourceTree tree;
    private final Path folder;

    /** @param definition the devcontainer.json, relative to the tree */
    public FeatureReferences(SourceTree tree, Path definition) {
        this.tree = tree;
        this.folder = Optional.ofNullable(definition.getParent()).orElse(Path.of(""));
    }

    /** What the id means, or the problem that it has; {@code warnings} hears what is better written otherwise. */
    public FeatureReference parse(String id, Consumer<String> warnings) {
        if (id.isBlank() || id.length() > LONGEST) {
            throw refused(id, "is no name for a Feature", FeatureProblems.WRITE_REFERENCE);
        }
        if (id.startsWith("./") || id.startsWith("../")) {
            return local(id);
        }
        if (id.startsWith("https://")) {
            return tarball(id);
        }
        if (id.startsWith(OURS) && WORD.matcher(id.substring(OURS.length())).matches()) {
            return new FeatureReference.Ours(id.substring(OURS.length()));
        }
        return elsewhere(id, warnings);
    }

    private FeatureReference elsewhere(String id, Consumer<String> warnings) {
        if (id.startsWith("/")) {
            throw refused(
                    id, "is an absolute path", "put the Feature's folder below .devcontainer and write \"./FOLDER\"");
        }
        if (id.startsWith("http://")) {
            throw refused(id, "is not fetched without encryption", "write the address with https://");
        }
        if (!id.contains("/")) {
            var moved = LegacyIds.find(id)
                    .orElseThrow(() -> refused(
                            id,
                            "names no place to fetch it from",
                            "look it up at containers.dev/features and write REGISTRY/PATH/%s:VERSION, or ./%s for a folder"
                                    .formatted(FeatureProblems.shown(id), FeatureProblems.shown(id))));
            warnings.accept(LegacyIds.warning(id, moved));
            return registry(id, moved);
        }
        var reference = registry(id, redirected(id.toLowerCase(Locale.ROOT), warnings));
        if (reference.tag().isEmpty() && reference.digest().isEmpty()) {
            warnings.accept(
                    "the Feature \"%s\" names no version, so the newest one is taken: write \"%s:1\" or the like"
                            .formatted(FeatureProblems.shown(id), FeatureProblems.shown(id)));
        }
        return reference;
    }

    /** The community's Features have moved as a whole. */
    private static String redirected(String id, Consumer<String> warnings) {
        var moved = id.replaceFirst("^([^/]+)/devcontainers-contrib/", "$1/devcontainers-extra/");
        if (!moved.equals(id)) {
            warnings.accept(LegacyIds.warning(id, moved));
        }
        return moved;
    }

    /** An artifact of a registry; a template's too. */
    static FeatureReference.Registry registry(String text) {
        return registry(text, text.toLowerCase(Locale.ROOT));
    }

    private static FeatureReference.Registry registry(String id, String text) {
        var digest = Optional.<Digest>empty();
        var rest = text;
        var at = text.lastIndexOf('@');
        if (at >= 0) {
            digest = Digest.parse(text.substring(at + 1));
            rest = text.substring(0, at);
        }
        var tag = Optional.<String>empty();
        var colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        }
        var slash = rest.indexOf('/');
        var host = rest.substring(0, Math.max(slash, 0));
        var path = rest.substring(slash + 1);
        if (!isHost(host) && GITHUB.matcher(text).matches()) {
            throw refused(
                    id,
                    "is a release on GitHub, which the dev container standard has given up",
                    "write \"ghcr.io/%s:VERSION\" if it is published there".formatted(text.replaceFirst("@.*", "")));
        }
        if (!isHost(host)
                || !PATH.matcher(path).matches()
                || (at >= 0 && digest.isEmpty())
                || tag.filter(each -> !TAG.matcher(each).matches()).isPresent()) {
            throw refused(id, "is no name for a Feature", FeatureProblems.WRITE_REFERENCE);
        }
        return new FeatureReference.Registry(host, path, digest.isPresent() ? Optional.empty() : tag, digest);
    }

    private static boolean isHost(String text) {
        return HOST.matcher(text).matches() && (text.contains(".") || text.contains(":") || text.equals("localhost"));
    }

    private static FeatureReference.Tarball tarball(String id) {
        try {
            var address = new URI(id);
            var path = String.valueOf(address.getPath());
            if (address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
                throw refused(
                        id, "is no address to fetch from", "write https://HOST/PATH/devcontainer-feature-NAME.tgz");
            }
            if (!PACKED.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()) {
                throw refused(
                        id,
                        "does not end in devcontainer-feature-NAME.tgz",
                        "name the file so, as the dev container standard demands");
            }
            return new FeatureReference.Tarball(address);
        } catch (URISyntaxException e) {
            throw refused(id, "is no address to fetch from", "write https://HOST/PATH/devcontainer-feature-NAME.tgz");
        }
    }

    private FeatureReference.Local local(String id) {
        var below = configurationFolder();
        var found = tree.confine(folder, id)
                .filter(path -> path.startsWith(below) && !path.equals(below))
                .orElseThrow(() -> refused(
                        id,
                        "is not below %s of this source".formatted(below),
                        "put the Feature's folder below %s".formatted(below)));
        if (!tree.isFolder(found)) {
            throw refused(
                    id,
                    "is not a folder of this source",
                    "correct the path, which starts at devcontainer.json's folder");
        }
        return new FeatureReference.Local(found);
    }

    /** The {@code .devcontainer} that the file is in, or beside. */
    private Path configurationFolder() {
        for (var at = folder; at != null; at = at.getParent()) {
            if (at.endsWith(CONFIGURATION)) {
                return at;
            }
        }
        return folder.resolve(CONFIGURATION);
    }

    private static ProblemException refused(String id, String why, String fix) {
        return new ProblemException(FeatureProblems.badReference(id, why, fix));
    }
}
