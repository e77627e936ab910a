#!/bin/sh
# Puts Docker into a machine. Runs as root, may run again. Options come as variables: USER_NAME.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
units=/etc/systemd/system
containerd=/etc/containerd/config.toml

# candidate PACKAGE: its version as apt would install it, or nothing.
candidate() {
    apt-cache policy "$1" | sed -n 's/^ *Candidate: \([0-9].*\)/\1/p'
}

# An image that brings a Docker keeps it, and its plugins, and its configuration.
install_packages() {
    if command -v dockerd > /dev/null; then return 0; fi
    theirs=
    if [ -e "$containerd" ]; then theirs=yes; fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    packages='docker.io iptables xz-utils'
    for package in docker-cli docker-buildx docker-compose-v2; do
        [ -z "$(candidate "$package")" ] || packages="$packages $package"
    done
    # Version 1 is no plugin of Docker.
    case $(candidate docker-compose) in 2* | 3* | 4* | 5*) packages="$packages docker-compose" ;; esac
    # shellcheck disable=SC2086 # a list of words
    apt-get install -y --no-install-recommends $packages
    apt-get clean
    rm -rf /var/lib/apt/lists/*
    if [ -z "$theirs" ]; then install -D -m 644 "$here/containerd.toml" "$containerd"; fi
}

# The socket is there from the boot on; the engine costs nothing until somebody speaks to it.
start_on_demand() {
    rm -f "$units/multi-user.target.wants/docker.service" "$units/multi-user.target.wants/containerd.service"
    install -d -m 755 "$units/sockets.target.wants" "$units/multi-user.target.wants" "$units/docker.service.d"
    ln -sfn /lib/systemd/system/docker.socket "$units/sockets.target.wants/docker.socket"
    install -m 644 "$here/taowa-docker-resume.service" "$units/taowa-docker-resume.service"
    ln -sfn ../taowa-docker-resume.service "$units/multi-user.target.wants/taowa-docker-resume.service"
    install -m 644 "$here/taowa.conf" "$units/docker.service.d/taowa.conf"
}

install_packages
start_on_demand
# Images come over the host's mirror where there is one; a configuration of the image's own says otherwise.
if [ ! -e /etc/docker/daemon.json ]; then install -D -m 644 "$here/daemon.json" /etc/docker/daemon.json; fi
if [ "${USER_NAME:-root}" != root ]; then usermod -a -G docker "$USER_NAME"; fi
