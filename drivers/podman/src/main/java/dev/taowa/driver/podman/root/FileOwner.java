package dev.taowa.driver.podman.root;

/** Numeric owner and group of a file. */
public record FileOwner(long uid, long gid) {

    private static final long LAST_ID = 0xFFFF_FFFEL;

    public FileOwner {
        if (uid < 0 || gid < 0 || uid > LAST_ID || gid > LAST_ID) {
            throw new IllegalArgumentException("not ids: " + uid + ":" + gid);
        }
    }
}
