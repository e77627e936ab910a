package dev.taowa.smartide;

/**
 * Ports that Compose or Kubernetes make reachable, one or a row of them.
 *
 * @param outside the first as the labels of {@code .ide.yaml} call it
 * @param inside the first as the workspace calls it
 * @param count how many there are
 * @param name for people; may be empty
 * @param own whether the workspace itself listens, not a service beside it
 */
record Published(int outside, int inside, int count, String name, boolean own) {

    boolean covers(int port) {
        return port >= outside && port - outside < count;
    }

    int inside(int port) {
        return inside + (port - outside);
    }

    static boolean valid(long port) {
        return port >= 1 && port <= 65535;
    }
}
