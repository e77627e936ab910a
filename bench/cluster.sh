# A Kubernetes inside a workspace: how long it takes, from images that are there already.

# cluster_up NODES: a new workspace with a cluster of so many nodes.
cluster_up() {
    mkdir -p "$work/cluster/.devcontainer"
    cat > "$work/cluster/.devcontainer/devcontainer.json" << END
{ "customizations": { "taowa": { "nested": { "kubernetes":
  { "distribution": "components", "binaries": "$binaries", "nodes": $1 } } } } }
END
    "$taowa" up "$work/cluster" --ide none
}

cluster_down() {
    "$taowa" rm --yes cluster
}

# Returns when a request to a Service is answered.
cluster_serve() {
    "$taowa" exec cluster -- sh -c '
        kubectl run web --image registry.local/busybox:1 --image-pull-policy Never -- \
            sh -c "mkdir -p /www && echo served > /www/index.html && exec httpd -f -p 8080 -h /www" &&
        kubectl expose pod web --port 80 --target-port 8080 &&
        address=$(kubectl get service web -o "jsonpath={.spec.clusterIP}") &&
        until curl --silent --max-time 1 "http://$address/" > /dev/null; do sleep 0.05; done'
}

# start_bare_cluster: what the running cluster is made of, its programs, image and settings, for the host's own root: in a
# container without a user namespace, so that stop_peers leaves the machine as it was. Like ours it has been stopped once.
start_bare_cluster() {
    local workspace image podman=(podman)
    if [ -d /sys/fs/cgroup/unified ]; then podman+=(--runtime runc); fi
    workspace=$(podman ps -q --no-trunc --filter "label=dev.taowa.workspace.name=cluster" | head -n 1)
    image=$(podman inspect --format '{{.ImageName}}' "$workspace")
    podman cp "$workspace:/etc/taowa/kubernetes" "$work/settings"
    cluster_down
    keep_sysctls
    "${podman[@]}" create -q --name "$bare_name" --hostname workspace --privileged --cgroupns private -e container=podman \
        --systemd "$([ -d /sys/fs/cgroup/unified ] && echo false || echo always)" --pids-limit 8192 \
        --ulimit "nofile=$(ulimit -Hn)" --ulimit nproc=32768 \
        --tmpfs /run:rw,mode=755,exec --tmpfs /run/lock --tmpfs /tmp:rw,mode=1777,exec --stop-signal 37 \
        -v "$work/keys:/etc/ssh/taowa:ro" -v "$binaries:/opt/taowa/kubernetes:ro" \
        -v /var/lib/taowa-kubernetes -v /var/lib/docker "$image" /sbin/init
    podman cp "$work/settings/." "$bare_name:/etc/taowa/kubernetes"
    start_bare_machine
    podman stop -t 30 "$bare_name"
    start_bare_machine
}

start_bare_machine() {
    podman start "$bare_name"
    timeout 180 podman exec "$bare_name" sh -c 'until [ -S /run/systemd/private ]; do sleep 0.1; done; systemctl start taowa-kubernetes'
}

figures_cluster() {
    note 'cluster: the programs of Kubernetes, which are compiled where this machine has none'
    binaries=$("$top/testbed/kubernetes" 2> "$work/stderr")
    cluster_up 1 > /dev/null 2> "$work/stderr"
    cluster_down > /dev/null 2>&1
    local i started
    : > "$work/ready" > "$work/served" > "$work/again" > "$work/two" > "$work/kib"
    for ((i = 0; i < runs; i++)); do
        note "cluster: run $((i + 1)) of $runs"
        started=$(now)
        cluster_up 1 > /dev/null 2> "$work/stderr"
        echo $(($(now) - started)) >> "$work/ready"
        cluster_serve > /dev/null 2> "$work/stderr"
        echo $(($(now) - started)) >> "$work/served"
        "$taowa" exec cluster -- kubectl delete pod,service web --now > /dev/null 2>&1
        "$taowa" stop cluster > /dev/null 2>&1
        millis "$taowa" start cluster >> "$work/again"
        sleep 10
        container_kib "$(podman ps -q --no-trunc --filter "label=dev.taowa.workspace.name=cluster" | head -n 1)" >> "$work/kib"
        cluster_down > /dev/null 2>&1
        millis cluster_up 2 >> "$work/two"
        cluster_down > /dev/null 2>&1
    done
    bound 'Cluster inside: `up` until the node is ready' ms "$(median < "$work/ready")" '' 20000
    bound 'The same, until a request to a Service is answered' ms "$(median < "$work/served")" '' 30000
    bound 'Its `start`, until the node is ready again' ms "$(median < "$work/again")" '' 15000
    bound 'A cluster of two nodes, until both are ready' ms "$(median < "$work/two")" '' 35000
    note 'cluster: the same for root of this machine'
    cluster_up 1 > /dev/null 2> "$work/stderr"
    start_bare_cluster > /dev/null 2> "$work/stderr"
    sleep 10
    container_kib "$(podman ps -q --no-trunc --filter "name=$bare_name")" > "$work/bare"
    remove_bare
    compare 'An empty cluster of one node, with its machine' MiB "$(($(median < "$work/kib") / 1024))" \
        'for root of this machine' "$(($(median < "$work/bare") / 1024))" '<=' 1.15
}
