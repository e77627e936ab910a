package dev.taowa.api;

/**
 * What a running local server writes to {@code server.json} in its state folder (mode 0600), atomically, once it
 * answers.
 *
 * @param pid of the server
 * @param socket path of the unix socket that serves the API
 * @param port of 127.0.0.1 that serves the API (with the token) and the proxy
 * @param token for {@code Authorization: Bearer} on the port
 * @param version of the program, so that a newer client replaces an idle older server
 */
public record ServerAddress(long pid, String socket, int port, String token, String version) {}
