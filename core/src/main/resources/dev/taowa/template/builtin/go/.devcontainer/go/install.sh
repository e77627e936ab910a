#!/bin/sh
# Installs Go with its language server, debugger and a C compiler for cgo.
# A newer Go that a go.mod asks for is fetched by go itself.
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

apt-get update -q
install golang-go gopls delve gcc libc6-dev make

apt-get clean
rm -rf /var/lib/apt/lists/*
