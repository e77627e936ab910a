package dev.taowa.driver.podman.engine;

/** The engine answered, and said no. */
public final class EngineException extends RuntimeException {

    private final int status;

    EngineException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    /** The engine's own words. */
    public String words() {
        var message = getMessage();
        return message == null ? "status " + status : message;
    }
}
