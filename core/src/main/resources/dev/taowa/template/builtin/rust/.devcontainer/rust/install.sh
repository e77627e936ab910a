#!/bin/sh
# Installs Rust with its language server, formatter, linter and debugger:
# from Debian if it is that version, else by rustup. Option: VERSION.
set -eu

export DEBIAN_FRONTEND=noninteractive

fail() {
    printf 'problem: %s\nfix: %s\n' "$1" "$2" >&2
    exit 1
}

install() {
    apt-get install -q -y --no-install-recommends "$@" ||
        fail "these packages cannot be had: $*" "see above what apt-get says, and that the base image is Debian"
}

version=${VERSION:-1.85}
case $version in
    '' | -* | *[!A-Za-z0-9._-]*) fail "\"$version\" is no version of Rust" 'write one such as 1.85, 1.85.1, stable or nightly' ;;
esac

apt-get update -q
install gcc libc6-dev lldb pkg-config
case $(apt-cache policy rustc | sed -n 's/^  Candidate: //p') in
    "$version".* | "$version"+*) install rustc cargo rustfmt rust-clippy rust-analyzer rust-src ;;
    *)
        install rustup ca-certificates
        user=${_REMOTE_USER:-root}
        runuser -u "$user" -- env HOME="${_REMOTE_USER_HOME:-/root}" rustup default "$version" ||
            fail "Rust $version cannot be had from static.rust-lang.org" 'let this network reach it, or choose 1.85'
        runuser -u "$user" -- env HOME="${_REMOTE_USER_HOME:-/root}" \
            rustup component add rust-analyzer rust-src clippy rustfmt
        ;;
esac

apt-get clean
rm -rf /var/lib/apt/lists/*
