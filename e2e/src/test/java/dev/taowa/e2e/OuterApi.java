package dev.taowa.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A real Kubernetes API on this machine, without nodes, and a kubeconfig of its administrator. */
final class OuterApi implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String TOKEN = "administrator-of-the-test";

    private final Path bin = Path.of(Testbed.kubernetes(), "bin");
    private final Deque<Running> programs = new ArrayDeque<>();
    private final Path folder;

    private OuterApi(Path folder) {
        this.folder = folder;
    }

    /** @param address of this machine that workspaces may reach */
    static OuterApi start(Path folder, InetAddress address) {
        var api = new OuterApi(folder);
        try {
            api.run(address.getHostAddress());
        } catch (Throwable e) {
            api.close();
            throw e;
        }
        return api;
    }

    Path bin() {
        return bin;
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    private void run(String address) {
        var client = freePort();
        var peer = freePort();
        var port = freePort();
        Folders.write(folder.resolve("tokens"), TOKEN + ",admin,admin,system:masters\n");
        Programs.run("openssl", "genrsa", "-out", folder.resolve("signing.key").toString(), "2048")
                .orFail();
        var etcd = "http://127.0.0.1:" + client;
        var peers = "http://127.0.0.1:" + peer;
        start(
                "etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
        start(
                "kube-apiserver",
                "--etcd-servers=" + etcd,
                "--advertise-address=" + address,
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certs"),
                "--token-auth-file=" + folder.resolve("tokens"),
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.96.0.0/24",
                "--service-account-issuer=https://outer.example",
                "--service-account-key-file=" + folder.resolve("signing.key"),
                "--service-account-signing-key-file=" + folder.resolve("signing.key"));
        Folders.write(kubeconfig(), """
                apiVersion: v1
                kind: Config
                current-context: far
                clusters:
                - {name: far, cluster: {server: 'https://%1$s:%2$d', certificate-authority: %3$s}}
                - {name: here, cluster: {server: 'https://127.0.0.1:%2$d', certificate-authority: %3$s}}
                users:
                - {name: admin, user: {token: %4$s}}
                contexts:
                - {name: far, context: {cluster: far, user: admin, namespace: shop}}
                - {name: here, context: {cluster: here, user: admin}}
                """.formatted(address, port, folder.resolve("certs/apiserver.crt"), TOKEN));
        Await.until(
                "the outer API is ready",
                START_LIMIT,
                () -> kubectl("get", "--raw", "/readyz").status() == 0);
        start(
                "kube-controller-manager",
                "--kubeconfig=" + kubeconfig(),
                "--controllers=clusterrole-aggregation",
                "--port=0",
                "--secure-port=0",
                "--leader-elect=false");
        kubectl("create", "namespace", "shop").orFail();
        Await.until(
                "roles have their rules",
                START_LIMIT,
                () -> kubectl("get", "clusterrole", "edit", "-o", "jsonpath={.rules[0]}")
                                .line()
                                .length()
                        > 2);
    }

    private void start(String program, String... arguments) {
        var argv = new ArrayList<>(List.of(bin.resolve(program).toString()));
        argv.addAll(List.of(arguments));
        programs.push(Running.start(argv, Map.of(), folder));
    }

    /** As the administrator, in the namespace {@code shop}. */
    Programs.Result kubectl(String... arguments) {
        var argv = new ArrayList<>(
                List.of(bin.resolve("kubectl").toString(), "--kubeconfig=" + kubeconfig(), "--context=far"));
        argv.addAll(List.of(arguments));
        return Programs.run(argv, Map.of());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        programs.forEach(Running::close);
    }
}
