package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of the engines inside a workspace, by what they say. */
@Timeout(30)
class WatchTest {

    private static final String CONTAINERS = "docker.sock";
    private static final String LIST = "ingresses?limit=";
    private static final String SERVICES_WATCH = "services?watch=1";
    private static final String WATCH = "ingresses?watch=1";

    private final FakeInside inside = new FakeInside();
    private final NestedEngines engines = new NestedEngines(inside);
    private final LinkedBlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        engine().onChange(() -> changes.add(true));
    }

    @AfterEach
    void close() {
        engines.close();
    }

    private WorkspaceEngines engine() {
        return engines.of(FakeInside.WORKSPACE.id());
    }

    private Map<Integer, String> containers(Integer... served) throws IOException {
        return engine().containers(FakeInside.WORKSPACE).published(Set.of(served));
    }

    private List<String> hosts() throws IOException {
        return engine().ingresses(FakeInside.WORKSPACE).rules().stream()
                .map(IngressRule::host)
                .toList();
    }

    private static String container(int port, String name) {
        return "[{\"Names\":[\"/%s\"],\"Ports\":[{\"PublicPort\":%d,\"Type\":\"tcp\"}]}]".formatted(name, port);
    }

    private static String ingress(String host) {
        return """
                {"metadata": {"namespace": "default", "name": "for-%s"}, "spec": {"rules": [{"host": "%1$s",
                 "http": {"paths": [{"path": "/", "backend": {"service": {"name": "web", "port": {"number": 80}}}}]}}]}}""".formatted(host);
    }

    private static String event(String type, String host) {
        return "{\"type\": \"%s\", \"object\": %s}".formatted(type, ingress(host));
    }

    private void listed(String... hosts) {
        var items =
                String.join(",", List.of(hosts).stream().map(WatchTest::ingress).toList());
        inside.answer(LIST, "{\"metadata\": {\"resourceVersion\": \"7\"}, \"items\": [" + items + "]}");
    }

    private void awaitChange() throws InterruptedException {
        assertThat(changes.poll(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aContainerIsKnownFromWhenDockerTells() throws Exception {
        inside.say(CONTAINERS, container(8080, "one"), "-");
        assertThat(containers()).isEqualTo(Map.of(8080, "container one"));
        awaitChange();

        inside.say(CONTAINERS, "[]", "-");
        awaitChange();

        assertThat(containers()).isEmpty();
        assertThat(inside.timesAsked(CONTAINERS)).as("over one command").isOne();
    }

    @Test
    void onePortThatDockerServesAlreadyIsWaitedFor() throws Exception {
        inside.say(CONTAINERS, "[]", "-", container(8080, "late"), "-");

        assertThat(containers(8080)).isEqualTo(Map.of(8080, "container late"));
    }

    @Test
    void anIngressIsKnownFromWhenTheClusterTells() throws Exception {
        listed("first.example");
        inside.say(WATCH, event("ADDED", "second.example"), "-");
        assertThat(hosts()).contains("first.example");
        awaitChange();
        awaitChange();
        assertThat(hosts()).containsExactly("first.example", "second.example");

        inside.say(WATCH, event("DELETED", "first.example"), "-", "{\"type\": \"BOOKMARK\", \"object\": {}}", "-");
        awaitChange();

        assertThat(hosts()).containsExactly("second.example");
        assertThat(inside.asked).anyMatch(line -> line.contains("resourceVersion=7&"));
        assertThat(inside.timesAsked(LIST)).isOne();
    }

    @Test
    void aVersionThatIsTooOldIsListedAnew() throws Exception {
        listed("first.example");
        inside.say(WATCH, "{\"type\": \"ERROR\", \"object\": {\"code\": 410}}", "-");
        hosts();
        awaitChange();
        awaitChange();

        listed("second.example");

        assertThat(hosts()).containsExactly("second.example");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatHasEndedIsBegunAnew(boolean isBroken) throws Exception {
        inside.say(CONTAINERS, container(8080, "one"), "-");
        containers();
        awaitChange();
        if (isBroken) {
            inside.breakOff(CONTAINERS);
        } else {
            inside.end(CONTAINERS);
        }
        awaitChange();

        inside.say(CONTAINERS, container(8081, "two"), "-");

        assertThat(containers()).isEqualTo(Map.of(8081, "container two"));
    }

    @Test
    void whoSaysRubbishIsNotAskedAgainAtOnce() throws Exception {
        inside.say(CONTAINERS, "rubbish", "-");

        assertThat(containers()).isEmpty();
        assertThat(containers()).isEmpty();

        assertThat(inside.timesAsked(CONTAINERS)).isOne();
    }

    @Test
    void aClusterThatDoesNotAnswerHasNothing() throws Exception {
        assertThat(hosts()).isEmpty();
        assertThat(new IngressDoor(inside, engines).port(FakeInside.WORKSPACE, "shop.example", "/"))
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void moreObjectsThanAnybodyHasAreNotKept() throws Exception {
        var many = IntStream.range(0, ObjectsWatch.MOST + 10)
                .mapToObj(each -> "h" + each + ".example")
                .toArray(String[]::new);
        listed(many);

        assertThat(hosts()).hasSize(ObjectsWatch.MOST);
    }

    @Test
    void anIngressThatWasNotToldYetIsAskedFor() throws Exception {
        listed();
        inside.say(WATCH);
        hosts();
        listed("new.example");
        inside.answer("services/web", "{\"spec\": {\"clusterIP\": \"10.204.0.7\", \"ports\": [{\"port\": 80}]}}")
                .answer("10.204.0.7 80", "127.0.0.1:29000 (Stream)");
        var door = new IngressDoor(inside, engines);

        assertThat(door.port(FakeInside.WORKSPACE, "new.example", "/")).hasValue(29_000);
        assertThat(door.port(FakeInside.WORKSPACE, "other.example", "/")).isEmpty();
    }

    @Test
    void aServiceThatWasMadeAnewIsOpenedAnew() throws Exception {
        listed("shop.example");
        inside.say(WATCH)
                .say(SERVICES_WATCH)
                .answer("services/web", "{\"spec\": {\"clusterIP\": \"10.204.0.7\", \"ports\": [{\"port\": 80}]}}")
                .answer(
                        "services?limit=",
                        "{\"metadata\": {\"resourceVersion\": \"7\"}, \"items\": [" + service("10.204.0.7") + "]}")
                .answer("10.204.0.7 80", "127.0.0.1:29000 (Stream)");
        var door = new IngressDoor(inside, engines);
        assertThat(door.port(FakeInside.WORKSPACE, "shop.example", "/")).hasValue(29_000);
        assertThat(door.port(FakeInside.WORKSPACE, "shop.example", "/")).hasValue(29_000);
        assertThat(inside.timesAsked("10.204.0.7 80")).isOne();
        awaitChange();
        awaitChange();

        inside.answer("services/web", "{\"spec\": {\"clusterIP\": \"10.204.0.8\", \"ports\": [{\"port\": 80}]}}")
                .answer("10.204.0.8 80", "127.0.0.1:29001 (Stream)")
                .say(SERVICES_WATCH, "{\"type\": \"MODIFIED\", \"object\": " + service("10.204.0.8") + "}", "-");
        awaitChange();

        assertThat(door.port(FakeInside.WORKSPACE, "shop.example", "/")).hasValue(29_001);
    }

    private static String service(String address) {
        return "{\"metadata\": {\"namespace\": \"default\", \"name\": \"web\"}, \"spec\": {\"clusterIP\": \"%s\"}}"
                .formatted(address);
    }
}
