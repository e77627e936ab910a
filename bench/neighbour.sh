# What one workspace notices of another that does its worst.

# probe FILE: appends what small things take in the quiet workspace.
probe() {
    "$taowa" exec quiet -- perl - 5 < "$top/bench/probe.pl" 2> "$work/stderr" | paste -s -d ' ' >> "$1"
}

# load KIND: has the busy workspace do so, until unload.
load() {
    "$taowa" exec busy -- sudo systemd-run --quiet --collect --unit load perl /var/tmp/load.pl "$1" 2> "$work/stderr"
    sleep 2
}

unload() {
    "$taowa" exec busy -- sudo systemctl stop load 2> "$work/stderr"
}

# beside FIGURE COLUMN FILE: a row of one of the probe's figures, idle and beside the load.
beside() {
    local idle busy
    idle=$(cut -d ' ' -f "$2" "$work/idle" | median)
    busy=$(cut -d ' ' -f "$2" "$3" | median)
    row "$1" "$busy us" "the same, the neighbour idle: $idle us" "stated: $(awk -v a="$busy" -v b="$idle" 'BEGIN { printf "%.2f", a / b }')" ''
}

figures_neighbour() {
    note 'neighbour: a quiet workspace and a busy one'
    local name kind i
    for name in quiet busy; do
        mkdir -p "$work/$name/.devcontainer"
        echo '{}' > "$work/$name/.devcontainer/devcontainer.json"
        "$taowa" up "$work/$name" --ide none > /dev/null 2> "$work/stderr"
    done
    "$taowa" exec busy -- tee /var/tmp/load.pl < "$top/bench/load.pl" > /dev/null 2> "$work/stderr"
    local kinds=(processes groups writes allocations all)
    : > "$work/idle"
    for kind in "${kinds[@]}"; do : > "$work/beside-$kind"; done
    for ((i = 0; i < runs; i++)); do
        note "neighbour: run $((i + 1)) of $runs"
        probe "$work/idle"
        for kind in "${kinds[@]}"; do
            load "$kind"
            probe "$work/beside-$kind"
            unload
        done
    done
    for kind in "${kinds[@]}"; do
        beside "A round trip by TCP beside a workspace at its worst ($kind), 99th percentile" 1 "$work/beside-$kind"
        beside 'The same: how late a sleep of 1 ms ends' 2 "$work/beside-$kind"
        beside 'The same: 4 KiB written and synced' 3 "$work/beside-$kind"
    done
    for name in quiet busy; do "$taowa" rm --yes "$name" > /dev/null 2>&1; done
}
