package dev.taowa.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the definitions of the corpus name beside themselves. */
final class CorpusFolder {

    private static final String COMPOSE = """
            services:
              app:
                image: debian:12
                volumes: [".:/workspaces/app"]
              built:
                build: {context: ., dockerfile: Containerfile}
                user: www-data
                environment: {SERVICE: "1"}
              db:
                image: postgres
            """;

    /** For the end of {@code "dockerComposeFile": […]}: what it says comes last. */
    private static final String MORE = """
            services:
              app:
                image: debian:13
                depends_on: [db]
              cache:
                image: redis
                profiles: [extra]
            """;

    private CorpusFolder() {}

    static void fill(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(".devcontainer"));
        Files.writeString(folder.resolve("Containerfile"), "FROM debian:12\n");
        Files.writeString(folder.resolve("compose.yaml"), COMPOSE);
        Files.writeString(folder.resolve("more.yaml"), MORE);
    }
}
