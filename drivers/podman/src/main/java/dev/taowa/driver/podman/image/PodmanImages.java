package dev.taowa.driver.podman.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.image.ContainerBuild;
import dev.taowa.image.DebianSystem;
import dev.taowa.image.Image;
import dev.taowa.image.Images;
import dev.taowa.image.MachineSettings;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.ImageTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/** Images of Podman, through its API; the base image is made by root with mmdebstrap. */
public final class PodmanImages implements Images {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONFLICT = 409;
    private static final int READ_LIMIT_BYTES = 1 << 20;
    private static final long SHOWN_FROM_BYTES = 1 << 20;

    private final EngineClient engine;
    private final DebianBase base;

    /** @param settings read when a base image is made */
    public PodmanImages(EngineClient engine, Root root, Supplier<MachineSettings> settings) {
        this.engine = engine;
        this.base = new DebianBase(root, settings);
    }

    @Override
    public Optional<Image> find(ImageTag tag) {
        try {
            return engine.find("/images/" + segments(tag.value()) + "/json").map(node -> image(tag, node));
        } catch (EngineException e) {
            if (e.words().contains("invalid reference format")) {
                throw PodmanImageProblems.notPulled(tag.value(), e.words());
            }
            throw e;
        }
    }

    @Override
    public Image pull(ImageTag reference, Phase phase, Progress progress) {
        var found = find(reference);
        if (found.isPresent()) {
            return found.get();
        }
        var error = new AtomicReference<>("");
        var pulled = new AtomicReference<>("");
        var path = EngineClient.path("/images/pull", Map.of("reference", reference.value(), "policy", "missing"));
        try {
            engine.stream("POST", path, null, document -> {
                var line = document.path("stream").asText("").strip();
                if (!line.isEmpty()) {
                    progress.line(phase, line);
                }
                if (document.hasNonNull("error")) {
                    error.set(document.path("error").asText());
                }
                if (document.hasNonNull("id")) {
                    pulled.set(document.path("id").asText());
                }
            });
        } catch (EngineException e) {
            throw PodmanImageProblems.notPulled(reference.value(), e.words());
        }
        if (!error.get().isEmpty() || pulled.get().isEmpty()) {
            throw PodmanImageProblems.notPulled(reference.value(), error.get());
        }
        return find(new ImageTag(pulled.get()))
                .orElseThrow(() -> PodmanImageProblems.notPulled(reference.value(), "it is gone again"));
    }

    @Override
    public Image build(ContainerBuild build, Phase phase, Progress progress) {
        var output = new BuildOutput(phase, progress);
        var tar = new ContextTar(build.context(), sent(build.context().sizeBytes(), phase, progress));
        var entity = new EntityTemplate(-1, ContentType.create("application/x-tar"), null, tar::write);
        try {
            engine.stream("POST", EngineClient.path("/build", query(build)), entity, output::accept);
        } catch (EngineException e) {
            throw output.failed(e.words());
        }
        output.end();
        return find(build.tag()).orElseThrow(() -> output.failed("the engine has no result"));
    }

    private static Map<String, String> query(ContainerBuild build) {
        var query = new HashMap<String, String>();
        query.put("dockerfile", build.containerfile());
        query.put("t", build.tag().value());
        query.put("layers", Boolean.toString(build.cached()));
        query.put("isolation", "oci");
        // That of OCI has no SHELL, and left to itself the engine finds none of its cached steps.
        query.put("outputformat", "application/vnd.docker.distribution.manifest.v2+json");
        query.put("pullpolicy", "missing");
        query.put("rm", "true");
        query.put("forcerm", "true");
        query.put("buildargs", JSON.valueToTree(build.arguments()).toString());
        query.put("labels", JSON.valueToTree(build.labels()).toString());
        build.target().ifPresent(target -> query.put("target", target));
        var settings = build.settings();
        if (!settings.hosts().isEmpty()) {
            query.put("extrahosts", JSON.valueToTree(settings.hosts()).toString());
        }
        if (!settings.hasNetwork()) {
            // buildah's NetworkDisabled, which has no name here.
            query.put("networkmode", "1");
        }
        if (!settings.usesCache()) {
            query.put("nocache", "true");
        }
        if (!build.bases().isEmpty()) {
            var bases = JsonNodeFactory.instance.objectNode();
            build.bases()
                    .forEach((text, image) -> bases.putObject(text)
                            .put("IsURL", false)
                            .put("IsImage", true)
                            .put("Value", bareId(image)));
            query.put("additionalbuildcontexts", bases.toString());
        }
        return query;
    }

    private static LongConsumer sent(long total, Phase phase, Progress progress) {
        if (total < SHOWN_FROM_BYTES) {
            return count -> {};
        }
        progress.line(phase, "Sending %s to the engine".formatted(new ByteSize(total)));
        var state = new long[2];
        return count -> {
            state[0] += count;
            if (state[0] - state[1] >= SHOWN_FROM_BYTES || state[0] == total) {
                state[1] = state[0];
                progress.report(new Event.Advanced(phase, "sending files", state[0], total, Event.Unit.BYTES));
            }
        };
    }

    @Override
    public Image obtainBase(DebianSystem system, Progress progress) {
        var found = find(system.tag());
        if (found.isPresent()) {
            return found.get();
        }
        base.make(system, progress);
        return find(system.tag()).orElseThrow(() -> DebianBase.failed("the engine has no result"));
    }

    @Override
    public Optional<String> read(ImageTag tag, String path) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("image", bareId(tag.value()));
        body.putArray("command").add("/sbin/init");
        body.putObject("netns").put("nsmode", "none");
        var id = engine.post("/containers/create", body).path("Id").asText();
        try {
            var query = EngineClient.path("/containers/" + id + "/archive", Map.of("path", path));
            return engine.send("GET", query, null, PodmanImages::firstFile);
        } catch (EngineException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        } finally {
            engine.delete("/containers/" + id + "?force=true");
        }
    }

    private static Optional<String> firstFile(InputStream body) throws IOException {
        var tar = new TarArchiveInputStream(body);
        var entry = tar.getNextEntry();
        if (entry == null || !entry.isFile()) {
            return Optional.empty();
        }
        return Optional.of(new String(tar.readNBytes(READ_LIMIT_BYTES), StandardCharsets.UTF_8));
    }

    @Override
    public void remove(ImageTag tag) {
        try {
            engine.delete("/images/" + segments(tag.value()));
        } catch (EngineException e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
        }
    }

    private static Image image(ImageTag tag, JsonNode node) {
        var config = node.path("Config");
        var labels = new LinkedHashMap<String, String>();
        node.path("Labels")
                .properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        var environment = new LinkedHashMap<String, String>();
        for (var each : config.path("Env")) {
            var at = each.asText().indexOf('=');
            if (at > 0) {
                environment.put(each.asText().substring(0, at), each.asText().substring(at + 1));
            }
        }
        return new Image(
                tag,
                node.path("Id").asText(),
                labels,
                environment,
                config.path("User").asText(""),
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String bareId(String image) {
        return image.startsWith("sha256:") ? image.substring("sha256:".length()) : image;
    }

    /** An image's name in a path of the API, which keeps its slashes. */
    private static String segments(String name) {
        return EngineClient.encode(bareId(name))
                .replace("%2F", "/")
                .replace("%3A", ":")
                .replace("%40", "@");
    }
}
