package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveTest {

    @TempDir
    private Path temporary;

    private Path unpack(InputStream packed) throws IOException {
        var folder = Files.createDirectory(temporary.resolve("unpacked"));
        var writer = new FolderWriter("f", folder);
        Archive.unpack("f", packed, writer);
        writer.finish();
        return folder;
    }

    @Test
    void filesFoldersAndLinksAreUnpacked() throws IOException {
        var packed = PackedFeature.of("{}")
                .file("bin/tool", 06777, "tool")
                .special("same", TarConstants.LF_LINK, "bin/tool")
                .special("bin/alias", TarConstants.LF_SYMLINK, "../install.sh")
                .file("a".repeat(150) + "/long", 0600, "long");

        var folder = unpack(new ByteArrayInputStream(packed.tgz()));

        assertThat(folder.resolve("bin/tool")).hasContent("tool");
        assertThat(mode(folder.resolve("bin/tool"))).isEqualTo("rwxr-xr-x");
        assertThat(mode(folder.resolve("devcontainer-feature.json"))).isEqualTo("rw-r--r--");
        assertThat(folder.resolve("same")).isRegularFile().hasContent("tool");
        assertThat(folder.resolve("bin/alias")).isSymbolicLink().hasContent("#!/bin/sh\n");
        assertThat(folder.resolve("a".repeat(150) + "/long")).hasContent("long");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    record Hostile(String told, UnaryOperator<PackedFeature> with) {
        @Override
        public String toString() {
            return told;
        }
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                new Hostile("\"../evil\"", it -> it.file("../evil", 0644, "")),
                new Hostile("\"a/../../evil\"", it -> it.file("a/../../evil", 0644, "")),
                new Hostile("\"/tmp/taowa-evil\"", it -> it.file("/tmp/taowa-evil", 0644, "")),
                new Hostile("\"../evil/\"", it -> it.folder("../evil/")),
                new Hostile("\"a?b\"", it -> it.file("a\nb", 0644, "")),
                new Hostile("it has a file", it -> it.file("x".repeat(300), 0644, "")),
                new Hostile("it has a file", it -> it.file("x/".repeat(600) + "x", 0644, "")),
                new Hostile("\"/etc/passwd\"", it -> it.special("l", TarConstants.LF_SYMLINK, "/etc/passwd")),
                new Hostile("\"../..\"", it -> it.special("l", TarConstants.LF_SYMLINK, "../..")),
                new Hostile("\"nowhere\"", it -> it.special("l", TarConstants.LF_SYMLINK, "nowhere")),
                new Hostile("\"l\"", it -> it.special("l", TarConstants.LF_SYMLINK, "l")),
                new Hostile(
                        "which is none of its files",
                        it -> it.special("a/b/c/up", TarConstants.LF_SYMLINK, "../../../")
                                .special("x", TarConstants.LF_SYMLINK, "a/b/c/up/../..")),
                new Hostile(
                        "\"out\" leads to",
                        it -> it.special("out", TarConstants.LF_SYMLINK, "/tmp").file("out/evil", 0644, "")),
                new Hostile(
                        "both a link and a file",
                        it -> it.special("out", TarConstants.LF_SYMLINK, "..").file("out/evil", 0644, "")),
                new Hostile(
                        "inside another link",
                        it -> it.special("out", TarConstants.LF_SYMLINK, "..")
                                .special("out/evil/l", TarConstants.LF_SYMLINK, "x")),
                new Hostile("\"/etc/passwd\"", it -> it.special("l", TarConstants.LF_LINK, "/etc/passwd")),
                new Hostile(
                        "no file before it",
                        it -> it.special("l", TarConstants.LF_LINK, "later").file("later", 0644, "")),
                new Hostile("is a device", it -> it.special("d", TarConstants.LF_BLK, "")),
                new Hostile("is a device", it -> it.special("d", TarConstants.LF_CHR, "")),
                new Hostile("is a device", it -> it.special("d", TarConstants.LF_FIFO, "")),
                new Hostile("more than 20000 files", it -> {
                    for (var at = 0; at < FolderWriter.MOST_ENTRIES; at++) {
                        it.folder("d/");
                    }
                    return it;
                }));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatLeadsOutOrIsTooMuchIsRefused(Hostile hostile) throws IOException {
        var packed = hostile.with().apply(PackedFeature.of("{}")).tar();

        assertThatThrownBy(() -> unpack(new ByteArrayInputStream(packed)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(hostile.told());
        assertThat(temporary.resolve("evil")).doesNotExist();
        assertThat(Path.of("/tmp/taowa-evil")).doesNotExist();
    }

    @Test
    void aFileThatUnpacksToTooMuchIsStopped() throws IOException {
        var packed = new ByteArrayInputStream(bomb("zeros", TarConstants.LF_NORMAL));

        assertThatThrownBy(() -> Archive.unpack("f", packed, new FolderWriter("f", temporary, 5 << 20)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("larger than 5.0 MiB");
    }

    @Test
    void headersThatUnpackToTooMuchAreStopped() throws IOException {
        for (var kind : new byte[] {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC}) {
            assertThatThrownBy(() -> Archive.unpack(
                            "f", new ByteArrayInputStream(bomb("x", kind)), new FolderWriter("f", temporary)))
                    .isInstanceOf(IOException.class);
        }
    }

    /** An entry of 8 MiB of next to nothing, in some 8 KiB. */
    private static byte[] bomb(String name, byte kind) throws IOException {
        var size = 8L << 20;
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setSize(size);
        var header = new byte[512];
        entry.writeEntryHeader(header);
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header);
            var zeros = new byte[1 << 20];
            if (kind == TarConstants.LF_PAX_EXTENDED_HEADER_LC) {
                gzip.write((size + " path=").getBytes(StandardCharsets.UTF_8));
                Arrays.fill(zeros, (byte) 'x');
            }
            for (var at = 0; at < 8; at++) {
                gzip.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void brokenArchivesAreRefused() {
        for (var broken : new byte[][] {
            "not a tar, but long enough to be looked at".repeat(20).getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(PackedFeature.of("{}").tgz(), 100),
            Arrays.copyOf(PackedFeature.of("{}").tar(), 1025)
        }) {
            assertThatThrownBy(() ->
                            Archive.unpack("f", new ByteArrayInputStream(broken), new FolderWriter("f", temporary)))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Whatever bytes come: files inside the folder, or a refusal. */
    @Property(tries = 500)
    void anyDamageIsUnpackedOrRefused(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var bytes = PackedFeature.of("{}")
                .special("l", TarConstants.LF_SYMLINK, "install.sh")
                .special("h", TarConstants.LF_LINK, "install.sh")
                .file("n".repeat(120), 0644, "x")
                .tar();
        for (var damage = random.nextInt(1, 12); damage > 0; damage--) {
            var header = 512 * random.nextInt(bytes.length / 512);
            bytes[header + random.nextInt(512)] = (byte) random.nextInt(256);
            checksum(bytes, header);
        }
        var top = Files.createTempDirectory("archive");
        var folder = Files.createDirectory(top.resolve("in"));
        try {
            var writer = new FolderWriter("f", folder);
            Archive.unpack(
                    "f",
                    new SequenceInputStream(new ByteArrayInputStream(bytes), InputStream.nullInputStream()),
                    writer);
            writer.finish();
        } catch (IOException | ProblemException refused) {
            assertThat(refused.getMessage()).isNotNull();
        } finally {
            try (var left = Files.list(top)) {
                assertThat(left).containsExactly(folder);
            }
            FeatureCache.delete(top);
        }
    }

    /** So that the damage is looked at, not the checksum. */
    private static void checksum(byte[] tar, int header) {
        Arrays.fill(tar, header + 148, header + 156, (byte) ' ');
        var sum = 0;
        for (var at = header; at < header + 512; at++) {
            sum += tar[at] & 0xff;
        }
        var text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, tar, header + 148, text.length);
    }
}
