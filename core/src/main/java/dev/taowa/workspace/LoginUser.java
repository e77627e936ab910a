package dev.taowa.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The user that sessions log in as.
 *
 * @param uid numeric id inside the workspace
 * @param gid numeric group id inside the workspace
 * @param home absolute path inside the workspace
 */
public record LoginUser(String name, int uid, int gid, String home) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The user of the built-in base image. */
    public static final LoginUser DEV = new LoginUser("dev", 1000, 1000, "/home/dev");

    /**
     * Reads a user from a label's JSON.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static LoginUser of(String json) {
        try {
            return JSON.readValue(json, LoginUser.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a login user: " + json, e);
        }
    }

    /** The label's JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
