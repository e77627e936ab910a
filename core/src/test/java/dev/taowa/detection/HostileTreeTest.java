package dev.taowa.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.taowa.document.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources of somebody who means ill: detection always comes to an end, and to something. */
class HostileTreeTest {

    private static final String ENTITY = """
            <?xml version="1.0"?>
            <!DOCTYPE project [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
            <project><properties><java.version>&secret;</java.version></properties></project>""";

    private static final String LAUGHS = """
            <!DOCTYPE project [<!ENTITY a "17"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
            <project><properties><java.version>&c;</java.version></properties></project>""";

    @TempDir
    private Path top = Path.of("");

    private Proposal propose(Path folder) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Detection.of(new SourceTree(folder), Path.of("")));
    }

    private Path source() throws IOException {
        return Files.createDirectories(top.resolve("source"));
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        var outside = Files.createDirectories(top.resolve("outside"));
        Files.writeString(outside.resolve("main.py"), "");
        Files.writeString(outside.resolve("go.mod"), "go 1.22");
        var source = source();
        Files.createSymbolicLink(source.resolve("folder"), outside);
        Files.createSymbolicLink(source.resolve("go.mod"), outside.resolve("go.mod"));
        Files.createSymbolicLink(source.resolve("loop"), source);

        assertThat(propose(source).templateId()).isEqualTo("vm");
    }

    @Test
    void aVersionBehindALinkOutOfTheSourceIsNotRead() throws IOException {
        var secret = Files.writeString(top.resolve("secret"), "22");
        var source = source();
        Files.writeString(source.resolve("a.js"), "");
        Files.createSymbolicLink(source.resolve(".nvmrc"), secret);

        assertThat(propose(source).parameters()).isEmpty();
    }

    @Test
    void aHugeTreeIsLookedAtInPart() throws IOException {
        var source = source();
        for (var i = 0; i < 6000; i++) {
            Files.createFile(source.resolve(i + ".go"));
        }

        var proposal = propose(source);

        assertThat(proposal.templateId()).isEqualTo("go");
        assertThat(proposal.reasons().getLast()).contains("Only the first 5,000 files");
    }

    @Test
    void aWideTreeOfFoldersIsLookedAtInPart() throws IOException {
        var source = source();
        for (var i = 0; i < 80; i++) {
            for (var j = 0; j < 80; j++) {
                Files.createDirectories(source.resolve("%d/%d".formatted(i, j)));
            }
        }
        Files.createFile(source.resolve("main.rs"));

        var proposal = propose(source);

        assertThat(proposal.templateId()).isEqualTo("rust");
        assertThat(proposal.reasons().getLast()).contains("Only the first 5,000 files");
    }

    @Test
    void linksInACircleComeToAnEnd() throws IOException {
        var source = source();
        var a = Files.createDirectories(source.resolve("a"));
        var b = Files.createDirectories(source.resolve("b"));
        Files.createSymbolicLink(a.resolve("b"), b);
        Files.createSymbolicLink(b.resolve("a"), a);
        Files.createSymbolicLink(source.resolve("pom.xml"), Path.of("pom.xml"));
        Files.createSymbolicLink(source.resolve(".nvmrc"), Path.of(".nvmrc"));
        Files.createFile(b.resolve("main.js"));

        assertThat(propose(source)).satisfies(proposal -> {
            assertThat(proposal.templateId()).isEqualTo("node");
            assertThat(proposal.parameters()).isEmpty();
        });
    }

    @Test
    void whatIsFetchedOrHiddenDoesNotCount() throws IOException {
        var source = source();
        for (var foreign : new String[] {"node_modules", "vendor", "target", ".git", ".venv", "dist"}) {
            Files.createFile(Files.createDirectories(source.resolve(foreign).resolve("x"))
                    .resolve("package.json"));
        }

        assertThat(propose(source).templateId()).isEqualTo("vm");
    }

    @Test
    void aVersionOfAPomIsShort() throws IOException {
        var source = source();
        var pom = "<project><properties><a>%s</a><java.version>${a}</java.version></properties></project>";
        Files.writeString(source.resolve("pom.xml"), pom.formatted("17" + ".0".repeat(100)));
        assertThat(propose(source).parameters()).isEmpty();

        Files.writeString(source.resolve("pom.xml"), pom.formatted("17"));
        assertThat(propose(source).parameters()).containsEntry("version", "17");
    }

    @Test
    void aSlowTreeIsLookedAtInPart() throws IOException {
        var source = source();
        for (var i = 0; i < 10; i++) {
            Files.createFile(source.resolve(i + ".go"));
        }
        var seconds = new AtomicLong();
        InstantSource slow = () -> Instant.ofEpochSecond(seconds.getAndIncrement());

        var proposal = Detection.of(new SourceTree(source), Path.of(""), slow);

        assertThat(proposal.templateId()).isEqualTo("go");
        assertThat(proposal.reasons().getLast()).contains("no longer than 2 seconds");
    }

    @Test
    void aDeepTreeIsLookedAtInPart() throws IOException {
        var source = source();
        var deep = source;
        for (var i = 0; i < 200; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        Files.createFile(deep.resolve("a.go"));
        Files.createFile(source.resolve("a.rs"));

        assertThat(propose(source).templateId()).isEqualTo("rust");
    }

    @Test
    void namesThatAreNoLineAreShownAsOne() throws IOException {
        var source = source();
        var folder = Files.createDirectories(source.resolve("a\nb\u001b[31m"));
        Files.writeString(folder.resolve("go.mod"), "go 1.22");

        var proposal = propose(source);

        assertThat(proposal.templateId()).isEqualTo("go");
        assertThat(proposal.reasons()).allSatisfy(reason -> assertThat(reason).doesNotContainPattern("\\p{Cntrl}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rust-toolchain.toml | [toolchain]\\nchannel = \"\\\"; rm -rf /\"",
                "rust-toolchain      | --help",
                "rust-toolchain      | stable; id",
                ".nvmrc              | $(id)",
                ".java-version       | 21\"}, \"initializeCommand\": \"id",
                "package.json        | {\"engines\": {\"node\": \"${localEnv:HOME}\"}}",
                "package.json        | {\"engines\": [{{{",
                "composer.json       | []",
                "global.json         | nothing",
                "pyproject.toml      | [[[[",
                "go.mod              | go 1.22; id"
            })
    void hostileVersionsAreNoParameters(String name, String content) throws IOException {
        var source = source();
        Files.writeString(source.resolve(name), content.replace("\\n", "\n"));

        assertThat(propose(source).parameters().values())
                .allSatisfy(value -> assertThat(value).matches("[0-9A-Za-z][0-9A-Za-z._-]*"));
    }

    @Test
    void deepJsonAsksForNothing() throws IOException {
        var source = source();
        Files.writeString(source.resolve("package.json"), "{\"a\":".repeat(100_000));

        assertThat(propose(source)).satisfies(proposal -> {
            assertThat(proposal.templateId()).isEqualTo("node");
            assertThat(proposal.parameters()).isEmpty();
        });
    }

    @Test
    void xmlEntitiesAreNotResolved() throws IOException {
        var source = source();
        Files.createDirectories(source.resolve("b"));
        Files.writeString(source.resolve("pom.xml"), ENTITY);

        var proposal = propose(source);

        assertThat(proposal.templateId()).isEqualTo("java");
        assertThat(proposal.parameters()).isEmpty();
        Files.writeString(source.resolve("pom.xml"), LAUGHS);
        assertThat(propose(source).parameters()).isEmpty();
        Files.writeString(source.resolve("pom.xml"), "<a>".repeat(100_000));
        assertThat(propose(source).parameters()).isEmpty();
    }

    @Test
    void longLinesTakeNoLongTime() throws IOException {
        var source = source();
        Files.writeString(source.resolve(".java-version"), "-".repeat(1_000_000));
        Files.writeString(source.resolve("build.gradle"), "sourceCompatibility ".repeat(50_000));
        Files.writeString(source.resolve("pyproject.toml"), "[project]\nrequires-python = \"" + ">=".repeat(400_000));
        Files.writeString(source.resolve(".tool-versions"), "java ".repeat(200_000));

        assertThat(propose(source).reasons()).isNotEmpty();
    }

    @Test
    void whatIsTooLargeOrNoTextAsksForNothing() throws IOException {
        var source = source();
        Files.write(source.resolve("package.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.write(source.resolve(".nvmrc"), new byte[2 << 20]);

        assertThat(propose(source).parameters()).isEmpty();
    }
}
