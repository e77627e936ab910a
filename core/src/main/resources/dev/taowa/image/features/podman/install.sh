#!/bin/sh
# Puts Podman into a machine. Runs as root, may run again. Options come as variables: USER_NAME.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
export DEBIAN_FRONTEND=noninteractive
apt-get update
packages='podman crun uidmap nftables iptables slirp4netns fuse-overlayfs dbus-user-session'
for package in passt netavark aardvark-dns; do
    if apt-cache policy "$package" | grep -q '^ *Candidate: [0-9]'; then packages="$packages $package"; fi
done
# shellcheck disable=SC2086 # a list of words
apt-get install -y --no-install-recommends $packages
apt-get clean
rm -rf /var/lib/apt/lists/*

install -D -m 644 "$here/mirror.conf" /etc/containers/registries.conf.d/taowa-mirror.conf

# Ids for containers that the user starts without root.
name=${USER_NAME:-root}
if [ "$name" != root ] && ! grep -q "^$name:" /etc/subuid; then
    usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$name"
fi
