package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    @Test
    void parametersAreRead() {
        var challenge = Challenge.find(List.of(
                        "Negotiate",
                        "BEARER realm=\"https://a/token?x=1\",service = b , scope=\"repository:x/y:pull,push\""))
                .orElseThrow();

        assertThat(challenge.isBearer()).isTrue();
        assertThat(challenge.find("realm")).contains("https://a/token?x=1");
        assertThat(challenge.find("service")).contains("b");
        assertThat(challenge.find("scope")).contains("repository:x/y:pull,push");
        assertThat(Challenge.find(List.of("Bearer", "Digest realm=\"x\""))).isEmpty();
        assertThat(Challenge.find(List.of("basic"))).isPresent();
        assertThat(Challenge.find(List.of("Bearer realm=" + "x".repeat(5000)))).isEmpty();
    }

    @Property
    void anyHeaderIsReadOrIgnored(@ForAll String header) {
        assertThat(Challenge.parse(header)).isNotNull();
        assertThat(Challenge.parse("Bearer realm=\"" + header)).isNotNull();
    }
}
