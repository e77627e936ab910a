#!/bin/sh
# Installs GCC, Clang, CMake, Ninja, the debuggers and Valgrind, and makes one compiler the default. Option: COMPILER.
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
install g++ clang clangd clang-format clang-tidy cmake ninja-build make pkg-config ccache gdb lldb valgrind libc6-dbg

case ${COMPILER:-gcc} in
    gcc)
        update-alternatives --set cc /usr/bin/gcc
        update-alternatives --set c++ /usr/bin/g++
        ;;
    clang)
        update-alternatives --set cc /usr/bin/clang
        update-alternatives --set c++ /usr/bin/clang++
        ;;
    *) fail "there is no compiler \"$COMPILER\" here" 'choose gcc or clang' ;;
esac

apt-get clean
rm -rf /var/lib/apt/lists/*
