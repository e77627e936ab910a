package dev.taowa.proxy;

import dev.taowa.workspace.OwnPorts;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may open which port of which workspace: a link carries a token that works once and for a while; the cookie that it
 * buys is a keyed digest of the origin, so it outlives the server and fits no other origin.
 *
 * <p>Safe for use by many threads.
 */
public final class Links {

    /** The web IDE's port inside every workspace. */
    public static final int IDE_PORT = OwnPorts.WEB_IDE;

    /** Name of the query parameter, and of the cookie. */
    static final String TOKEN = "taowa-token";

    private static final int KEPT_TOKENS = 10_000;
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final SecretKeySpec key;
    private final String domain;
    private final IntSupplier listenPort;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> tokens = new LinkedHashMap<>();

    private record Grant(WorkspaceId workspace, int port, Instant until) {}

    /** {@code domain} such as {@code taowa.localhost}; {@code listenPort} is where the proxy listens. */
    public Links(byte[] key, String domain, IntSupplier listenPort, InstantSource clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.domain = domain;
        this.listenPort = listenPort;
        this.clock = clock;
    }

    /** Opens the web IDE at a folder. */
    public String ide(WorkspaceName name, WorkspaceId id, String folder) {
        return origin("ide", name) + "/?folder=" + URLEncoder.encode(folder, StandardCharsets.UTF_8) + "&" + TOKEN + "="
                + token(id, IDE_PORT);
    }

    /** Opens a port. */
    public String port(WorkspaceName name, WorkspaceId id, int port) {
        return origin(String.valueOf(port), name) + "/?" + TOKEN + "=" + token(id, port);
    }

    /** Opens a host of the Ingresses of a workspace's cluster; empty for those that name none. */
    public String ingress(WorkspaceName name, WorkspaceId id, String host) {
        return origin(host.isEmpty() ? ProxiedHost.ANY_HOST : host, name) + "/?" + TOKEN + "="
                + token(id, ProxiedHost.NO_PORT);
    }

    private String origin(String target, WorkspaceName name) {
        return "http://%s--%s.%s:%d".formatted(target, name, domain, listenPort.getAsInt());
    }

    private synchronized String token(WorkspaceId workspace, int port) {
        var bytes = new byte[24];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tokens.put(token, new Grant(workspace, port, clock.instant().plus(TOKEN_LIFE)));
        if (tokens.size() > KEPT_TOKENS) {
            tokens.remove(tokens.keySet().iterator().next());
        }
        return token;
    }

    /** Spends a token; the cookie's value when it was good for this port. */
    synchronized Optional<String> spend(String token, WorkspaceId workspace, int port) {
        var grant = tokens.get(token);
        if (grant == null || !grant.workspace().equals(workspace) || grant.port() != port) {
            return Optional.empty();
        }
        tokens.remove(token);
        return clock.instant().isBefore(grant.until()) ? Optional.of(cookie(workspace, port)) : Optional.empty();
    }

    boolean isCookie(String value, WorkspaceId workspace, int port) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), cookie(workspace, port).getBytes(StandardCharsets.UTF_8));
    }

    private String cookie(WorkspaceId workspace, int port) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var digest = mac.doFinal((workspace + ":" + port).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    String domain() {
        return domain;
    }
}
