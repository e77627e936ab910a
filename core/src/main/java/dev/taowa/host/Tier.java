package dev.taowa.host;

/** How strongly a host can isolate a workspace, best first. */
public enum Tier {
    USERNS("userns"),
    SYSBOX("sysbox"),
    PRIVILEGED("privileged");

    private final String id;

    Tier(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
