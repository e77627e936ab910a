package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** This user's server: found by its file, started when it does not answer, replaced when it is older and idle. */
public final class LocalServer {

    private final StateFolder state;
    private final ServerStart start;
    private final RootSide root;
    private final String version;
    private final Consumer<String> say;
    private boolean compared;
    private @Nullable ServerAddress last;

    /**
     * @param version of this program
     * @param say shows one line to the person
     */
    public LocalServer(StateFolder state, ServerStart start, RootSide root, String version, Consumer<String> say) {
        this.state = state;
        this.start = start;
        this.root = root;
        this.version = version;
        this.say = say;
    }

    /** The server that answers; calls block until one does. */
    public synchronized ServerAddress obtain() {
        var found = find();
        if (found.isPresent() && isCurrent(found.get())) {
            return remembered(found.get());
        }
        if (last != null) {
            say.accept("the local server ended; starting it again");
        }
        root.obtain();
        return remembered(start.run(this::find));
    }

    /** The server, if it answers. */
    public Optional<ServerAddress> find() {
        return state.findServer().filter(LocalServer::answers);
    }

    private ServerAddress remembered(ServerAddress address) {
        last = address;
        compared = true;
        return address;
    }

    /** Asked once a run of the program: a server is not replaced under an operation that this run follows. */
    private boolean isCurrent(ServerAddress found) {
        if (compared || found.version().equals(version)) {
            return true;
        }
        compared = true;
        if (OlderServer.isBusy(found)) {
            say.accept("the local server is of version %s and busy; it stays for now (this is %s)"
                    .formatted(found.version(), version));
            return true;
        }
        say.accept("replacing the local server of version " + found.version());
        OlderServer.end(found);
        last = null;
        return false;
    }

    static boolean answers(ServerAddress address) {
        try (var channel = HttpCall.connect(address)) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
