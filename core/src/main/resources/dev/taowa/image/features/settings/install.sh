#!/bin/sh
# Carries the host's network settings into an image. Runs as root in any image that has a POSIX shell, may run again.
# Beside this script: certificates/*.crt, apt.conf, apt-mirror, apt-security-mirror, npmrc, maven-settings.xml, each if
# there is one.
set -eu

here=$(cd "$(dirname "$0")" && pwd)

trust_certificates() {
    [ -d "$here/certificates" ] || return 0
    mkdir -p /usr/local/share/ca-certificates /etc/ssl/certs
    cp "$here"/certificates/*.crt /usr/local/share/ca-certificates/
    if command -v update-ca-certificates >/dev/null; then
        update-ca-certificates >/dev/null
        return 0
    fi
    # The package that comes later makes this file anew from all certificates.
    cat "$here"/certificates/*.crt >>/etc/ssl/certs/ca-certificates.crt
}

# Points the entries of the distribution's own archive at the host's mirror: those whose suites are its release's.
use_mirror() {
    suites=$1
    mirror=$2
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ ! -f "$list" ] || sed -i -E \
            "s,^(deb(-src)?[[:space:]]+(\[[^]]*\][[:space:]]+)?)https?://[^[:space:]]+([[:space:]]+($suites)[[:space:]]),\1$mirror\4," "$list"
    done
    for sources in /etc/apt/sources.list.d/*.sources; do
        [ ! -f "$sources" ] || awk -v suites="^($suites)\$" -v mirror="$mirror" '
            function flush(    i, ours, words, n) {
                ours = 0
                for (i = 1; i <= count; i++) {
                    if (lines[i] ~ /^Suites:/) {
                        n = split(lines[i], words, /[[:space:]]+/)
                        if (n > 1 && words[2] ~ suites) ours = 1
                    }
                }
                for (i = 1; i <= count; i++) {
                    if (ours && lines[i] ~ /^URIs:/) lines[i] = "URIs: " mirror
                    print lines[i]
                }
                count = 0
            }
            { lines[++count] = $0 }
            /^[[:space:]]*$/ { flush() }
            END { flush() }' "$sources" >"$sources.taowa"
        [ ! -f "$sources" ] || mv "$sources.taowa" "$sources"
    done
}

set_up_apt() {
    [ -d /etc/apt ] || return 0
    mkdir -p /etc/apt/apt.conf.d
    [ ! -f "$here/apt.conf" ] || cp "$here/apt.conf" /etc/apt/apt.conf.d/90taowa
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release | tr -dc 'a-z')
    distribution=$(sed -n 's/^ID=//p' /etc/os-release | tr -dc 'a-z')
    if [ "$distribution" != "$(cat "$here/apt-distribution" 2>/dev/null)" ] || [ -z "$codename" ]; then
        return 0
    fi
    [ ! -f "$here/apt-mirror" ] || use_mirror "$codename(-updates|-backports)?" "$(cat "$here/apt-mirror")"
    [ ! -f "$here/apt-security-mirror" ] || use_mirror "$codename-security" "$(cat "$here/apt-security-mirror")"
}

set_up_languages() {
    mkdir -p /etc/taowa
    [ ! -f "$here/npmrc" ] || cp "$here/npmrc" /etc/taowa/npmrc
    [ ! -f "$here/maven-settings.xml" ] || cp "$here/maven-settings.xml" /etc/taowa/maven-settings.xml
}

trust_certificates
set_up_apt
set_up_languages
