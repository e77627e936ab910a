# Shared by the scripts of this folder; sourced by bash.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${RUNS:-5}
# What is said goes here, whatever a function's own streams are.
exec 3>&2
taowa=$top/taowa

# now: milliseconds since the epoch.
now() {
    echo $((${EPOCHREALTIME/./} / 1000))
}

# millis COMMAND…: how long it took; its output is dropped, a failure ends the run.
millis() {
    local start
    start=$(now)
    "$@" > /dev/null 2> "$work/stderr" || { note "failed: $*"; exit 1; }
    echo $(($(now) - start))
}

median() {
    sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# row FIGURE OURS BESIDE ASKED MET: a line of the table.
row() {
    printf '| %s | %s | %s | %s | %s |\n' "$1" "$2" "$3" "$4" "$5"
}

# compare FIGURE UNIT OURS WHAT THEIRS OPERATOR RATIO: a row that asks for a ratio.
compare() {
    local found
    found=$(awk -v a="$3" -v b="$5" 'BEGIN { printf "%.2f", a / b }')
    row "$1" "$3 $2" "$4: $5 $2" "$6 $7 times: $found" "$(verdict "$found" "$6" "$7")"
}

# bound FIGURE UNIT OURS BESIDE LIMIT: a row that asks for at most LIMIT.
bound() {
    row "$1" "$3 $2" "$4" "<= $5 $2" "$(verdict "$3" '<=' "$5")"
}

verdict() {
    awk -v a="$1" -v op="$2" -v b="$3" 'BEGIN { print (op == "<=" ? a <= b : a >= b) ? "yes" : "no" }'
}

note() {
    echo "bench: $*" >&3
}

clean_up() {
    local status=$?
    set +e
    if [ "$status" -ne 0 ]; then tail -n 5 "$work/stderr" >&3; fi
    note 'cleaning up'
    stop_peers
    if [ -n "$registry_pid" ]; then kill "$registry_pid" 2> /dev/null; fi
    remove_tools_image
    if [ -s "$TAOWA_STATE/state-id" ]; then
        "$taowa" ls 2> /dev/null | awk 'NR > 1 { print $1 }' | while read -r name; do
            "$taowa" rm --yes "$name" > /dev/null 2>&1
        done
        local pid
        pid=$(server_pid)
        kill "$pid" 2> /dev/null && tail --pid="$pid" -f /dev/null
    fi
    rm -rf --one-file-system "$work"
}

server_pid() {
    grep -o '"pid" *: *[0-9]*' "$TAOWA_STATE/server.json" | grep -o '[0-9]*'
}
