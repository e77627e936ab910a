# Size of the base image, and the time to build it.

figures_base() {
    note 'base image: building it again'
    local base
    base=$(base_image)
    bound 'Base image' MiB $(($(podman image inspect --format '{{.Size}}' "$base") / 1048576)) '' 250
    "$taowa" rm --yes bench > /dev/null 2>&1
    podman rmi -f "$base" > /dev/null
    "$taowa" up "$work/bench" --ide none --json > "$work/up.json" 2> "$work/stderr"
    local millis
    millis=$(tr -d ' \n' < "$work/up.json" | grep -o '"name":"base-image"[^}]*' | grep -o '"durationMillis":[0-9]*' | cut -d: -f2)
    bound 'Base image, built' s $((millis / 1000)) '' 180
}
