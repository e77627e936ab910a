package dev.taowa.driver.podman.root;

/** One line that a program printed, without its end; longer than 64 KiB ones come in pieces. */
public record Line(boolean error, String text) {}
