#!/bin/sh
# Installs what the page needs, and the page as a systemd service that runs as the workspace's user.
set -eu
folder=$(pwd)

if ! command -v python3 > /dev/null; then
    sudo apt-get update -q
    sudo DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3
fi

sudo tee /etc/systemd/system/hello.service > /dev/null <<UNIT
[Unit]
Description=Hello from this workspace

[Service]
User=$(id -un)
WorkingDirectory=$folder
ExecStart=/usr/bin/python3 -u $folder/server.py 8080
Restart=on-failure

[Install]
WantedBy=multi-user.target
UNIT
sudo systemctl daemon-reload
sudo systemctl enable -q hello
