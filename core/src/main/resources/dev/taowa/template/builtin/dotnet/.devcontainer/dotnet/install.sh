#!/bin/sh
# Installs the .NET SDK from Microsoft's packages; Debian has none. Option: VERSION.
set -eu

. "$(dirname "$0")/apt.sh"

version=${VERSION:-10.0}
case $version in
    8.0 | 9.0 | 10.0) ;;
    *) fail "there is no .NET $version here" 'choose version 8.0, 9.0 or 10.0' ;;
esac

apt-get update -q
add_source microsoft https://packages.microsoft.com/keys/microsoft-2025.asc \
    AA86F75E427A19DD33346403EE4D7792F748182B \
    "https://packages.microsoft.com/debian/$(release VERSION_ID)/prod" "$(release VERSION_CODENAME)"
install "dotnet-sdk-$version"

forget_packages
