#!/bin/sh
# What brings Dapr into the workspace's cluster, whichever Feature makes that. Runs as root, may run again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
units=/etc/systemd/system

install -d -m 755 /usr/local/lib/taowa "$units/multi-user.target.wants"
install -m 755 "$here/taowa-dapr-up" "$here/taowa-program" /usr/local/lib/taowa/
install -m 644 "$here/programs" /usr/local/lib/taowa/
install -m 644 "$here/taowa-dapr.service" "$units/"
ln -sfn ../taowa-dapr.service "$units/multi-user.target.wants/taowa-dapr.service"
# Unless the image brings one.
if ! command -v dapr > /dev/null; then ln -sfn /usr/local/lib/taowa/taowa-program /usr/local/bin/dapr; fi
