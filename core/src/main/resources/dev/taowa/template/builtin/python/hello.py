"""Says hello on port 8000."""

import platform
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Hello(BaseHTTPRequestHandler):
    """Answers every request with the same line."""

    def do_GET(self):
        body = f"Hello from Python {platform.python_version()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    print("Hello on http://localhost:8000", flush=True)
    ThreadingHTTPServer(("", 8000), Hello).serve_forever()
