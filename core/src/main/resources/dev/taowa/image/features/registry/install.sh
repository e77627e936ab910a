#!/bin/sh
# Puts a registry of images at localhost:5000. Runs as root, may run again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
units=/etc/systemd/system

# The distribution's own unit would serve the whole network, from the boot on.
install -d -m 755 "$units/sockets.target.wants" /usr/local/lib/taowa /etc/taowa
ln -sfn /dev/null "$units/docker-registry.service"
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends docker-registry
apt-get clean
rm -rf /var/lib/apt/lists/*

install -m 644 "$here/registry.yml" /etc/taowa/registry.yml
install -m 755 "$here/taowa-registry-await" /usr/local/lib/taowa/
install -m 644 "$here/taowa-registry.socket" "$here/taowa-registry.service" "$here/taowa-registry-server.service" "$units/"
ln -sfn ../taowa-registry.socket "$units/sockets.target.wants/taowa-registry.socket"
# Docker trusts what is at localhost without TLS; Podman must be told.
install -D -m 644 "$here/podman.conf" /etc/containers/registries.conf.d/taowa-registry.conf
