package dev.taowa.driver.podman.image;

import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.image.MachineSettings;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import dev.taowa.workspace.Mount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The web IDE: one installation a host by npm, named by the hash of its recipe, shared read-only by all workspaces. */
public final class WebIde {

    private static final Path FOLDER = Path.of("/var/lib/taowa/web-ide");
    private static final String TARGET = "/opt/taowa/web-ide";
    private static final List<String> RECIPE = List.of("package.json", "package-lock.json", "install.sh");
    private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
    private static final String FIX =
            "see that `npm ping` works on this host and run the same command again, or go on without: --ide none";
    private static final int NAMED_BYTES = 8;

    private final Root root;
    private final Supplier<MachineSettings> settings;
    private final Path folder;

    public WebIde(Root root, Supplier<MachineSettings> settings) {
        this(root, settings, FOLDER);
    }

    /** @param folder in an own folder of root */
    WebIde(Root root, Supplier<MachineSettings> settings, Path folder) {
        this.root = root;
        this.settings = settings;
        this.folder = folder;
    }

    /** The installation as workspaces mount it, made unless it is there; IDE_FAILED when it cannot be. */
    public Mount.Shared obtain(Progress progress) {
        var target = folder.resolve(hash());
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            install(target, progress);
        }
        return new Mount.Shared(target, TARGET);
    }

    private void install(Path target, Progress progress) {
        if (!System.getProperty("os.arch").equals("amd64")) {
            throw failed("it is not made for this processor", "go on without it: --ide none");
        }
        var recipe = root.runFolder().resolve("web-ide");
        for (var name : RECIPE) {
            root.write(recipe.resolve(name), Scripts.read("web-ide/" + name).getBytes(StandardCharsets.UTF_8), 0644);
        }
        var program = Program.of("bash", recipe.resolve("install.sh").toString(), recipe.toString(), target.toString())
                .withEnvironment(environment(settings.get()));
        var output = new Output(progress);
        var status = root.run(program, line -> output.line(line.text()));
        if (status != 0) {
            throw problem(output.error.isEmpty() ? "exit status " + status : output.error);
        }
    }

    /** What npm needs of the host beside root's own configuration. */
    private static Map<String, String> environment(MachineSettings host) {
        var environment = new HashMap<>(host.proxies());
        if (Files.isReadable(Path.of(BUNDLE))) {
            environment.put("NODE_EXTRA_CA_CERTS", BUNDLE);
        }
        host.npmrc()
                .lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> {
                    var key = pair[0].strip();
                    if (!key.startsWith("@")) {
                        environment.put("npm_config_" + key.replace('-', '_'), pair[1].strip());
                    }
                });
        return environment;
    }

    private static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var name : RECIPE) {
                digest.update(Scripts.read("web-ide/" + name).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, NAMED_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProblemException problem(String words) {
        if (words.contains("ENOSPC") || words.contains("No space left on device")) {
            return new ProblemException(new Problem(
                    ProblemCode.NO_SPACE,
                    "the web IDE does not fit on the disk: it needs 1 GB in %s".formatted(FOLDER),
                    "free some space, or go on without it: --ide none"));
        }
        return failed(words, FIX);
    }

    private static ProblemException failed(String words, String fix) {
        return new ProblemException(
                new Problem(ProblemCode.IDE_FAILED, "the web IDE could not be installed: %s".formatted(words), fix));
    }

    /** Follows the script's output. */
    private static final class Output {

        private static final Pattern STEP = Pattern.compile("taowa-step (\\d+) (\\d+) (.*)");
        private static final Pattern SIZE = Pattern.compile("taowa-size (\\d+)");
        private static final Pattern ERROR =
                Pattern.compile("npm (?:error|ERR!) (?!A complete log|code |errno )(.*\\S.*)");

        private final Progress progress;
        private String what = "";
        private String error = "";

        Output(Progress progress) {
            this.progress = progress;
        }

        void line(String text) {
            var step = STEP.matcher(text);
            if (step.matches()) {
                what = step.group(3);
                error = "";
                progress.line(Phase.WEB_IDE, "Step %s of %s: %s".formatted(step.group(1), step.group(2), what));
                report(Long.parseLong(step.group(1)), Long.parseLong(step.group(2)), Event.Unit.STEPS);
                return;
            }
            var size = SIZE.matcher(text);
            if (size.matches()) {
                report(Long.parseLong(size.group(1)), 0, Event.Unit.BYTES);
                return;
            }
            var shown = BuildOutput.visible(text);
            if (shown.isBlank()) {
                return;
            }
            var failed = ERROR.matcher(shown);
            if (error.isEmpty() && failed.matches()) {
                error = failed.group(1);
            } else if (shown.contains("No space left on device") || shown.contains("npm: command not found")) {
                error = shown;
            }
            progress.line(Phase.WEB_IDE, shown);
        }

        private void report(long done, long total, Event.Unit unit) {
            progress.report(new Event.Advanced(Phase.WEB_IDE, what, done, total, unit));
        }
    }
}
