#!/bin/sh
# Gives a container a user namespace that its own root owns, and not the host's: what the kernel counts by owner, such as
# inotify instances, is counted for the workspace alone.
#   begin  the container's specification comes on standard input (OCI runtime specification, "config.json") and goes to
#          standard output with the namespace in it, which a process holds until the container is in it
#   end    the container's state comes (same specification, "State"); the holder goes
set -eu

# mappings KIND: lines for /proc/PID/KIND, of the specification.
mappings() {
    printf '%s' "$specification" | sed -n "s/.*\"$1\":\[\([^]]*\)\].*/\1/p" |
        sed 's/},{/\n/g' | sed 's/[^0-9,]//g; s/,/ /g'
}

case $1 in
    begin)
        specification=$(cat)
        uids=$(mappings uidMappings)
        gids=$(mappings gidMappings)
        uid=$(echo "$uids" | awk '$1 == 0 { print $2 }')
        gid=$(echo "$gids" | awk '$1 == 0 { print $2 }')
        # The privilege is for hosts that let nobody else make one; it ends with the making.
        holder=$(setpriv --reuid "$uid" --regid "$gid" --clear-groups --inh-caps=-all,+sys_admin --ambient-caps=+sys_admin \
            unshare --user sh -c 'echo $$; exec sleep 120 >/dev/null 2>&1' &)
        echo "$uids" >"/proc/$holder/uid_map"
        echo "$gids" >"/proc/$holder/gid_map"
        # The limits are those of the engine: to set them needs a privilege over the namespace that not every root has.
        printf '%s' "$specification" | sed -e 's/,"rlimits":\[[^]]*\]//' \
            -e "s,{\"type\":\"user\"},{\"type\":\"user\"\,\"path\":\"/proc/$holder/ns/user\"},"
        ;;
    end)
        state=$(cat)
        pid=$(printf '%s' "$state" | sed -n 's/.*"pid": *\([0-9][0-9]*\).*/\1/p')
        bundle=$(printf '%s' "$state" | sed -n 's/.*"bundle": *"\([^"]*\)".*/\1/p')
        holder=$(sed -n 's,.*{"type":"user"\,"path":"/proc/\([0-9]*\)/ns/user"}.*,\1,p' "$bundle/config.json")
        # A container that took another one would be the host's root's.
        [ "$(readlink "/proc/$holder/ns/user")" = "$(readlink "/proc/$pid/ns/user")" ]
        kill "$holder"
        ;;
esac
