package dev.taowa.cli.client;

/** What an ordinary user's server needs to act as root on this host. */
@FunctionalInterface
public interface RootSide {

    /** Makes sure that it answers; asks for the password on the terminal when there is one. */
    void obtain();
}
