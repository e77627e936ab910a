package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Stats;
import dev.taowa.workspace.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads once what a machine uses. */
final class Measurement {

    private final EngineClient engine;

    private final Root root;
    private final Volumes volumes;

    Measurement(EngineClient engine, Root root, Volumes volumes) {
        this.engine = engine;
        this.root = root;
        this.volumes = volumes;
    }

    Stats of(WorkspaceId id) {
        var container = engine.find("/containers/" + Names.container(id) + "/json?size=true")
                .filter(Observation::running)
                .orElseThrow(() -> EngineProblems.notRunning(id));
        var stats = engine.get("/containers/stats?stream=false&containers=" + Names.container(id))
                .path("Stats")
                .path(0);
        var limit = container.path("HostConfig").path("Memory").asLong();
        return new Stats(
                Duration.ofNanos(stats.path("CPUNano").asLong()),
                size(stats.path("MemUsage")),
                limit > 0 ? Optional.of(new ByteSize(limit)) : Optional.empty(),
                stats.path("PIDs").asLong(),
                new ByteSize(Math.max(0, container.path("SizeRw").asLong()) + volumeBytes(id)),
                size(stats.path("NetInput")),
                size(stats.path("NetOutput")));
    }

    private long volumeBytes(WorkspaceId id) {
        var argv = new ArrayList<>(List.of("du", "--bytes", "--summarize", "--one-file-system", "--"));
        volumes.folders(id).forEach(folder -> argv.add(folder.toString()));
        return root.run(Program.of(argv)).output().stream()
                .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf('\t'))))
                .sum();
    }

    private static ByteSize size(JsonNode bytes) {
        return new ByteSize(Math.max(0, bytes.asLong()));
    }
}
