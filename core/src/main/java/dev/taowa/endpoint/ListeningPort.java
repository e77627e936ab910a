package dev.taowa.endpoint;

/**
 * A TCP port on which something listens in a workspace.
 *
 * @param address the address it is bound to, such as {@code 127.0.0.1} or {@code *}
 * @param process name of the process, empty when it cannot be seen
 * @param pid inside the workspace, 0 when it cannot be seen
 * @param publisher what of a nested engine publishes the port, such as {@code container web} or
 *     {@code Service default/web}; empty when nothing does
 */
public record ListeningPort(int port, String address, String process, int pid, String publisher) {

    public ListeningPort(int port, String address, String process, int pid) {
        this(port, address, process, pid, "");
    }

    /** The same, published by a nested engine. */
    public ListeningPort publishedBy(String who) {
        return new ListeningPort(port, address, process, pid, who);
    }
}
