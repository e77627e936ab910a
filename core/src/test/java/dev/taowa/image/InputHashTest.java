package dev.taowa.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.workspace.ImageTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class InputHashTest {

    @Property(tries = 200)
    void anotherFileIsAnotherTag(
            @ForAll @Size(max = 5) Map<String, String> files, @ForAll String name, @ForAll String text) {
        var changed = new HashMap<>(files);
        changed.put(name, text);
        Assume.that(!changed.equals(files));

        assertThat(tag(entries(changed, 0644))).isNotEqualTo(tag(entries(files, 0644)));
    }

    @Property(tries = 100)
    void anotherModeIsAnotherTag(
            @ForAll @NotEmpty @Size(max = 5) Map<String, String> files, @ForAll @IntRange(max = 0777) int mode) {
        Assume.that(mode != 0644);

        assertThat(tag(entries(files, mode))).isNotEqualTo(tag(entries(files, 0644)));
    }

    @Property(tries = 100)
    void orderMeansNothing(@ForAll @Size(max = 8) Map<String, String> files) {
        var shuffled = new ArrayList<>(entries(files, 0644));
        Collections.reverse(shuffled);

        assertThat(tag(shuffled)).isEqualTo(tag(entries(files, 0644)));
    }

    @Property(tries = 200)
    void anotherSettingIsAnotherLayer(@ForAll String npmrc, @ForAll String other) {
        Assume.that(!npmrc.isEmpty() && !other.isEmpty() && !npmrc.equals(other));

        assertThat(settings(npmrc, "base", "dev")).isNotEqualTo(settings(other, "base", "dev"));
    }

    @Property(tries = 100)
    void partsDoNotRunIntoEachOther(@ForAll String a, @ForAll String b) {
        Assume.that(!a.equals(b));

        assertThat(settings("x=y\n", a, b)).isNotEqualTo(settings("x=y\n", b, a));
        assertThat(new InputHash().add(a, b).tag("t"))
                .isNotEqualTo(new InputHash().add(b, a).tag("t"));
    }

    private static ImageTag settings(String npmrc, String previous, String wanted) {
        var settings = new MachineSettings(
                Map.of(), List.of(), java.util.Optional.empty(), "", npmrc, java.util.Optional.empty(), List.of());
        return Layer.settings(settings).orElseThrow().tag(previous, wanted);
    }

    private static List<ContextEntry> entries(Map<String, String> files, int mode) {
        var entries = new ArrayList<ContextEntry>();
        files.forEach((path, text) ->
                entries.add(ContextEntry.Given.of(path, mode, text.getBytes(StandardCharsets.UTF_16BE))));
        return entries;
    }

    private static ImageTag tag(List<ContextEntry> entries) {
        var hash = new InputHash();
        new BuildContext(entries).entries().forEach(entry -> hash.add(entry, new FileHashes()));
        return hash.tag("test");
    }
}
