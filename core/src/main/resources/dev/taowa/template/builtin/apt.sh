# What the install scripts of the templates have in common; each of them has this file beside it.

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

# What apt-get fetched is not kept in the image.
forget_packages() {
    apt-get clean
    rm -rf /var/lib/apt/lists/*
}
