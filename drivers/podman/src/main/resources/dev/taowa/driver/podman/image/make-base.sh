# bash: make-base TAG MMDEBSTRAP-ARGUMENT…
# Makes the image TAG from what mmdebstrap writes to its standard output, unless it exists. One at a time on a host.
set -euo pipefail

tag=$1
shift
folder=/var/lib/taowa/base
mkdir -p /run/taowa "$folder"
exec 9>/run/taowa/base.lock </dev/null
flock 9
if podman image exists "$tag"; then
    exit 0
fi

# What an interrupted run left; its mounts went with its namespace.
rm -rf --one-file-system "$folder"/work.*
TMPDIR=$(mktemp -d "$folder/work.XXXXXX")
export TMPDIR DEBIAN_FRONTEND=noninteractive
trap 'rm -rf --one-file-system "$TMPDIR"' EXIT
# apt's unprivileged downloader enters it.
chmod 755 "$TMPDIR"

# In namespaces of their own, mmdebstrap's mounts and processes end with it, however it ends.
status=0
id=$(unshare --mount --propagation private --pid --fork --kill-child --mount-proc mmdebstrap "$@" 9>&- |
    podman import --quiet --change 'CMD ["/sbin/init"]' - 9>&-) || status=$?
if [ "$status" != 0 ]; then
    [ -z "$id" ] || podman rmi "$id" >/dev/null
    exit "$status"
fi
podman tag "$id" "$tag"
