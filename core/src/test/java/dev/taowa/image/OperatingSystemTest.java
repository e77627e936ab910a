package dev.taowa.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingSystemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=debian\nVERSION_ID=\"11\"\n",
                "PRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nID=debian\n",
                "ID=ubuntu\nVERSION_ID='20.04'\n"
            })
    void debianAndUbuntuAreSupported(String osRelease) {
        assertThat(OperatingSystem.supported("x", Optional.of(osRelease)).id()).isIn("debian", "ubuntu");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=alpine\nVERSION_ID=3.20\n",
                "ID=debian\nVERSION_ID=10\n",
                "ID=ubuntu\nVERSION_ID=18.04",
                "",
                "="
            })
    void othersAreRefusedWithAFix(String osRelease) {
        assertRefused(Optional.of(osRelease));
    }

    @Test
    void anImageWithoutASystemIsRefused() {
        assertRefused(Optional.empty());
    }

    private static void assertRefused(Optional<String> osRelease) {
        assertThatThrownBy(() -> OperatingSystem.supported("alpine:3", osRelease))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.IMAGE_NOT_SUPPORTED);
                    assertThat(thrown.problem().what()).contains("alpine:3");
                    assertThat(thrown.problem().fix()).contains("Debian 11");
                });
    }
}
