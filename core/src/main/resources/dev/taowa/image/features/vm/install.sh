#!/bin/sh
# Turns a Debian or Ubuntu root file system into one that boots as a machine. Runs as root, may run again.
# Options come as variables: USER_NAME, USER_UID, USER_GID, USER_HOME.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
name=${USER_NAME:-dev}
uid=${USER_UID:-1000}
gid=${USER_GID:-1000}
home=${USER_HOME:-/home/$name}

packages="systemd systemd-sysv libpam-systemd dbus openssh-server sudo ca-certificates iproute2 procps git curl rsync"

missing_packages() {
    for package in $packages; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=missing
        [ "$state" = installed ] || printf '%s ' "$package"
    done
}

install_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    # shellcheck disable=SC2086 # a list of words
    apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold $missing
    apt-get clean
    rm -rf /var/lib/apt/lists/*
}

set_up_user() {
    if ! getent group "$gid" >/dev/null; then
        groupadd --gid "$gid" "$name"
    fi
    if ! getent passwd "$name" >/dev/null; then
        useradd --uid "$uid" --gid "$gid" --home-dir "$home" --create-home --shell /bin/bash "$name"
    fi
    entry=$(getent passwd "$name")
    if [ "$(echo "$entry" | cut -d: -f6)" != "$home" ]; then
        usermod --home "$home" "$name"
    fi
    case "${entry##*:}" in
        '' | */nologin | */false) usermod --shell /bin/bash "$name" ;;
    esac
    [ -d "$home" ] || install -d -m 755 -o "$uid" -g "$gid" "$home"
    if [ "$uid" != 0 ]; then
        printf '%s ALL=(ALL:ALL) NOPASSWD: ALL\n' "$name" >/etc/sudoers.d/90-taowa
        chmod 440 /etc/sudoers.d/90-taowa
    fi
    install -d -m 755 -o "$uid" -g "$gid" /workspaces
}

set_up_ssh() {
    # Host keys are each workspace's own, placed before it boots.
    rm -f /etc/ssh/ssh_host_*
    install -d -m 755 /etc/ssh/sshd_config.d /etc/ssh/taowa /run/sshd
    install -m 644 "$here/sshd.conf" /etc/ssh/sshd_config.d/10-taowa.conf
    if ! grep -qsiE '^[[:space:]]*Include[[:space:]]+/etc/ssh/sshd_config\.d/' /etc/ssh/sshd_config; then
        sed -i '1i Include /etc/ssh/sshd_config.d/*.conf' /etc/ssh/sshd_config
    fi
    # Everybody comes from the same address. Where sshd counts an address's faults (from OpenSSH 9.8 on), a few
    # connections that were only opened and closed would shut out all.
    if /usr/sbin/sshd -G -o PerSourcePenalties=no >/dev/null 2>&1; then
        echo 'PerSourcePenalties no' >>/etc/ssh/sshd_config.d/10-taowa.conf
    fi
    rm -f /etc/systemd/system/sockets.target.wants/ssh.socket /etc/systemd/system/ssh.service.requires/ssh.socket
    install -d -m 755 /etc/systemd/system/multi-user.target.wants
    ln -sfn /lib/systemd/system/ssh.service /etc/systemd/system/multi-user.target.wants/ssh.service
    ln -sfn /dev/null /etc/systemd/system/ssh.socket
}

set_up_systemd() {
    install -d -m 755 /etc/systemd/journald.conf.d /etc/systemd/logind.conf.d /etc/systemd/system.conf.d
    install -d -m 755 /etc/systemd/system-generators /etc/tmpfiles.d /etc/systemd/system/user-.slice.d
    install -m 644 "$here/journald.conf" /etc/systemd/journald.conf.d/10-taowa.conf
    install -m 644 "$here/logind.conf" /etc/systemd/logind.conf.d/10-taowa.conf
    install -m 644 "$here/system.conf" /etc/systemd/system.conf.d/10-taowa.conf
    install -m 644 "$here/user-slice.conf" /etc/systemd/system/user-.slice.d/90-taowa.conf
    grep -vE '^(#|$)' "$here/masked-units.txt" | while read -r unit; do
        ln -sfn /dev/null "/etc/systemd/system/$unit"
    done
    # Sessions bring the person's own SSH agent, and no desktop starts: a first login does not wait for either.
    install -d -m 755 /etc/systemd/user /etc/systemd/user-generators
    ln -sfn /dev/null /etc/systemd/user/ssh-agent.socket
    ln -sfn /dev/null /etc/systemd/user-generators/systemd-xdg-autostart-generator
    ln -sfn /lib/systemd/system/multi-user.target /etc/systemd/system/default.target
    # No sshd on sockets of the host's choosing, and logins as soon as sshd answers.
    ln -sfn /dev/null /etc/systemd/system-generators/systemd-ssh-generator
    ln -sfn /dev/null /etc/tmpfiles.d/systemd-nologin.conf
}

set_up_entrypoints() {
    install -d -m 755 /usr/local/lib/taowa
    install -m 755 "$here/taowa-entrypoints" /usr/local/lib/taowa/
    install -m 644 "$here/taowa-entrypoints.service" /etc/systemd/system/
    ln -sfn ../taowa-entrypoints.service /etc/systemd/system/multi-user.target.wants/taowa-entrypoints.service
}

# Listens where the host's image mirror is mounted: in workspaces with an engine of their own.
set_up_mirror() {
    install -m 644 "$here/taowa-mirror.service" "$here/taowa-mirror.socket" /etc/systemd/system/
    install -d -m 755 /etc/systemd/system/sockets.target.wants
    ln -sfn ../taowa-mirror.socket /etc/systemd/system/sockets.target.wants/taowa-mirror.socket
}

set_up_identity() {
    : >/etc/machine-id
    rm -f /var/lib/dbus/machine-id
    touch /etc/environment
    [ -s /etc/default/locale ] || printf 'LANG=C.UTF-8\n' >/etc/default/locale
    : >/etc/motd
    for script in /etc/update-motd.d/*; do
        [ ! -f "$script" ] || chmod -x "$script"
    done
    # Images of container builds forbid services to start; a machine's packages start them.
    rm -f /usr/sbin/policy-rc.d
    install -d -m 755 /opt/taowa /etc/taowa
}

install_packages
set_up_user
set_up_ssh
set_up_systemd
set_up_entrypoints
set_up_mirror
set_up_identity
