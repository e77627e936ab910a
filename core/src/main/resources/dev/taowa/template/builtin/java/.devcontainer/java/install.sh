#!/bin/sh
# Installs a JDK and Maven: from Debian if it has that JDK, else Eclipse Temurin. Option: VERSION.
set -eu

export DEBIAN_FRONTEND=noninteractive

fail() {
    printf 'problem: %s\nfix: %s\n' "$1" "$2" >&2
    exit 1
}

available() { apt-cache policy "$1" | grep -q '^  Candidate: [0-9]'; }

install() {
    apt-get install -q -y --no-install-recommends "$@" ||
        fail "these packages cannot be had: $*" "see above what apt-get says, and that the base image is Debian"
}

# The name of this release of Debian.
suite() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }

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

version=${VERSION:-25}
case $version in
    11 | 17 | 21 | 25) ;;
    *) fail "there is no Java $version here" 'choose version 11, 17, 21 or 25' ;;
esac

apt-get update -q
jdk=openjdk-$version-jdk-headless
if ! available "$jdk"; then
    add_source adoptium https://packages.adoptium.net/artifactory/api/gpg/key/public \
        3B04D753C9050D9A5D343F39843C48A565F8F04B https://packages.adoptium.net/artifactory/deb \
        "$(suite)"
    jdk=temurin-$version-jdk
fi
# A slim system has no place for manuals, and without one the JDK's packages fail.
mkdir -p /usr/share/man/man1
# First the JDK, so that Maven is content with it and brings no other.
install "$jdk"
install maven

# The feature's JAVA_HOME, whoever made the JDK.
home=$(readlink -f "$(dpkg -L "$jdk" | grep '/bin/javac$')")
ln -sfn "${home%/bin/javac}" /usr/local/lib/java

apt-get clean
rm -rf /var/lib/apt/lists/*
