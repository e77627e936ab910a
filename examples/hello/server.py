"""Serves one page with facts of the machine it runs on; needs nothing but Python itself."""

import getpass
import json
import os
import platform
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = Path(__file__).with_name("index.html")


def read(path):
    """The text of a file of /proc or /etc, empty if it cannot be read."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def says(*argv):
    """What a program prints."""
    return subprocess.run(argv, capture_output=True, text=True, check=False).stdout.strip()


def fields(path, separator):
    """A file of `name<separator>value` lines, as a dictionary."""
    pairs = (line.split(separator, 1) for line in read(path).splitlines() if separator in line)
    return {name.strip(): value.strip().strip('"') for name, value in pairs}


def facts():
    failed = says("systemctl", "list-units", "--failed", "--no-legend", "--plain").splitlines()
    memory = int(fields("/proc/meminfo", ":").get("MemTotal", "0 kB").split()[0]) // 1024
    up_seconds = int(float(read("/proc/uptime").split()[0]))
    return {
        "Machine": platform.node(),
        "System": fields("/etc/os-release", "=").get("PRETTY_NAME", "unknown"),
        "Kernel": platform.release(),
        "First process": read("/proc/1/comm").strip(),
        "systemd says": says("systemctl", "is-system-running"),
        "Failed units": str(len(failed)),
        "You are": f"{getpass.getuser()} (uid {os.getuid()})",
        "Root here is, outside": f"uid {read('/proc/self/uid_map').split()[1]}",
        "Processors": str(os.cpu_count()),
        "Memory": f"{memory} MiB",
        "Host is up for": f"{up_seconds // 3600} h {up_seconds % 3600 // 60} min",
        "Python": platform.python_version(),
    }


class Hello(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/":
            self.answer("text/html; charset=utf-8", PAGE.read_bytes())
        elif self.path == "/facts":
            self.answer("application/json", json.dumps(facts()).encode())
        else:
            self.send_error(404)

    def answer(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
    ThreadingHTTPServer(("127.0.0.1", port), Hello).serve_forever()
