#!/bin/sh
# Once, on a new workspace: the base that the services' images are made from, of Debian's packages.
set -eu
sudo apt-get -q update
sudo DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends mmdebstrap
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
# Only unpacked: a container needs neither accounts nor services, and no script of a package runs.
sudo mmdebstrap --quiet --variant=extract \
    --aptopt='APT::Install-Recommends "0"' \
    --include=base-files,python3,python3-aiosmtpd,python3-paho-mqtt,python3-redis,redis-server,mosquitto \
    "$suite" - < /dev/null | docker import - localhost:5000/traffic-control/parts:1
docker push --quiet localhost:5000/traffic-control/parts:1
