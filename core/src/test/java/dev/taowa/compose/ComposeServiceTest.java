package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.document.Remark;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service that becomes the workspace. */
class ComposeServiceTest {

    @TempDir
    private Path top;

    private ProjectFolder folder = new ProjectFolder(Path.of("/tmp"));

    @BeforeEach
    void makeFolder() {
        folder = new ProjectFolder(top);
    }

    private ComposeService app(String attributes) {
        return folder.compose(
                        "services: {app: {image: i, %s}, db: {image: i}}\nvolumes: {v: {}}\n".formatted(attributes))
                .read()
                .service("app", false);
    }

    @Test
    void theChosenServiceTellsWhatAMachineNeeds() {
        folder.compose("""
            services:
              app:
                build: {context: ., dockerfile: dev/Dockerfile, args: {A: 1}, target: dev}
                user: dev
                working_dir: /workspaces/shop
                environment: {PRICE: 3$$}
                volumes: [".:/workspaces/shop:cached", "../other:/o:ro", "~/.m2:/m2", "v:/v", "/anon"]
                tmpfs: /scratch:size=1m
                ports: ["8080:80", 81]
                mem_limit: 2g
                deploy: {resources: {limits: {cpus: "1.5", pids: 100}}}
                privileged: true
            volumes: {v: {}}
            """).variable("HOME", "/home/me");

        var app = folder.read().service("app", false);

        assertThat(app.build())
                .contains(new ComposeBuild(
                        "", Optional.of("dev/Dockerfile"), Optional.empty(), Map.of("A", "1"), Optional.of("dev")));
        assertThat(app.user()).contains("dev");
        assertThat(app.environment()).containsEntry("PRICE", "3$");
        assertThat(app.mounts())
                .containsExactly(
                        new ComposeMount.OfSource("", "/workspaces/shop", false),
                        new ComposeMount.OfMachine("../other", "/o", true),
                        new ComposeMount.OfMachine("/home/me/.m2", "/m2", false),
                        new ComposeMount.Volume("v", "/v", false),
                        new ComposeMount.Anonymous("/anon", false),
                        new ComposeMount.Memory("/scratch"));
        assertThat(app.ports())
                .containsExactly(
                        new ComposePort(80, OptionalInt.of(8080), "tcp"),
                        new ComposePort(81, OptionalInt.empty(), "tcp"));
        assertThat(app.memory()).contains(new ByteSize(2L << 30));
        assertThat(app.cpus()).contains(new BigDecimal("1.5"));
        assertThat(app.pids()).hasValue(100);
        assertThat(app.warnings()).isEmpty();
    }

    @Test
    void aRepositoryMayNotMountWhatIsBesideIt() {
        folder.compose("services: {app: {image: i, volumes: [\"../other:/o\"]}}")
                .fromGit();

        assertThat(folder.problem()).contains("must stay inside the source's own folder");
    }

    @Test
    void aStrangersHomeStaysUnknown() {
        folder.variable("HOME", "/home/me").fromGit();

        assertThat(app("volumes: [\"~/.ssh:/keys\"]").mounts())
                .containsExactly(new ComposeMount.OfMachine("~/.ssh", "/keys", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        shm_size: 1g                     | services.app.shm_size
        healthcheck: {test: [CMD, x]}    | services.app.healthcheck
        hostname: h                      | services.app.hostname
        labels: {a: b}                   | services.app.labels
        cap_drop: [ALL]                  | services.app.cap_drop
        volumes_from: [db]               | services.app.volumes_from
        pid: "service:db"                | services.app.pid
        ipc: "service:db"                | services.app.ipc
        network_mode: host               | services.app.network_mode
        scale: 2                         | services.app.scale
        pull_policy: always              | services.app.pull_policy
        links: ["db:database"]           | services.app.links[0]
        ports: ["53:53/udp"]             | services.app.ports[0]
        deploy: {replicas: 3}            | services.app.deploy.replicas
        deploy: {resources: {reservations: {cpus: "1"}}} | services.app.deploy.resources.reservations
        deploy: {resources: {limits: {generic: 1}}}      | services.app.deploy.resources.limits.generic
        volumes: ["./x:/x:rshared"]      | services.app.volumes[0].bind.propagation
        volumes: [{type: volume, source: v, target: /v, volume: {subpath: s}}] | services.app.volumes[0].volume.subpath
        volumes: [{type: tmpfs, target: /t, tmpfs: {size: 1}}] | services.app.volumes[0].tmpfs.size
        build: {context: ., cache_from: [x]}  | services.app.build.cache_from
        command: npm start               | services.app.command
        entrypoint: [/run.sh]            | services.app.entrypoint
        new_attribute: 1                 | services.app.new_attribute
        """)
    void whatIsNotCarriedOutIsNamed(String attributes, String told) {
        assertThat(app(attributes).warnings())
                .extracting(Remark::text)
                .anyMatch(warning -> warning.startsWith("\"%s\" ".formatted(told)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init: true, tty: true, stdin_open: true, restart: always, cap_add: [X], security_opt: [y]",
                "deploy: {replicas: 1, restart_policy: {condition: any}}",
                "ipc: shareable, pull_policy: missing, scale: 1, links: [db], container_name: c, expose: [80]",
                "volumes: [\"v:/v:nocopy\", \"./x:/x:z,cached\"], mem_limit: 0, cpus: 0, pids_limit: -1",
            })
    void whatAMachineHasAnywayIsNotSpokenOf(String attributes) {
        assertThat(app(attributes).warnings()).isEmpty();
    }

    @Test
    void aVolumesOwnDriverIsNotCarriedOut() {
        folder.compose("""
            services: {app: {image: i, volumes: ["v:/v", "e:/e"]}}
            volumes: {v: {driver_opts: {type: nfs}}, e: {external: true}}
            """);

        assertThat(folder.read().service("app", false).warnings())
                .extracting(Remark::text)
                .anyMatch(warning -> warning.contains("\"volumes.v.driver_opts\" is not carried out"))
                .anyMatch(warning -> warning.contains("\"volumes.e\" is external"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: sleep infinity",
                "command: [sleep, '3600']",
                "command: tail -f /dev/null",
                "command: /bin/sh -c \"while sleep 1000; do :; done\"",
                "command: [bash, -c, 'while true; do sleep 30; done;']",
                "command: bash",
                "command: /bin/bash -l",
                "command: /sbin/init",
                "command: []",
                "entrypoint: [/bin/sh, -c], command: ['sleep infinity']",
            })
    void aCommandThatOnlyWaitsIsNotSpokenOf(String attributes) {
        assertThat(app(attributes).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: npm start",
                "entrypoint: [/docker-entrypoint.sh], command: sleep infinity",
                "command: sh -c \"sleep 1; rm -r x\"",
                "command: [bash, -c, 'sleep infinity & server']",
                "command: bash run.sh",
            })
    void aCommandThatDoesMoreIsNamed(String attributes) {
        assertThat(app(attributes).warnings())
                .extracting(Remark::text)
                .singleElement()
                .asString()
                .contains("\"overrideCommand\": false");
    }

    @Test
    void aCommandThatIsKeptIsTold() {
        var app = folder.compose("services: {app: {image: i, entrypoint: [''], command: run \"a b\" c\\ d}}")
                .read()
                .service("app", true);

        assertThat(app.warnings()).isEmpty();
        assertThat(app.entrypoint()).contains(List.of());
        assertThat(app.command()).contains(List.of("run", "a b", "c d"));
    }

    @Test
    void secretsAndConfigsAreFilesOrTexts() {
        folder.compose("""
            services:
              app:
                image: i
                secrets: [f, {source: e, target: token, mode: 0440, uid: "1000"}, {source: f, target: /a/../b}]
                configs: [c, {source: c, target: /etc/x.conf, mode: "0400"}]
            secrets: {f: {file: ./s.txt}, e: {environment: TOKEN}}
            configs: {c: {content: "a: $$b"}}
            """).variable("TOKEN", "t0k3n");

        var grants = folder.read().service("app", false).grants();

        assertThat(grants)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new ComposeGrant.OfSource("/run/secrets/f", "s.txt"),
                        text("/run/secrets/token", "t0k3n", 0440, 1000),
                        new ComposeGrant.OfSource("/b", "s.txt"),
                        new ComposeGrant.Text(
                                "/c",
                                Secret.of("a: $b"),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty()),
                        new ComposeGrant.Text(
                                "/etc/x.conf",
                                Secret.of("a: $b"),
                                OptionalInt.of(0400),
                                OptionalInt.empty(),
                                OptionalInt.empty()));
        assertThat(grants.toString()).doesNotContain("t0k3n");
    }

    private static ComposeGrant text(String target, String content, int mode, int user) {
        return new ComposeGrant.Text(
                target, Secret.of(content), OptionalInt.of(mode), OptionalInt.of(user), OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        s                       | {environment: NOT_SET}  | needs the variable NOT_SET, which is not set
        s                       | {external: true}        | must not be external
        {source: s, target: "a\\nb"} | {file: ./x}         | must have a "target" that is a path
        {source: s, mode: 9999} | {content: x}            | must have a "mode" that is a number such as 0440
        {source: s, uid: me}    | {content: x}            | must have a "uid" that is a number
        """)
    void aSecretThatCannotBeHadIsAMistake(String grant, String secret, String told) {
        folder.compose("services: {app: {image: i, configs: [%s]}}\nconfigs: {s: %s}\n".formatted(grant, secret));

        assertThat(folder.problem()).startsWith("compose.yaml: \"services.app.configs[0]\" " + told);
    }
}
