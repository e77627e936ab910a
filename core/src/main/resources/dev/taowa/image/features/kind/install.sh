#!/bin/sh
# What makes a cluster by kind, in the Docker of the machine. Runs as root, may run again.
# Options come as variables: USER_NAME.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
units=/etc/systemd/system
settings=/etc/taowa/kubernetes

export DEBIAN_FRONTEND=noninteractive
apt-get update
packages='ca-certificates curl iproute2 iptables'
# The distribution's kind, where it has one; else the release of the list of programs.
if apt-cache policy kind | grep -q '^ *Candidate: [0-9]'; then packages="$packages kind"; fi
# shellcheck disable=SC2086 # a list of words
apt-get install -y --no-install-recommends $packages
apt-get clean
rm -rf /var/lib/apt/lists/*

install -d -m 755 /usr/local/lib/taowa "$settings" "$units/multi-user.target.wants"
install -m 755 "$here/taowa-kind-up" "$here/taowa-kubernetes-adopt" "$here/taowa-kubernetes-await" \
    "$here/taowa-kubernetes-give" "$here/taowa-kubernetes-load" "$here/taowa-kubernetes-merge" "$here/taowa-program" \
    /usr/local/lib/taowa/
install -m 644 "$here/programs" "$here/taowa-kubernetes-keys" /usr/local/lib/taowa/
install -m 644 "$here/taowa-kubernetes.service" "$units/"
ln -sfn ../taowa-kubernetes.service "$units/multi-user.target.wants/taowa-kubernetes.service"

# link PROGRAM TARGET: unless the image brings the program.
link() {
    if ! command -v "$1" > /dev/null; then ln -sfn "$2" "/usr/local/bin/$1"; fi
}

# The cluster's own, taken from its first node.
link kubectl /var/lib/taowa-kubernetes/programs/kubectl
for program in helm k9s kind; do link "$program" /usr/local/lib/taowa/taowa-program; done

# Nodes pull from the registry inside and from the host's mirror, whose sockets listen for them too.
install -m 644 "$here/registry.toml" "$here/mirror.toml" "$settings/"
install -D -m 644 "$here/registry.conf" "$units/taowa-registry.socket.d/taowa-kubernetes.conf"
install -D -m 644 "$here/mirror.conf" "$units/taowa-mirror.socket.d/taowa-kubernetes.conf"

: >"$settings/nodes"
: >"$settings/users"
if [ "${USER_NAME:-root}" != root ]; then echo "$USER_NAME" >"$settings/users"; fi
