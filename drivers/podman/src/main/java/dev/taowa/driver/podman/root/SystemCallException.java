package dev.taowa.driver.podman.root;

import java.io.IOException;

/** The kernel said no. */
final class SystemCallException extends IOException {

    static final int NOT_PERMITTED = 1;
    static final int MISSING = 2;
    static final int INVALID = 22;
    static final int TOO_MANY_LINKS = 40;

    private final int errno;

    SystemCallException(String call, int errno, String words) {
        super(call + ": " + words);
        this.errno = errno;
    }

    int errno() {
        return errno;
    }
}
