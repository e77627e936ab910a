package dev.taowa.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirroredRegistriesTest {

    private static MirroredRegistries of(String value) {
        return MirroredRegistries.of(Map.of(MirroredRegistries.VARIABLE, value));
    }

    @Test
    void theVariableAddsToTheUsualOnes() {
        assertThat(of("").find("docker.io")).contains("docker.io");
        assertThat(of("images.corp:8443,").find("images.corp:8443")).contains("images.corp:8443");
        assertThat(of("quay.io=cache.corp").find("quay.io")).contains("cache.corp");
        assertThat(of("quay.io=cache.corp").find("ghcr.io")).contains("ghcr.io");
        assertThat(of("quay.io=cache.corp").find("cache.corp")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=x", "quay.io=", "https://quay.io", "quay.io/x", "quay.io=a=b", "quay.io;ghcr.io", "a b"})
    void anythingElseIsNamed(String value) {
        assertThatThrownBy(() -> of("ghcr.io," + value)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.BAD_ARGUMENT);
            assertThat(thrown.problem().what()).contains(MirroredRegistries.VARIABLE, value);
        });
    }

    @Test
    void podmanInsideAsksTheMirrorForTheSame() {
        var config = read("/dev/taowa/image/features/podman/mirror.conf");

        var inside = Pattern.compile(
                        "(?m)^location = \"(?!127)(.*)\"$\n\\[\\[registry.mirror]]\nlocation = \"127.0.0.1:28999/(.*)\"$")
                .matcher(config)
                .results()
                .map(found -> found.group(1).equals(found.group(2)) ? found.group(1) : "")
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inside).isEqualTo(new TreeSet<>(of("").hosts().keySet()));
    }

    private static String read(String resource) {
        try (var in = ProblemException.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
