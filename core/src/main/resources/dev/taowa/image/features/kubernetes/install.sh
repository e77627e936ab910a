#!/bin/sh
# Units of a Kubernetes cluster, whose programs the host mounts at /opt/taowa/kubernetes. Runs as root, may run again.
# Options come as variables: USER_NAME.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
units=/etc/systemd/system
settings=/etc/taowa/kubernetes

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends ca-certificates conntrack curl dnsmasq-base iproute2 iptables libseccomp2 openssl util-linux
apt-get clean
rm -rf /var/lib/apt/lists/*

install -d -m 755 /opt/taowa/kubernetes /usr/local/lib/taowa "$settings/registries" \
    "$units/multi-user.target.wants"
install -m 644 "$here/containerd.toml" "$here/dnsmasq.conf" "$here/kubelet.yaml" \
    "$here/network.conflist" "$here/openssl.cnf" "$here/proxy.yaml" "$here/storage.yaml" "$settings/"
install -m 755 "$here/taowa-kubernetes-await" "$here/taowa-kubernetes-give" "$here/taowa-kubernetes-images" \
    "$here/taowa-kubernetes-label" "$here/taowa-kubernetes-load" "$here/taowa-kubernetes-merge" \
    "$here/taowa-kubernetes-mounts" "$here/taowa-kubernetes-names" "$here/taowa-kubernetes-node" \
    "$here/taowa-kubernetes-pods" "$here/taowa-kubernetes-prepare" "$here/taowa-kubernetes-volumes" \
    "$here/taowa-program" /usr/local/lib/taowa/
install -m 644 "$here/programs" "$here/taowa-kubernetes-keys" /usr/local/lib/taowa/
install -m 644 "$here"/taowa-kubernetes*.service "$units/"
ln -sfn ../taowa-kubernetes.service "$units/multi-user.target.wants/taowa-kubernetes.service"

# link PROGRAM TARGET: unless the image brings the program.
link() {
    if ! command -v "$1" > /dev/null; then ln -sfn "$2" "/usr/local/bin/$1"; fi
}

for program in kubectl ctr; do link "$program" "/opt/taowa/kubernetes/bin/$program"; done
for program in helm k9s; do link "$program" /usr/local/lib/taowa/taowa-program; done
# Every node pulls from the registry inside, whose socket listens for them too.
install -D -m 644 "$here/registry.toml" "$settings/registries/localhost:5000/hosts.toml"
install -D -m 644 "$here/registry.conf" "$units/taowa-registry.socket.d/taowa-kubernetes.conf"
install -D -m 644 "$here/mirror.toml" "$settings/registries/_default/hosts.toml"
install -D -m 644 "$here/mirror.conf" "$units/taowa-mirror.socket.d/taowa-kubernetes.conf"

echo workspace >"$settings/nodes"
: >"$settings/ports"
: >"$settings/users"
if [ "${USER_NAME:-root}" != root ]; then echo "$USER_NAME" >"$settings/users"; fi
