#!/bin/sh
# Installs Go with its language server, debugger and a C compiler for cgo.
# A newer Go that a go.mod asks for is fetched by go itself.
set -eu

. "$(dirname "$0")/apt.sh"

apt-get update -q
install golang-go gopls delve gcc libc6-dev make

forget_packages
