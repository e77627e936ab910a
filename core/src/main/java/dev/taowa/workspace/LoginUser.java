package dev.taowa.workspace;

/**
 * The user that sessions log in as.
 *
 * @param uid numeric id inside the workspace
 * @param gid numeric group id inside the workspace
 * @param home absolute path inside the workspace
 */
public record LoginUser(String name, int uid, int gid, String home) {

    /** The user of the built-in base image. */
    public static final LoginUser DEV = new LoginUser("dev", 1000, 1000, "/home/dev");
}
