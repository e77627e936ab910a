# Size of the base image, and the time to build it.

machine_images() {
    podman images --format '{{.Repository}}:{{.Tag}}' | grep -E '^localhost/taowa/(base|settings|vm|web-ide|docker|podman):'
}

figures_base() {
    note 'base image: building it again'
    "$taowa" rm --yes bench > /dev/null 2>&1
    # The machine's layers too: while they are there, nobody asks for what they stand on.
    machine_images | xargs -r podman rmi -f > /dev/null
    "$taowa" up "$work/bench" --ide none --json > "$work/up.json" 2> "$work/stderr"
    bound 'Base image' MiB $(($(podman image inspect --format '{{.Size}}' "$(machine_images | grep '/base:')") / 1048576)) '' 250
    local millis
    millis=$(tr -d ' \n' < "$work/up.json" | grep -o '"name":"base-image"[^}]*' | grep -o '"durationMillis":[0-9]*' | cut -d: -f2)
    bound 'Base image, built' s $((millis / 1000)) '' 180
}
