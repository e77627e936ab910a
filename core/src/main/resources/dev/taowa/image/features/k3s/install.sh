#!/bin/sh
# What runs a cluster by k3s. Runs as root, may run again. Options come as variables: USER_NAME.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
units=/etc/systemd/system
settings=/etc/taowa/kubernetes

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends ca-certificates conntrack curl iproute2 iptables util-linux
apt-get clean
rm -rf /var/lib/apt/lists/*

install -d -m 755 /usr/local/lib/taowa "$settings" /etc/rancher/k3s "$units/multi-user.target.wants"
install -m 755 "$here/kubectl" "$here/taowa-k3s-prepare" "$here/taowa-k3s-up" "$here/taowa-kubernetes-adopt" \
    "$here/taowa-kubernetes-await" "$here/taowa-kubernetes-give" "$here/taowa-kubernetes-load" \
    "$here/taowa-kubernetes-merge" "$here/taowa-program" /usr/local/lib/taowa/
install -m 644 "$here/programs" "$here/taowa-kubernetes-keys" /usr/local/lib/taowa/
install -m 644 "$here/taowa-k3s.service" "$here/taowa-kubernetes.service" "$units/"
ln -sfn ../taowa-kubernetes.service "$units/multi-user.target.wants/taowa-kubernetes.service"
# A configuration of the image's own says otherwise.
if [ ! -e /etc/rancher/k3s/config.yaml ]; then install -m 644 "$here/config.yaml" /etc/rancher/k3s/config.yaml; fi
if [ ! -e /etc/rancher/k3s/registries.yaml ]; then install -m 644 "$here/registries.yaml" /etc/rancher/k3s/registries.yaml; fi
install -m 644 "$here/kubelet.conf" "$settings/kubelet.conf"

# link PROGRAM TARGET: unless the image brings the program.
link() {
    if ! command -v "$1" > /dev/null; then ln -sfn "$2" "/usr/local/bin/$1"; fi
}

link kubectl /usr/local/lib/taowa/kubectl
for program in helm k3s k9s; do link "$program" /usr/local/lib/taowa/taowa-program; done

# The node pulls from the registry inside and from the host's mirror, whose sockets listen for it too.
install -D -m 644 "$here/registry.conf" "$units/taowa-registry.socket.d/taowa-kubernetes.conf"
install -D -m 644 "$here/mirror.conf" "$units/taowa-mirror.socket.d/taowa-kubernetes.conf"

echo workspace >"$settings/nodes"
: >"$settings/users"
if [ "${USER_NAME:-root}" != root ]; then echo "$USER_NAME" >"$settings/users"; fi
