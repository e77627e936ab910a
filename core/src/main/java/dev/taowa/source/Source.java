package dev.taowa.source;

import dev.taowa.workspace.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** Where a workspace's files come from. */
public sealed interface Source {

    /**
     * Reads what a person typed: a folder or a Git URL.
     *
     * @throws dev.taowa.problem.ProblemException SOURCE_NOT_FOUND or SOURCE_REFUSED
     */
    static Source parse(String text, Optional<String> branch) {
        return SourceText.parse(text, branch);
    }

    /** User and password in a URL that a person typed, which are no part of the source. */
    static Optional<Secret> credentials(String text) {
        return SourceText.credentials(text);
    }

    /** Text that is the same for the same source: which workspace a source means. Holds no credentials. */
    String identity();

    /** A short name for people, such as the last part of the path. */
    String title();

    /** A folder of this machine: an absolute real path. */
    record Folder(Path path) implements Source {
        @Override
        public String identity() {
            return path.toString();
        }

        @Override
        public String title() {
            var name = path.getFileName();
            return name == null ? "root" : name.toString();
        }
    }

    /**
     * A Git repository.
     *
     * @param url without user and password
     * @param ref branch, tag or commit; absent for the remote's own default
     * @param subfolder relative path inside the repository; empty for its root
     * @param reference as the person wrote it, without credentials
     */
    record Git(String url, Optional<String> ref, String subfolder, String reference) implements Source {
        @Override
        public String identity() {
            return reference;
        }

        @Override
        public String title() {
            var path = url.replaceAll("/+$", "").replaceAll("\\.git$", "");
            return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        }
    }
}
