#!/bin/sh
# Installs Rust with its language server, formatter, linter and debugger:
# from Debian if it is that version, else by rustup. Option: VERSION.
set -eu

. "$(dirname "$0")/apt.sh"

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

forget_packages
