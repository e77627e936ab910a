# Time of single commands, and bytes through them.

config_ssh() {
    ssh -F "$TAOWA_STATE/ssh/config" bench.taowa "$@"
}

# beside COMMAND…: the median of a command.
beside() {
    local i
    for ((i = 0; i < runs; i++)); do millis "$@"; done | median
}

figures_commands() {
    note 'commands: ls, exec, throughput'
    "$taowa" up "$work/bench" --ide none > /dev/null 2>&1
    bound '`ls`' ms "$(beside "$taowa" ls)" "\`podman ps\`: $(beside podman ps) ms" 250
    bound '`exec NAME -- true`' ms "$(beside "$taowa" exec bench -- true)" "\`ssh … true\`: $(beside config_ssh true) ms" 400
    config_ssh 'head -c 1073741824 /dev/zero > /tmp/gib'
    local i
    : > "$work/ours" > "$work/theirs"
    for ((i = 0; i < runs; i++)); do
        millis "$taowa" exec bench -- cat /tmp/gib >> "$work/ours"
        millis config_ssh cat /tmp/gib >> "$work/theirs"
    done
    config_ssh 'rm /tmp/gib'
    compare '`exec NAME -- cat` of 1 GiB' MiB/s $((1048576 / $(median < "$work/ours"))) 'OpenSSH' \
        $((1048576 / $(median < "$work/theirs"))) '>=' 0.8
}
