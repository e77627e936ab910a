package dev.taowa.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

    private static Source.Git git(String text) {
        return (Source.Git) Source.parse(text, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://host.test/o/r, https://host.test/o/r,",
        "https://host.test/o/r/, https://host.test/o/r,",
        "https://host.test/o/r?tab=readme, https://host.test/o/r,",
        "https://host.test/o/r.git#v1, https://host.test/o/r.git, v1",
        "https://host.test/o/r/tree/main/a/b, https://host.test/o/r, main/a/b",
        "https://host.test/g/s/r/-/tree/dev, https://host.test/g/s/r, dev",
        "https://host.test/o/r/src/branch/dev/a, https://host.test/o/r, dev/a",
        "https://host.test/o/r/commit/0123456789abcdef0123456789abcdef01234567, https://host.test/o/r,"
                + " 0123456789abcdef0123456789abcdef01234567",
        "https://host.test/o/r/pull/12/files, https://host.test/o/r, refs/pull/12/head",
        "https://host.test/g/r/-/merge_requests/3, https://host.test/g/r, refs/merge-requests/3/head",
        "git@host.test:o/r.git, git@host.test:o/r.git,",
        "ssh://me@host.test:2222/r.git, ssh://me@host.test:2222/r.git,",
        "file:///srv/r.git#a/b, file:///srv/r.git, a/b",
        "http://127.0.0.1:8080/r, http://127.0.0.1:8080/r,",
    })
    void urls(String text, String url, String ref) {
        var source = git(text);

        assertThat(source.url()).isEqualTo(url);
        assertThat(source.ref()).isEqualTo(Optional.ofNullable(ref));
        assertThat(git(source.identity())).isEqualTo(source);
    }

    @Test
    void theBranchOverridesThatOfTheUrl() {
        var source = (Source.Git) Source.parse("https://host.test/o/r/tree/a/b/sub", Optional.of("a/b"));

        assertThat(source.ref()).contains("a/b");
        assertThat(source.subfolder()).isEqualTo("sub");
        assertThat(Source.parse(source.identity(), Optional.of("a/b"))).isEqualTo(source);
    }

    @Test
    void credentialsAreNoPartOfTheSource() {
        var text = "https://me:t0ken@host.test/o/r";

        assertThat(git(text).toString() + git(text).identity()).doesNotContain("t0ken", "me:");
        assertThat(Source.credentials(text).map(Secret::revealText)).contains("me:t0ken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--upload-pack=touch /tmp/x",
                "ext::sh -c touch% /tmp/x",
                "fd::17/foo",
                "ftp://host.test/r",
                "https:///r",
                "https://-oProxyCommand=x/r",
                "ssh://-oProxyCommand=x/r",
                "https://host.test/o/r\nx",
                "https://host.test/o/r#--upload-pack=x",
                "https://host.test/o/r#a..b",
                "https://host.test/o/r/tree/main/../../x",
                "https://host.test/o/r#main:../x",
                "/no/such/folder",
                "/tmp/a\nb",
                "nul\0"
            })
    void hostileAndMissingOnesAreProblems(String text) {
        assertThatThrownBy(() -> Source.parse(text, Optional.empty())).isInstanceOf(ProblemException.class);
    }

    @Test
    void aHostileBranchIsAProblem() {
        for (var branch : new String[] {"--upload-pack=x", "-b", "a b", "a..b", "", "a\nb", "@{x}"}) {
            assertThatThrownBy(() -> Source.parse("https://host.test/o/r", Optional.of(branch)))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aFolderIsItsRealPath(@TempDir Path folder) throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), folder);

        assertThat(Source.parse(link.toString(), Optional.empty())).isEqualTo(new Source.Folder(folder.toRealPath()));
    }
}
