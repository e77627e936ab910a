package dev.taowa.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.outer.OuterCluster;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.NetworkAllowance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The client's JSON is written by hand; data binding, as the server does it, has the last word on what is right. */
class JsonTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:01.5Z");

    private static final List<Event> EVENTS = List.of(
            new Event.Started(Phase.BASE_IMAGE, AT),
            new Event.Advanced(Phase.SOURCE, "objects", 3, 10, Event.Unit.OBJECTS),
            new Event.Line(Phase.IMAGE, "a \"quoted\" line"),
            new Event.Ended(Phase.BOOT, AT, Duration.ofMillis(1234), Event.Outcome.UNCHANGED),
            new Event.Warned("look"),
            new Event.SecretWanted("TOKEN", "reads \"packages\"", ""),
            new Event.Ready("demo"),
            new Event.Succeeded("demo"),
            new Event.Failed(new Problem(ProblemCode.NO_SPACE, "full", "free some")));

    private final ObjectMapper mapper = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    @Test
    void readsEveryEventAsTheServerWritesIt() throws IOException {
        for (var event : EVENTS) {
            var text = mapper.writerFor(Event.class).writeValueAsString(event);

            assertThat(EventReader.event(Json.parse(text))).contains(event);
        }
    }

    @Test
    void readsTimesAsNumbersToo() throws IOException {
        mapper.enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        for (var event : EVENTS) {
            var text = mapper.writerFor(Event.class).writeValueAsString(event);

            assertThat(EventReader.event(Json.parse(text))).contains(event);
        }
    }

    @Test
    void theServerReadsRequestsAsTheyWereMeant() throws IOException {
        var full = new UpRequest(
                "/src/a \"b\"",
                Optional.of("demo"),
                Optional.of("main"),
                "local",
                Optional.of("web"),
                true,
                new Limits(
                        OptionalDouble.of(1.5),
                        Optional.of(new ByteSize(4L << 30)),
                        Optional.of(new ByteSize(20L << 30)),
                        OptionalLong.of(100)),
                Set.of(NetworkAllowance.HOST, NetworkAllowance.METADATA),
                Optional.of(new OuterCluster("dev", Optional.of("shop"), Optional.of("/home/dev/.kube/other"))),
                DefinitionChoice.NONE,
                Map.of("SSH_AUTH_SOCK", "/run/agent"),
                GivenSecrets.NONE);
        var bare = new UpRequest(
                "/src",
                Optional.empty(),
                Optional.empty(),
                "local",
                Optional.of("none"),
                false,
                Limits.NONE,
                Set.of(),
                Optional.empty(),
                DefinitionChoice.NONE,
                Map.of(),
                GivenSecrets.NONE);

        assertThat(mapper.readValue(Requests.up(full).toString(), UpRequest.class))
                .isEqualTo(full);
        assertThat(mapper.readValue(Requests.up(bare).toString(), UpRequest.class))
                .isEqualTo(bare);
    }

    @Test
    void anEventOfANewerServerIsPassedOver() throws IOException {
        assertThat(EventReader.event(Json.parse("{\"type\":\"danced\"}"))).isEmpty();
        assertThat(EventReader.event(Json.parse("{\"type\":\"line\",\"phase\":\"DANCE\",\"text\":\"\"}")))
                .isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (var text : List.of("", "{", "{} {}", "<html>", "[1,]")) {
            assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void numbersAreWrittenAsTheyWereRead() throws IOException {
        var text = "{\"a\":9223372036854775807,\"b\":9223372036854775808,\"c\":-1.50e3,\"d\":0}";

        assertThat(Json.parse(text)).hasToString(text);
        assertThat(Json.parse(text).number("a")).isEqualTo(Long.MAX_VALUE);
        assertThat(Json.parse(text).text("c")).isEqualTo("-1.50e3");
    }
}
