package dev.taowa.cli.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged program: a folder with {@code lib/server}, {@code lib/driver}, {@code version} and AOT caches. */
public record Installation(Path home) {

    private static final String SERVER = "dev.taowa.server.Main";
    private static final String ROOT = "dev.taowa.driver.podman.root.RootMain";

    /** The folder named by {@code TAOWA_HOME}. */
    public static Optional<Installation> find(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("TAOWA_HOME"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(Installation::new);
    }

    /** How to run the server; the cache only counts with the class path and options it was made with. */
    public List<String> serverCommand() {
        var cache = home.resolve("server.aot");
        return Files.exists(cache) ? serverCommand("-XX:AOTCache=" + cache) : serverCommand("-Xshare:auto");
    }

    List<String> serverCommand(String option) {
        return List.of(
                java(),
                option,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx160m",
                "-Xss512k",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                // Quarkus resets the thread locals of its pools by it.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                home.resolve("lib/server/taowa-server.jar").toString(),
                SERVER);
    }

    /** How root runs the helper of an ordinary user. */
    public List<String> rootCommand(String stateId, long uid, long gid) {
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath("driver"),
                ROOT,
                "--state-id",
                stateId,
                "--uid",
                Long.toString(uid),
                "--gid",
                Long.toString(gid));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String classPath(String part) {
        var jars = home.resolve("lib").resolve(part).toFile().list((_, name) -> name.endsWith(".jar"));
        if (jars == null) {
            return "";
        }
        Arrays.sort(jars);
        var folder = home.resolve("lib").resolve(part);
        return String.join(
                File.pathSeparator,
                Arrays.stream(jars).map(jar -> folder.resolve(jar).toString()).toList());
    }
}
