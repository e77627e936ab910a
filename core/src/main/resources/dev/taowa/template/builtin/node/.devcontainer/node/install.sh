#!/bin/sh
# Installs Node.js with npm: from Debian if it has that version, else from NodeSource. Option: VERSION.
set -eu

. "$(dirname "$0")/apt.sh"

version=${VERSION:-20}
case $version in
    20 | 22 | 24) ;;
    *) fail "there is no Node.js $version here" 'choose version 20, 22 or 24' ;;
esac

apt-get update -q
case $(apt-cache policy nodejs | sed -n 's/^  Candidate: //p') in
    "$version".*) install nodejs npm ;;
    *)
        add_source nodesource https://deb.nodesource.com/gpgkey/nodesource-repo.gpg.key \
            6F71F525282841EEDAF851B42F59B5F99B1BE0B4 "https://deb.nodesource.com/node_$version.x" nodistro
        # Debian may have a newer one than was asked for.
        printf 'Package: nodejs\nPin: version %s.*\nPin-Priority: 1001\n' "$version" > /etc/apt/preferences.d/nodejs
        install nodejs
        ;;
esac

forget_packages
