#!/bin/sh
# Installs the .NET SDK from Microsoft's packages; Debian has none. Option: VERSION.
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

# release NAME: what /etc/os-release says of this release of Debian.
release() { sed -n "s/^$1=\"*\([^\"]*\)\"*$/\1/p" /etc/os-release; }

# key_ids FILE: fingerprints of the keys in it, one a line.
key_ids() {
    gpg --show-keys --with-colons "$1" | awk -F: '$1 == "pub" { key = 1 } $1 == "fpr" && key { print $10; key = 0 }'
}

# add_source NAME KEY_URL FINGERPRINT URL SUITE: packages of others, signed by the key of that fingerprint and no other.
add_source() {
    install ca-certificates curl gpg
    key=/etc/apt/keyrings/$1.asc
    mkdir -p /etc/apt/keyrings
    curl -fsSL --retry 3 --connect-timeout 20 -o "$key" "$2" ||
        fail "$2 cannot be had" 'let this network reach it; or, if Debian has another version, choose that'
    if ! grep -q 'BEGIN PGP' "$key"; then
        mv "$key" "${key%.asc}.gpg"
        key=${key%.asc}.gpg
    fi
    if [ "$(key_ids "$key")" != "$3" ]; then
        rm -f "$key"
        fail "$2 is not the key $3" 'take the newest version of this template; if it does not help, tell its authors'
    fi
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' "$4" "$5" "$key" \
        > "/etc/apt/sources.list.d/$1.sources"
    apt-get update -q
}

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

apt-get clean
rm -rf /var/lib/apt/lists/*
