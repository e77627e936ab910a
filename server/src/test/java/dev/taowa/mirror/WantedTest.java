package dev.taowa.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.feature.Digest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedTest {

    private static final MirroredRegistries REGISTRIES = MirroredRegistries.of(Map.of());
    private static final Digest DIGEST = Digest.of(new byte[0]);

    private static Wanted parse(String address) {
        return Wanted.parse(address, Optional.empty(), REGISTRIES);
    }

    @Test
    void dockerAsksForWhatIsOnDockerHub() {
        assertThat(parse("/v2/")).isEqualTo(new Wanted.Greeting());
        assertThat(parse("/v2/library/debian/manifests/13"))
                .isEqualTo(new Wanted.Manifest("docker.io", "library/debian", "13"));
        assertThat(parse("/v2/library/debian/blobs/" + DIGEST))
                .isEqualTo(new Wanted.Blob("docker.io", "library/debian", DIGEST));
    }

    @Test
    void containerdNamesTheRegistryInAParameter() {
        assertThat(Wanted.parse("/v2/a/b__c/manifests/" + DIGEST, Optional.of("quay.io"), REGISTRIES))
                .isEqualTo(new Wanted.Manifest("quay.io", "a/b__c", DIGEST.toString()));
        assertThat(Wanted.parse("/v2/quay.io/b/manifests/1", Optional.of("quay.io"), REGISTRIES))
                .isEqualTo(new Wanted.Manifest("quay.io", "quay.io/b", "1"));
    }

    @Test
    void podmanNamesTheRegistryInThePath() {
        assertThat(parse("/v2/quay.io/a/b/manifests/1")).isEqualTo(new Wanted.Manifest("quay.io", "a/b", "1"));
        assertThat(parse("/v2/docker.io/library/a/manifests/1"))
                .isEqualTo(new Wanted.Manifest("docker.io", "library/a", "1"));
    }

    @Test
    void aRegistryMayBeAskedElsewhere() {
        var registries =
                MirroredRegistries.of(Map.of(MirroredRegistries.VARIABLE, "docker.io=localhost:5001, images.corp"));

        assertThat(Wanted.parse("/v2/a/manifests/1", Optional.empty(), registries))
                .isEqualTo(new Wanted.Manifest("localhost:5001", "a", "1"));
        assertThat(Wanted.parse("/v2/a/manifests/1", Optional.of("images.corp"), registries))
                .isEqualTo(new Wanted.Manifest("images.corp", "a", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:5000", "127.0.0.1", "169.254.169.254", "evil.example", "", "docker.io/x", "DOCKER.IO"
            })
    void noOtherRegistryIsAsked(String namespace) {
        assertThat(Wanted.parse("/v2/a/manifests/1", Optional.of(namespace), REGISTRIES))
                .isEqualTo(new Wanted.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v2/_catalog",
                "/v2/a/tags/list",
                "/v2/a/blobs/uploads/",
                "/v2/a/blobs/sha256:../../etc/passwd",
                "/v2/a/blobs/latest",
                "/v2/../a/manifests/1",
                "/v2/a//b/manifests/1",
                "/v2/a/manifests/..",
                "/v2/a/manifests/-x",
                "/v2/a/manifests/a%2Fb",
                "/v2/A/manifests/1",
                "/v2/a/manifests/1/",
                "/v2/quay.io/manifests/1/..",
                "/v2/-a/manifests/1",
                "/v2/a.-b/manifests/1",
            })
    void whatTheProtocolDoesNotKnowIsNothing(String address) {
        assertThat(parse(address)).isEqualTo(new Wanted.Nothing());
    }

    @Test
    void aLongAddressIsRefusedAtOnce() {
        assertThat(parse("/v2/" + "a/".repeat(500_000) + "manifests/1")).isEqualTo(new Wanted.Nothing());
        assertThat(parse("/v2/" + "a-".repeat(100) + "/manifests/1")).isEqualTo(new Wanted.Nothing());
        assertThat(parse("/v2/a/manifests/" + "1".repeat(129))).isEqualTo(new Wanted.Nothing());
    }
}
