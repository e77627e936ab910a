package dev.taowa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

    private static List<List<String>> programs() throws IOException {
        var name = "/dev/taowa/image/features/kubernetes/programs";
        try (var in = Objects.requireNonNull(ReleaseTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Arrays.asList(line.split(" ", -1)))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1.36.4+k3s1, v1.36.4+k3s1",
        "1.36.4, v1.36.4+k3s1",
        "1.36, v1.36.4+k3s1",
        "v1.35, v1.35.8+k3s1",
        "1, v1.36.4+k3s1"
    })
    void theFirstPartsOfAVersionNameIt(String wanted, String version) {
        assertThat(Release.find(Release.OF_K3S, wanted))
                .hasValueSatisfying(found -> assertThat(found.version()).isEqualTo(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.3", "1.34", "v", "latest", "1.36.4+k3s2"})
    void othersNameNone(String wanted) {
        assertThat(Release.find(Release.OF_K3S, wanted)).isEmpty();
    }

    @Test
    void everyReleaseOfK3sIsPinnedForBothKindsOfMachine() throws IOException {
        for (var release : Release.OF_K3S) {
            assertThat(programs())
                    .filteredOn(line -> line.get(0).equals("k3s") && line.get(1).equals(release.version()))
                    .extracting(line -> line.get(2))
                    .containsExactly("amd64", "arm64");
        }
    }

    @Test
    void everyProgramIsFetchedOverTlsAndKnownByItsDigest() throws IOException {
        assertThat(programs()).isNotEmpty().allSatisfy(line -> {
            assertThat(line).hasSizeBetween(5, 6);
            assertThat(line.get(3)).matches("[0-9a-f]{64}");
            assertThat(line.get(4)).startsWith("https://");
        });
    }
}
