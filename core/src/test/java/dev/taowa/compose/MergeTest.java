package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {

    private static ObjectNode model(Map<String, String> environment, Iterable<String> capabilities) {
        var model = Forms.JSON.objectNode();
        var service = model.putObject("services").putObject("a");
        environment.forEach(service.putObject("environment")::put);
        capabilities.forEach(service.putArray("cap_add")::add);
        service.put("image", environment.toString());
        return model;
    }

    @Provide
    Arbitrary<ObjectNode> models() {
        var words = Arbitraries.of("a", "b", "c", "test", "command");
        var environments = Arbitraries.maps(words, Arbitraries.of("1", "2")).ofMaxSize(4);
        return environments.flatMap(each -> words.list().ofMaxSize(4).map(list -> model(each, list)));
    }

    @Property
    void theOrderOfDoingItDoesNotMatter(
            @ForAll("models") ObjectNode one, @ForAll("models") ObjectNode two, @ForAll("models") ObjectNode three) {
        var merge = new Merge(new Budget());

        assertThat(merge.merge(merge.merge(one, two), three)).isEqualTo(merge.merge(one, merge.merge(two, three)));
    }

    @Property
    void theSameTwiceIsTheSame(@ForAll("models") ObjectNode one) {
        var merge = new Merge(new Budget());
        var once = merge.merge(Forms.JSON.objectNode(), one);

        assertThat(merge.merge(once, one)).isEqualTo(once);
    }

    private static final String SAMPLE = """
            name: x
            include: [other.yaml]
            services:
              a: &a
                image: "i:${TAG:-1}"
                build: {context: ., args: [A=1]}
                ports: ["127.0.0.1:80-81:80-81/tcp", {target: 3}]
                volumes: ["./x:/y:ro", {type: tmpfs, target: /z}]
                depends_on: {b: {condition: service_healthy}}
                extends: {file: other.yaml, service: o}
                networks: {n: {aliases: [q]}}
                env_file: [{path: .env, required: false}]
              b: {image: i, secrets: [s]}
              c: {image: i, network_mode: "service:a"}
              d: {<<: *a, extends: b}
            networks: {n: }
            secrets: {s: {environment: S}}
            """;

    /** Bytes of the sample moved, doubled and replaced: whatever comes out is a project or a problem. */
    @Test
    void anyTextIsAProjectOrAProblem(@TempDir Path top) throws IOException {
        var random = new Random(4);
        var folder = new ProjectFolder(top)
                .file("other.yaml", "services: {o: {image: o}}")
                .file(".env", "A=1\nS=s\n");
        assertThat(folder.compose(SAMPLE).inner("a").services()).containsExactly("b", "c", "d", "o");
        var pieces = SAMPLE.split("(?<=[\\s:\\[\\]{},\"$])", -1);
        assertThatCode(() -> assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                    for (var run = 0; run < 3000; run++) {
                        var text = new StringBuilder();
                        for (var piece : pieces) {
                            var chance = random.nextInt(80);
                            text.append(chance == 0 ? pieces[random.nextInt(pieces.length)] : chance == 1 ? "" : piece);
                        }
                        Files.writeString(folder.root().resolve("compose.yaml"), text);
                        tryAll(folder);
                    }
                }))
                .doesNotThrowAnyException();
    }

    private static void tryAll(ProjectFolder folder) {
        try {
            for (var service : folder.read().services()) {
                folder.read().service(service, false);
                folder.inner(service);
            }
        } catch (ProblemException e) {
            assertThat(e.problem().what()).isNotBlank().doesNotContain("\n");
        }
    }
}
