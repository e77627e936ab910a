# Docker inside a workspace beside Docker on this machine, and one image that ten workspaces pull.

registry_pid=''

# tools_image: a Debian with fio and iperf3, of some 200 MB, as an archive.
tools_image() {
    mkdir -p "$work/tools"
    printf 'FROM %s\nRUN apt-get update && apt-get install -y --no-install-recommends fio iperf3\nENTRYPOINT []\nCMD ["true"]\n' "$image" \
        > "$work/tools/Containerfile"
    podman build --quiet --isolation chroot --squash-all --tag taowa-bench-tools "$work/tools" > /dev/null 2> "$work/stderr"
    podman save --quiet --format docker-archive --output "$work/tools.tar" localhost/taowa-bench-tools 2> "$work/stderr"
}

remove_tools_image() {
    podman rmi --force localhost/taowa-bench-tools > /dev/null 2>&1 || true
}

# A context of 2000 files, and steps that write.
build_context() {
    local folder=$work/context i
    mkdir -p "$folder/files"
    for ((i = 0; i < 2000; i++)); do head -c 20000 /dev/zero | tr '\0' "\\$((i % 64 + 60))" > "$folder/files/$i"; done
    {
        echo 'FROM localhost/taowa-bench-tools'
        echo 'COPY files /files'
        for ((i = 0; i < 5; i++)); do echo "RUN cp -r /files /copy$i && sha256sum /copy$i/* > /sums$i"; done
    } > "$folder/Dockerfile"
}

# builds BUILDKIT PREFIX…: what a build takes in ms, the median after one to warm up; 0 is the builder of old, 1 BuildKit.
builds() {
    local buildkit=$1 i
    shift
    for ((i = 0; i <= runs; i++)); do
        millis_of "$@" env "DOCKER_BUILDKIT=$buildkit" docker build --quiet --no-cache -t taowa-bench-built - < "$work/context.tar"
    done | tail -n +2 | median
}

# As millis, for a command that reads what is given.
millis_of() {
    local start
    start=$(now)
    "$@" > /dev/null 2> "$work/stderr"
    echo $(($(now) - start))
}

# measure PREFIX…: by the Docker of what the prefix leads to; prints the builds' figures, Gbit/s between two containers, MiB/s and writes/s of a volume.
measure() {
    local docker=("$@" docker)
    builds 0 "$@"
    builds 1 "$@"
    "${docker[@]}" network create bench > /dev/null
    "${docker[@]}" run -d --rm --name bench-server --network bench localhost/taowa-bench-tools iperf3 -s > /dev/null
    "${docker[@]}" run --rm --network bench localhost/taowa-bench-tools sh -c \
        'until iperf3 -c bench-server -t 3 -f m > /tmp/out 2> /dev/null; do :; done; cat /tmp/out' | awk '/receiver/ { print $7 }'
    "${docker[@]}" rm -f bench-server > /dev/null
    "${docker[@]}" network rm bench > /dev/null
    "${docker[@]}" run --rm -v /data localhost/taowa-bench-tools fio --name w --directory /data --rw write --bs 1M --size 512M \
        --end_fsync 1 --minimal | awk -F ';' '{ print int($48 / 1024) }'
    "${docker[@]}" run --rm -v /data localhost/taowa-bench-tools fio --name r --directory /data --rw randwrite --bs 4k --size 64M \
        --fsync 32 --minimal | awk -F ';' '{ print int($49) }'
}

# A registry on loopback, with a log of what it sends.
start_registry() {
    cat > "$work/registry.yml" << END
version: 0.1
log: {level: info, formatter: json}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "127.0.0.1:0"}
END
    OTEL_TRACES_EXPORTER=none docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
    registry_pid=$!
    until registry=$(grep -o 'listening on 127[0-9.:]*' "$work/registry.log" | head -n 1 | cut -d ' ' -f 3) && [ -n "$registry" ]; do
        kill -0 "$registry_pid" && sleep 0.1
    done
    podman push --quiet --tls-verify=false localhost/taowa-bench-tools "docker://$registry/library/tools:1" 2> "$work/stderr"
}

# MB that the registry has sent of layers.
sent() {
    awk '/"http.request.method":"GET"/ && /\/blobs\// && match($0, /"http.response.written":[0-9]+/) {
        sum += substr($0, RSTART + 24, RLENGTH - 24) } END { print int(sum / 1000000) }' "$work/registry.log"
}

figures_nested() {
    note 'nested: an image of tools'
    tools_image
    build_context
    tar -C "$work/context" -cf "$work/context.tar" .
    start_registry
    # The next command starts a server that knows it.
    kill "$(server_pid)" && tail --pid="$(server_pid)" -f /dev/null
    export TAOWA_MIRRORED_REGISTRIES=docker.io=$registry
    local i
    for i in 1 2 3 4 5 6 7 8 9 10; do
        mkdir -p "$work/nested$i"
        echo '{ "features": { "taowa/docker": {} } }' > "$work/nested$i/.devcontainer.json"
    done

    note 'nested: Docker inside, and on this machine'
    "$taowa" up "$work/nested1" --ide none > /dev/null 2> "$work/stderr"
    "$taowa" exec nested1 -- docker load --quiet < "$work/tools.tar" > /dev/null
    "$taowa" exec nested1 -- docker network ls > /dev/null
    measure "$taowa" exec nested1 -- > "$work/inside"
    [ -n "$docker_pid" ] || start_docker
    docker load --quiet < "$work/tools.tar" > /dev/null
    measure env > "$work/outside"
    local ours theirs
    mapfile -t ours < "$work/inside"
    mapfile -t theirs < "$work/outside"
    compare '`docker build` of the same context inside, by the builder of old' ms "${ours[0]}" 'on this machine' "${theirs[0]}" '<=' 1.2
    compare 'The same by BuildKit' ms "${ours[1]}" 'on this machine' "${theirs[1]}" '<=' 1.2
    local names=('' '' 'Between two containers inside, iperf3' 'A volume of a container inside: fio, 1 MiB writes' 'The same, 4 KiB writes in any order')
    local units=('' '' Mbit/s MiB/s '/s')
    for i in 2 3 4; do
        row "${names[i]}" "${ours[i]} ${units[i]}" "on this machine: ${theirs[i]} ${units[i]}" \
            "stated: $(awk -v a="${ours[i]}" -v b="${theirs[i]}" 'BEGIN { printf "%.2f", a / b }')" ''
    done

    note 'nested: ten workspaces pull one image'
    local before once
    before=$(sent)
    once=$(du -s --apparent-size --block-size=MB "$work/registry" | grep -o '^[0-9]*')
    for i in 1 2 3 4 5 6 7 8 9 10; do
        "$taowa" up "$work/nested$i" --ide none > /dev/null 2> "$work/stderr"
        "$taowa" exec "nested$i" -- docker pull --quiet tools:1 > /dev/null 2> "$work/stderr"
    done
    bound "An image of $once MB that ten workspaces pull, over the wire" MB "$(($(sent) - before))" '' "$once"
    kill "$registry_pid"
    for i in 1 2 3 4 5 6 7 8 9 10; do "$taowa" rm --yes "nested$i" > /dev/null 2>&1; done
    remove_tools_image
}
