# Memory of an idle workspace and of the server.

# KiB in the cgroup of a container, without what the kernel would drop first.
container_kib() {
    local folder
    folder=$(find /sys/fs/cgroup/memory /sys/fs/cgroup -maxdepth 4 -type d -name "*$1*" ! -name '*conmon*' 2> /dev/null | head -n 1)
    local used inactive
    used=$(cat "$folder/memory.usage_in_bytes" 2> /dev/null || cat "$folder/memory.current")
    inactive=$(awk '$1 == "total_inactive_file" || $1 == "inactive_file" { value = $2 } END { print value }' "$folder/memory.stat")
    echo $(((used - inactive) / 1024))
}

figures_memory() {
    note 'memory: idle workspaces'
    local i
    : > "$work/ours" > "$work/bare"
    for ((i = 0; i < runs; i++)); do
        "$taowa" rm --yes bench > /dev/null 2>&1
        "$taowa" up "$work/bench" > /dev/null 2>&1
        run_bare
        sleep 15
        container_kib "$(podman ps -q --no-trunc --filter "label=dev.taowa.state=$(cat "$TAOWA_STATE/state-id")")" >> "$work/ours"
        container_kib "$(podman ps -q --no-trunc --filter "name=$bare_name")" >> "$work/bare"
        remove_bare
    done
    local ours bare_kib
    ours=$(($(median < "$work/ours") / 1024))
    bare_kib=$(($(median < "$work/bare") / 1024))
    bound 'Idle workspace beyond bare systemd and sshd' MiB $((ours - bare_kib)) "$ours and $bare_kib MiB in all" 20
    bound 'Server, resident' MiB $(($(awk '/VmRSS/ { print $2 }' "/proc/$(server_pid)/status") / 1024)) '' 200
}
