# Runs a command, or waits for the one that an earlier call started and could not wait for: it goes on when its caller dies.
#   $1    folder of this command alone; the caller removes it once it knows the status
#   rest  the command, which finds nothing on stdin
place=$1
shift

exec 9> "$place/lock" || exit
if ! flock --nonblock 9; then
    echo 'it runs since before: waiting for its end'
    # Whoever ends this call means the command, which is in the process group of the call that started it.
    read -r group < "$place/group"
    trap 'kill -s TERM -- "-$group"; sleep 1; kill -s KILL -- "-$group"; exit 143' TERM
elif [ -e "$place/status" ]; then
    echo 'it has ended meanwhile'
else
    echo $$ > "$place/group"
    : > "$place/output"
    # The lock is held as long as this waits for the command, whatever else the command leaves running.
    (
        (exec "$@") 9>&-
        echo $? > "$place/ended"
        mv "$place/ended" "$place/status"
    ) < /dev/null > "$place/output" 2>&1 &
fi
exec 9>&-

flock "$place/lock" true &
tail --lines=+1 --follow --sleep-interval=0.05 --pid=$! "$place/output" || exit
wait
if ! read -r status < "$place/status"; then status=137; fi
exit "$status"
