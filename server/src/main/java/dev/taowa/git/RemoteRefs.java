package dev.taowa.git;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code git ls-remote --symref} tells of a remote: its refs, and the one that HEAD means. */
final class RemoteRefs {

    private static final int LISTED = 200_000;

    private final Set<String> names = new LinkedHashSet<>();
    private Optional<String> head = Optional.empty();

    void line(String line) {
        var tab = line.indexOf('\t');
        if (tab <= 0 || line.endsWith("^{}")) {
            return;
        }
        var name = line.substring(tab + 1);
        if (line.startsWith("ref: ")) {
            if (name.equals("HEAD")) {
                head = Optional.of(line.substring("ref: ".length(), tab));
            }
        } else if (names.size() < LISTED) {
            names.add(name);
        }
    }

    List<String> names() {
        return List.copyOf(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The remote's own choice, else a usual one, else any; absent for an empty repository. */
    Optional<String> preferred() {
        return head.filter(names::contains)
                .or(() -> List.of("HEAD", "refs/heads/main", "refs/heads/master").stream()
                        .filter(names::contains)
                        .findFirst())
                .or(() -> names.stream()
                        .filter(name -> name.startsWith("refs/heads/"))
                        .findFirst())
                .or(() -> names.stream().findFirst());
    }
}
