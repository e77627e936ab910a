package dev.taowa.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What "customizations" says to the editor and to this program; joined in order.
 *
 * @param extensions of the editor, by their ids; one that begins with {@code -} takes an earlier one away
 * @param settings of the editor, by their names; a later one replaces an earlier one
 * @param gitConfig whether the person's name, address and line endings for Git are brought along
 * @param webIde whether the web IDE is wanted, unless the command says
 * @param idleStop how long after its last use the workspace stops by itself; zero for never
 */
public record Customizations(
        List<String> extensions,
        Map<String, JsonNode> settings,
        Optional<Boolean> gitConfig,
        Optional<Boolean> webIde,
        Optional<Duration> idleStop) {

    public static final Customizations NONE =
            new Customizations(List.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public Customizations {
        extensions = List.copyOf(extensions);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The extensions that are left when those taken away are gone. */
    public List<String> wantedExtensions() {
        var wanted = new ArrayList<String>();
        for (var extension : extensions) {
            if (extension.startsWith("-")) {
                wanted.remove(extension.substring(1));
            } else if (!wanted.contains(extension)) {
                wanted.add(extension);
            }
        }
        return wanted;
    }

    Customizations merge(Customizations later) {
        var all = new LinkedHashMap<>(settings);
        all.putAll(later.settings);
        return new Customizations(
                Stream.concat(extensions.stream(), later.extensions.stream()).toList(),
                all,
                later.gitConfig.or(() -> gitConfig),
                later.webIde.or(() -> webIde),
                later.idleStop.or(() -> idleStop));
    }
}
