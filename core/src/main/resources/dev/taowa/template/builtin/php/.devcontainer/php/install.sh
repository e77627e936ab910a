#!/bin/sh
# Installs PHP with Composer, Xdebug, and Apache as the one who works here:
# from Debian if it has that version, else from packages.sury.org. Options: VERSION, DOCUMENTROOT.
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

version=${VERSION:-8.4}
root=${DOCUMENTROOT:-public}
user=${_REMOTE_USER:-root}
case $version in
    8.2 | 8.3 | 8.4 | 8.5) ;;
    *) fail "there is no PHP $version here" 'choose version 8.2, 8.3, 8.4 or 8.5' ;;
esac
case $root in
    /* | *..* | *[!A-Za-z0-9._/-]*) fail "documentRoot \"$root\" is no folder of the workspace" 'write it as in "public"' ;;
esac

apt-get update -q
if ! available "php$version"; then
    add_source sury https://packages.sury.org/php/apt.gpg 15058500A0235D97F5D10063B188E2B695BD4743 \
        https://packages.sury.org/php/ "$(suite)"
fi
xdebug=php-xdebug
if available "php$version-xdebug"; then xdebug=php$version-xdebug; fi
install apache2 "libapache2-mod-php$version" "php$version-cli" "php$version-curl" "php$version-intl" \
    "php$version-mbstring" "php$version-mysql" "php$version-pgsql" "php$version-sqlite3" "php$version-xml" \
    "php$version-zip" "$xdebug" composer unzip

printf 'Listen 8080\n' > /etc/apache2/ports.conf
printf 'export APACHE_RUN_USER=%s\nexport APACHE_RUN_GROUP=%s\n' "$user" "$(id -gn "$user")" >> /etc/apache2/envvars
cat > /etc/apache2/sites-available/000-default.conf <<SITE
<VirtualHost *:8080>
    DocumentRoot /srv/workspace/$root
    <Directory /srv/workspace/$root>
        AllowOverride All
        Require all granted
    </Directory>
    ErrorLog \${APACHE_LOG_DIR}/error.log
    CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
SITE
printf 'ServerName localhost\n' > /etc/apache2/conf-available/server-name.conf
a2enconf -q server-name
a2enmod -q rewrite

apt-get clean
rm -rf /var/lib/apt/lists/*
