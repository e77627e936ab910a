package dev.taowa.task;

/** The phases of an operation, in the order a start runs them; {@code id} is what JSON and scripts see. */
public enum Phase {
    ENGINE("engine", "Engine"),
    SOURCE("source", "Source"),
    DEFINITION("definition", "Definition"),
    BASE_IMAGE("base-image", "Base image"),
    WEB_IDE("web-ide", "Web IDE"),
    IMAGE("image", "Image"),
    WORKSPACE("workspace", "Workspace"),
    BOOT("boot", "Boot"),
    OUTER_CLUSTER("outer-cluster", "Outer cluster"),
    SERVICES("services", "Services"),
    LIFECYCLE("lifecycle", "Lifecycle"),
    ENDPOINTS("endpoints", "Endpoints"),
    /** Lifecycle commands that nobody waits for. */
    BACKGROUND("background", "Background"),
    STOP("stop", "Stop"),
    DELETE("delete", "Delete");

    private final String id;
    private final String title;

    Phase(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }
}
