"""How the services reach each other: through a Dapr sidecar where one runs beside the service, else directly.

The sidecar's injector sets DAPR_HTTP_PORT; without it, Services of the cluster are called by their names.
"""
import json
import os
import smtplib
import threading
import time
import urllib.request
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = 8080
SIDECAR = os.environ.get("DAPR_HTTP_PORT")
QUEUE = "queue"
STORE = "store"
MAIL = "mail"


def _call(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def _sidecar(path, body=None):
    return _call(f"http://localhost:{SIDECAR}/v1.0/{path}", body)


def invoke(service, path):
    """The JSON that another service answers."""
    if SIDECAR:
        return _sidecar(f"invoke/{service}/method/{path}")
    return _call(f"http://{service}:{PORT}/{path}")


def _broker(name):
    import paho.mqtt.client as mqtt

    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=name, clean_session=False)
    client.connect_async("broker")
    return client


def _await_sidecar():
    """It starts beside the service, and may be later; its building blocks work before it has seen the service."""
    for _ in range(240):
        try:
            _sidecar("healthz/outbound")
            return
        except OSError:
            time.sleep(0.25)


def publish(name):
    """A function that sends a message to all who listen to a topic; {name} is known to the broker."""
    if SIDECAR:
        _await_sidecar()
        return lambda topic, message: _sidecar(f"publish/{QUEUE}/{topic}", message)
    client = _broker(name)
    connected = threading.Event()
    client.on_connect = lambda *_: connected.set()
    client.loop_start()
    connected.wait(60)
    return lambda topic, message: client.publish(topic, json.dumps(message), qos=1).wait_for_publish(10)


def listen(name, handlers):
    """Calls the handler of each topic for each message, until the process ends. A message whose handler fails stays."""
    if SIDECAR:
        topics = [{"pubsubname": QUEUE, "topic": topic, "route": f"/{topic}"} for topic in handlers]
        posts = {f"/{topic}": lambda event, handle=handle: handle(event["data"]) for topic, handle in handlers.items()}
        serve(gets={"/dapr/subscribe": lambda: topics, "/healthz": lambda: "ok"}, posts=posts)
        return
    client = _broker(name)

    def heard(_client, _data, message):
        handlers[message.topic](json.loads(message.payload))

    def connected(connection, *_):
        connection.subscribe([(topic, 1) for topic in handlers])

    client.on_message = heard
    client.on_connect = connected
    client.loop_forever(retry_first_connection=True)


def _redis():
    import redis

    return redis.Redis("state", socket_timeout=10)


def keep(key, value):
    """Keeps a JSON value under a key."""
    if SIDECAR:
        _sidecar(f"state/{STORE}", [{"key": key, "value": value}])
    else:
        _redis().set(key, json.dumps(value))


def kept(key):
    """The value of a key, or None."""
    if SIDECAR:
        return _sidecar(f"state/{STORE}/{key}")
    text = _redis().get(key)
    return None if text is None else json.loads(text)


def send_mail(sender, receiver, subject, text):
    if SIDECAR:
        metadata = {"emailFrom": sender, "emailTo": receiver, "subject": subject}
        _sidecar(f"bindings/{MAIL}", {"operation": "create", "data": text, "metadata": metadata})
        return
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, receiver, subject
    message.set_content(text)
    with smtplib.SMTP("mail", 8025, timeout=10) as server:
        server.send_message(message)


def serve(gets, posts=None, port=PORT):
    """Answers requests, until the process ends: each handler's result as JSON, 404 for LookupError."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            folder, _, last = self.path.rpartition("/")
            if self.path in gets:
                self.answer(gets[self.path])
            else:
                self.answer(lambda: gets[folder + "/*"](last))

        def do_POST(self):
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 1 << 20))
            self.answer(lambda: (posts or {})[self.path](json.loads(body)))

        def answer(self, handle):
            try:
                status, result = 200, handle()
            except LookupError as missing:
                status, result = 404, {"missing": str(missing)}
            text = result if isinstance(result, str) else json.dumps(result)
            self.send_response(status)
            self.send_header("Content-Type", "text/html" if isinstance(result, str) else "application/json")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    ThreadingHTTPServer(("", port), Handler).serve_forever()


def alive():
    """Lets the cluster see that a service which only listens to topics is there."""
    if not SIDECAR:
        threading.Thread(target=serve, args=({"/healthz": lambda: "ok"},), daemon=True).start()
