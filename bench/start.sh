# Time until a new workspace can be used.

start_ours() {
    "$taowa" up "$work/bench" --ide none && ssh -F "$TAOWA_STATE/ssh/config" bench.taowa true
}

start_theirs() {
    devcontainer up --remove-existing-container --workspace-folder "$work/peer"
}

figures_start() {
    note 'start: up, podman run, devcontainer up'
    start_docker
    start_theirs > /dev/null 2>&1
    local i
    : > "$work/ours" > "$work/bare" > "$work/theirs" > "$work/running"
    for ((i = 0; i < runs; i++)); do
        "$taowa" rm --yes bench > /dev/null 2>&1
        millis start_ours >> "$work/ours"
        millis run_bare >> "$work/bare"
        remove_bare
        millis start_theirs >> "$work/theirs"
        millis devcontainer up --workspace-folder "$work/peer" >> "$work/running"
    done
    local ours
    ours=$(median < "$work/ours")
    compare 'New workspace: `up` until `ssh … true`' ms "$ours" '`podman run` until the banner of sshd' \
        "$(median < "$work/bare")" '<=' 1.25
    compare 'The same' ms "$ours" '`devcontainer up --remove-existing-container`' "$(median < "$work/theirs")" '<=' 1.0
    up_running
}

up_running() {
    local i
    for ((i = 0; i < runs; i++)); do
        millis "$taowa" up "$work/bench" --ide none
    done > "$work/ours"
    bound '`up` of a running workspace' ms "$(median < "$work/ours")" \
        "\`devcontainer up\`: $(median < "$work/running") ms" 500
}
