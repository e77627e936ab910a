package dev.taowa.lifecycle;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs commands of a workspace so that one whose caller died is found again: it goes on, and the next call for the same
 * command waits for it, or takes its outcome, instead of starting it a second time beside itself.
 *
 * <p>While a command runs, the workspace holds a folder of its own for it: in the container's own layer for those of its
 * creation, in /run for those of its boot, as with {@link LifecycleRecord}. Safe for use by many threads.
 */
final class LastingCommand {

    private static final String CREATED = "/var/lib/taowa/running/";
    private static final String BOOTED = "/run/taowa/running/";
    private static final String PROGRAM = program();
    private static final int NAME_BYTES = 12;

    private final Sessions sessions;
    private final Workspace workspace;

    LastingCommand(Sessions sessions, Workspace workspace) {
        this.sessions = sessions;
        this.workspace = workspace;
    }

    /**
     * Returns the exit status; what it said before the call is told as well.
     *
     * @param name of the command among those of its stage
     * @throws IOException when the workspace cannot be reached any more; the command may go on
     */
    int run(LifecycleStage stage, String name, Command command, Consumer<String> lines) throws IOException {
        var folder = (stage == LifecycleStage.POST_START ? BOOTED : CREATED) + identity(name, command.argv());
        root(List.of("install", "-d", "-m", "0700", "-o", command.user(), folder));
        var argv = new ArrayList<>(List.of("sh", "-c", PROGRAM, "sh", folder));
        argv.addAll(command.argv());
        var lasting = new Command(command.user(), argv, command.environment(), command.folder());
        var status = sessions.run(workspace, lasting, lines);
        // Only now does somebody know how it ended.
        root(List.of("rm", "-r", "-f", folder));
        return status;
    }

    /** Another command than last time is another one, even of the same name. */
    private static String identity(String name, List<String> argv) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            for (var word : argv) {
                digest.update((byte) 0);
                digest.update(word.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void root(List<String> argv) throws IOException {
        sessions.run(workspace, new Command("root", argv, Map.of(), "/"), _ -> {});
    }

    private static String program() {
        try (var in = LastingCommand.class.getResourceAsStream("lasting.sh")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks lasting.sh");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
