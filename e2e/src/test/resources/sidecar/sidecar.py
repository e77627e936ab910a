"""A stand-in for Dapr's sidecar, as far as the services of traffic-control use its HTTP API, version 1.0."""
import json
import os
import smtplib
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import paho.mqtt.client as mqtt
import redis

APP = os.environ["APP_ID"]
calls = set()
store = redis.Redis("state")


def app(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/cloudevents+json"}
    with urllib.request.urlopen(urllib.request.Request(f"http://localhost:8080{path}", data, headers)) as answer:
        return json.loads(answer.read() or "null")


def subscriptions():
    while True:
        try:
            return {each["topic"]: each["route"] for each in app("/dapr/subscribe")}
        except urllib.error.HTTPError:
            return {}
        except OSError:
            time.sleep(0.2)


def heard(_client, _data, message):
    try:
        app(routes[message.topic], {"specversion": "1.0", "data": json.loads(message.payload)})
    except OSError as failure:
        # Dapr would say it once more; here the next one will do.
        print(failure, flush=True)


def connected(client, *_):
    client.subscribe([(topic, 1) for topic in routes])


routes = {}
broker = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=f"{APP}-sidecar")
broker.on_message = heard


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        match self.path.split("/")[2:]:
            case ["healthz", "outbound"]:
                self.answer(204, b"")
            case ["calls"]:
                self.answer(200, json.dumps(sorted(calls)).encode())
            case ["invoke", service, "method", *path]:
                with urllib.request.urlopen(f"http://{service}:8080/{'/'.join(path)}") as answer:
                    self.answer(200, answer.read(), "invoke")
            case ["state", "store", key]:
                value = store.get(key)
                self.answer(204 if value is None else 200, value or b"", "state")

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        match self.path.split("/")[2:]:
            case ["publish", "queue", topic]:
                broker.publish(topic, json.dumps(body), qos=1).wait_for_publish(10)
                self.answer(204, b"", "publish")
            case ["state", "store"]:
                for each in body:
                    store.set(each["key"], json.dumps(each["value"]))
                self.answer(204, b"", "state")
            case ["bindings", "mail"]:
                about = body["metadata"]
                with smtplib.SMTP("mail", 8025) as server:
                    server.sendmail(
                        about["emailFrom"], [about["emailTo"]], f"Subject: {about['subject']}\n\n{body['data']}"
                    )
                self.answer(204, b"", "bindings")

    def answer(self, status, body, call=None):
        calls.update([call] if call else [])
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


threading.Thread(target=ThreadingHTTPServer(("", 3500), Handler).serve_forever).start()
if APP in ("control", "fines"):
    routes = subscriptions()
    broker.on_connect = connected
broker.connect_async("broker")
broker.loop_forever(retry_first_connection=True)
