#!/bin/sh
# Installs a JDK and Maven: from Debian if it has that JDK, else Eclipse Temurin. Option: VERSION.
set -eu

. "$(dirname "$0")/apt.sh"

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
        "$(release VERSION_CODENAME)"
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

forget_packages
