package dev.taowa.endpoint;

/**
 * A TCP port on which something listens in a workspace.
 *
 * @param address the address it is bound to, such as {@code 127.0.0.1} or {@code *}
 * @param process name of the process, empty when it cannot be seen
 * @param pid inside the workspace, 0 when it cannot be seen
 * @param container name of the inner container that publishes the port, empty when none does
 */
public record ListeningPort(int port, String address, String process, int pid, String container) {

    public ListeningPort(int port, String address, String process, int pid) {
        this(port, address, process, pid, "");
    }

    /** The same, published by a container inside. */
    public ListeningPort publishedBy(String publisher) {
        return new ListeningPort(port, address, process, pid, publisher);
    }
}
