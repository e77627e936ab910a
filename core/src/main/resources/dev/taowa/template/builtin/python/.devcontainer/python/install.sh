#!/bin/sh
# Installs Python with venv and pip, and Jupyter if it is the chosen IDE. Option: IDE.
set -eu

. "$(dirname "$0")/apt.sh"

apt-get update -q
install python3 python3-pip python3-venv python-is-python3 black

case ${IDE:-code} in
    code) ;;
    jupyter)
        # Debian has Jupyter Lab too, at 700 packages and 1.1 GB more than this.
        install jupyter-notebook python3-ipykernel
        # It listens on this machine alone, and the proxy in front of it lets in who may use the workspace; a token
        # would only be asked for a second time.
        cat > /etc/systemd/system/jupyter.service <<UNIT
[Unit]
Description=Jupyter

[Service]
User=${_REMOTE_USER:-root}
WorkingDirectory=/srv/workspace
Environment=HOME=${_REMOTE_USER_HOME:-/root} SHELL=/bin/bash
ExecStart=/usr/bin/jupyter-notebook --no-browser --ip=127.0.0.1 --port=8888 --allow-root \\
    --NotebookApp.allow_remote_access=True --NotebookApp.token= --NotebookApp.password=
Restart=on-failure
UNIT
        ;;
    *) fail "there is no IDE \"$IDE\" here" 'choose code or jupyter' ;;
esac

forget_packages
