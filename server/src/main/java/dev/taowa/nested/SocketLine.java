package dev.taowa.nested;

import dev.taowa.endpoint.ListeningPort;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of {@code ss -ltnp}.
 *
 * <p>A process may choose its own name, quotes and all, and ss prints it as it is: so the pid is read from the end of
 * the line, where nothing that a process chooses can stand, and a name is only ever shown.
 */
final class SocketLine {

    private static final Pattern SOCKET =
            Pattern.compile("LISTEN\\s+\\d+\\s+\\d+\\s+(\\S+):(\\d{1,5})\\s+\\S+:\\*(?:\\s+(users:.*))?\\s*");

    private static final Pattern LAST_PROCESS = Pattern.compile("\",pid=(\\d{1,10}),fd=\\d+\\)\\)$");

    /** The kernel keeps 15 bytes of a name. */
    private static final int NAME_LIMIT = 15;

    private static final int PORT_LIMIT = 65535;

    private SocketLine() {}

    /** The socket, unless the line is none. */
    static Optional<ListeningPort> parse(String line) {
        var socket = SOCKET.matcher(line);
        if (!socket.matches()) {
            return Optional.empty();
        }
        var port = Integer.parseInt(socket.group(2));
        if (port < 1 || port > PORT_LIMIT) {
            return Optional.empty();
        }
        var address = address(socket.group(1));
        var users = socket.group(3);
        if (users == null) {
            return Optional.of(new ListeningPort(port, address, "", 0));
        }
        var process = LAST_PROCESS.matcher(users.strip());
        if (!process.find()) {
            return Optional.of(new ListeningPort(port, address, "", 0));
        }
        var pid = Long.parseLong(process.group(1));
        return Optional.of(new ListeningPort(
                port, address, name(users.strip(), process.start()), pid <= Integer.MAX_VALUE ? (int) pid : 0));
    }

    /** Without brackets and interface: {@code [::1]}, {@code 127.0.0.53%lo}. */
    private static String address(String text) {
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        var zone = bare.indexOf('%');
        return zone < 0 ? bare : bare.substring(0, zone);
    }

    /** What stands before the end of the last process, back to its quote; unprintable characters are masked. */
    private static String name(String users, int end) {
        var start = users.lastIndexOf("(\"", end - 2);
        if (start < 0) {
            return "";
        }
        var name = users.substring(start + 2, end);
        var cut = name.length() > NAME_LIMIT ? name.substring(0, NAME_LIMIT) : name;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
