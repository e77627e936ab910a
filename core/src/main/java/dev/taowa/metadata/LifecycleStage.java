package dev.taowa.metadata;

/** The stages of a workspace's life at which the definition may run commands, in their order. */
public enum LifecycleStage {
    /** Before anything is made, at every {@code up}; on the machine that holds the source. */
    INITIALIZE("initializeCommand"),
    ON_CREATE("onCreateCommand"),
    UPDATE_CONTENT("updateContentCommand"),
    POST_CREATE("postCreateCommand"),
    /** Once each time the machine boots. */
    POST_START("postStartCommand"),
    /** Each time somebody comes: at every {@code up}. */
    POST_ATTACH("postAttachCommand");

    private final String property;

    LifecycleStage(String property) {
        this.property = property;
    }

    /** Its name in devcontainer.json. */
    public String property() {
        return property;
    }
}
