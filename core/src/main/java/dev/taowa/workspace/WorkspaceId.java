package dev.taowa.workspace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Identity of a workspace for its whole life: 12 lower-case hex digits, part of every name on the engine. */
public record WorkspaceId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{12}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public WorkspaceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a workspace id: " + value);
        }
    }

    /** A new id, random enough never to meet another on the same engine. */
    public static WorkspaceId random() {
        var bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return new WorkspaceId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
