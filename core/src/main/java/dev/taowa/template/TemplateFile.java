package dev.taowa.template;

import java.nio.charset.StandardCharsets;

/** A file that a template brings; its path is relative to the folder that the template is applied to. */
public final class TemplateFile {

    private final String path;
    private final byte[] bytes;

    /** @param path with slashes, inside the folder */
    public TemplateFile(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes.clone();
    }

    /** With slashes, and never out of the folder. */
    public String path() {
        return path;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Permission bits: a script may be run. */
    public int mode() {
        return bytes.length > 1 && bytes[0] == '#' && bytes[1] == '!' ? 0755 : 0644;
    }

    /** The content as text, what is no UTF-8 in it replaced. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return path;
    }
}
