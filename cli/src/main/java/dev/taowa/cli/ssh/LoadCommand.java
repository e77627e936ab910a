package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.dial.Command;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** {@code taowa load NAME IMAGE}. */
@picocli.CommandLine.Command(
        name = "load",
        description = "Bring a container image into the cluster inside a workspace, or into its Docker or Podman.")
public final class LoadCommand extends OpenSsh {

    /**
     * Runs inside as root: a name is an image of an engine there, and goes to every node of the cluster; without one,
     * standard input is an archive for the cluster, or for the engine where there is none.
     */
    private static final String LOAD = """
            refuse() {
                printf 'problem: %s\\nfix: %s\\n' "$1" "$2" >&2
                exit 2
            }
            bad() {
                refuse "$1 of workspace $2 does not take the archive as one of images" \
                    "write it with \\`docker save --output FILE.tar IMAGE\\`"
            }
            cluster=/usr/local/lib/taowa/taowa-kubernetes-load
            engine=
            for each in docker podman; do
                if command -v $each > /dev/null && { [ $# = 1 ] || $each image inspect -- "$2" > /dev/null 2>&1; }; then
                    engine=$each; break
                fi
            done
            if [ ! -x "$cluster" ]; then
                if [ -z "$engine" ] || [ $# = 2 ]; then
                    refuse "workspace $1 has no Kubernetes to bring an image into" \
                        "name it in devcontainer.json: customizations.taowa.nested.kubernetes"
                fi
                $engine image load || bad $engine "$1"
                exit
            fi
            if [ $# = 2 ] && [ -z "$engine" ]; then
                refuse "neither Docker nor Podman of workspace $1 has an image $2" \
                    "build it there, or bring an archive: docker save IMAGE | taowa load $1 -"
            fi
            archive=$(mktemp /var/tmp/taowa-load.XXXXXX) && trap 'rm -f "$archive"' EXIT || exit
            if [ $# = 1 ]; then cat; else $engine image save -- "$2"; fi > "$archive" || exit
            "$cluster" "$archive" || { status=$?; [ $status -ne 2 ] || exit 2; bad "the cluster" "$1"; }
            """;

    private static final String HERE = "-";

    @Parameters(index = "0", paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "IMAGE|FILE.tar|-",
            description = "An image of the workspace's own Docker or Podman; or an archive of images, a file of this"
                    + " machine whose name ends with .tar, or standard input.")
    private String image = "";

    public LoadCommand(CommandContext context) {
        this(context, new ReplacedProcess());
    }

    LoadCommand(CommandContext context, HostProgram programs) {
        super(context, programs);
    }

    @Override
    public Integer call() {
        if (image.isEmpty() || (image.startsWith("-") && !image.equals(HERE))) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT, "\"%s\" is no image".formatted(image), "give its name, such as web:1"));
        }
        var archive = context().folder().resolve(Path.of(image));
        var isFile = image.endsWith(".tar");
        if (isFile && (!Files.isReadable(archive) || Files.isDirectory(archive))) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT,
                    "there is no archive %s to read".formatted(archive),
                    "write it with `docker save --output FILE.tar IMAGE`"));
        }
        var address = address(name);
        var argv = new ArrayList<String>();
        if (isFile) {
            argv.addAll(List.of("sh", "-c", "exec \"$@\" < \"$0\"", archive.toString()));
        }
        argv.addAll(List.of("ssh", "-F", address.config().toString()));
        argv.addAll(List.of("-T", "-l", "root", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", address.host()));
        argv.add(inside(isFile || image.equals(HERE)));
        return run(argv);
    }

    private String inside(boolean isArchive) {
        var words = new ArrayList<>(List.of("bash", "-c", LOAD, "bash", name));
        if (!isArchive) {
            words.add(image);
        }
        return new Command("root", words, Map.of(), "/").shellLine();
    }
}
