#!/bin/sh
# Installs GCC, Clang, CMake, Ninja, the debuggers and Valgrind, and makes one compiler the default. Option: COMPILER.
set -eu

. "$(dirname "$0")/apt.sh"

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

forget_packages
