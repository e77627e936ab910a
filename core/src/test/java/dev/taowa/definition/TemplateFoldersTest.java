package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.task.Fork;
import dev.taowa.template.TemplateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFoldersTest {

    private static final int THREADS = 8;

    @TempDir
    private Path top = Path.of("");

    private static TemplateFile file(String path, String text) {
        return new TemplateFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sameFilesAreOneFolderWhoeverIsFaster() throws IOException {
        var files = List.of(file("a/b", "text"), file("run", "#!/bin/sh\n"));
        var cache = top.resolve("cache");
        var start = new CyclicBarrier(THREADS);
        Callable<Path> obtain = () -> {
            start.await();
            return new TemplateFolders(cache).obtain(files);
        };

        var folders = Fork.all(Collections.nCopies(THREADS, obtain));

        assertThat(folders.stream().distinct()).singleElement().satisfies(folder -> {
            assertThat(folder.resolve("a/b")).hasContent("text");
            assertThat(Files.isExecutable(folder.resolve("a/b"))).isFalse();
            assertThat(folder.resolve("run")).isExecutable();
        });
        try (var all = Files.walk(cache, 2)) {
            assertThat(all.filter(each -> cache.relativize(each).getNameCount() == 2))
                    .containsExactly(folders.getFirst());
        }
    }

    @Test
    void otherFilesAreAnotherFolder() {
        var folders = new TemplateFolders(top);

        var one = folders.obtain(List.of(file("a", "b\nc")));

        assertThat(folders.obtain(List.of(file("a", "b"), file("c", "")))).isNotEqualTo(one);
        assertThat(folders.obtain(List.of(file("a", "b\nC")))).isNotEqualTo(one);
    }
}
