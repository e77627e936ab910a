package dev.taowa.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ContainerfileTest {

    @Test
    void findsTheImagesThatAreBuiltOn() {
        var text = """
                # syntax=x
                ARG VERSION=12
                ARG NAME="debian"
                FROM --platform=linux/amd64 ${NAME}:${VERSION} AS Build
                ARG VERSION=99
                RUN echo FROM nothing:1
                from build as second
                FROM scratch
                FROM $NAME:${OTHER:-slim}
                COPY --from=build /a /b
                """;

        assertThat(Containerfile.bases(text, Map.of("VERSION", "13")))
                .containsExactly(
                        Map.entry("${NAME}:${VERSION}", "debian:13"), Map.entry("$NAME:${OTHER:-slim}", "debian:slim"));
    }

    @Test
    void aFromMayGoOverSeveralLines() {
        var text = """
                # not continued \\
                FROM \\
                  --platform=linux/amd64 \\
                  debian:12 AS one
                RUN a \\
                FROM two
                FROM debian:13
                """;

        assertThat(Containerfile.bases(text, Map.of())).containsKeys("debian:12", "debian:13");
    }

    @Property(tries = 500)
    void anyTextIsRead(@ForAll String text) {
        assertThat(Containerfile.bases("FROM " + text, Map.of())).hasSizeLessThanOrEqualTo(1);
    }
}
