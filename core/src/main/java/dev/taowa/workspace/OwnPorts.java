package dev.taowa.workspace;

import java.util.Map;

/** Ports of every workspace on which what we put there listens. */
public final class OwnPorts {

    public static final int SSH = 22;

    /** On 127.0.0.1, as {@code taowa-ide.socket} of the Feature {@code web-ide} says. */
    public static final int WEB_IDE = 7999;

    /** On 127.0.0.1, as {@code taowa-mirror.socket} of the Feature {@code vm} says. */
    public static final int IMAGE_MIRROR = 28999;

    /** All of them, by what listens there. */
    public static final Map<Integer, String> NAMES =
            Map.of(SSH, "sshd", WEB_IDE, "the web IDE", IMAGE_MIRROR, "the image mirror");

    private OwnPorts() {}
}
