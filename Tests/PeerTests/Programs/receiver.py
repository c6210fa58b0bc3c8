# SPDX-License-Identifier: Apache-2.0
"""Receives webhooks for the tests: checks each signature with the reference implementation and notes what came.

    receiver.py RECORDS SECRET

prints `http://127.0.0.1:PORT http://127.0.0.1:CONTROL` and appends one line of JSON to RECORDS for each request that
arrived whole, before it is answered. `GET CONTROL/<mode>` sets how requests are answered from then on: `accept` (200),
`fail` (500), `close` (no answer), `hang` (none until the mode changes), `refuse` (nobody listens), or a name of
behaviours.py. `GET CONTROL/<mode>?path=/ops&count=3` sets it for the next three requests of one path, after which they
are accepted; without `count`, until it is set anew. `GET CONTROL/canary` tells of the port where nobody has any
business: its number, and how many came. What is posted below `/chat` is answered like a chat does.
"""

import hashlib
import json
import re
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

import behaviours

LONGEST_HANG = 60


class Receiver(ThreadingHTTPServer):
    """A listener that can go away and come back on the same port."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, address, records, secret):
        super().__init__(address, Hook)
        self.records = records
        self.webhook = Webhook(secret)
        self.lock = threading.Lock()
        self.connections = set()
        self.accepted = 0

    def get_request(self):
        connection, peer = super().get_request()
        with self.lock:
            self.connections.add(connection)
        return connection, peer

    def shutdown_request(self, request):
        with self.lock:
            self.connections.discard(request)
        super().shutdown_request(request)

    def refuse(self):
        """Nobody listens any more, and those who were connected are not."""
        self.shutdown()
        self.server_close()
        with self.lock:
            for connection in self.connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def handle_error(self, request, client_address):
        """A sender that is killed cuts its connections: nothing to report."""

    def note(self, record):
        with self.lock:
            print(json.dumps(record), file=self.records, flush=True)


class Hook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    requests = 0

    def setup(self):
        super().setup()
        with self.server.lock:
            self.server.accepted += 1
            self.connection_number = self.server.accepted

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.requests += 1
        mode = self.effective(state.mode_of(self.path))
        self.server.note(self.record(body, mode))
        if mode == "hang":
            state.changed.wait(LONGEST_HANG)
        if mode in ("close", "hang"):
            self.close_connection = True
        elif mode in behaviours.ALL:
            self.close_connection = True
            behaviours.ALL[mode](self)
        else:
            self.answer(200 if mode == "accept" else 500, b"ok" if self.is_chat else b"")

    def effective(self, mode):
        """Modes that treat one request so and the next one otherwise."""
        if mode == "swallow_second":
            return "close" if self.requests > 1 else "accept"
        if mode == "throttle":
            return "accept" if behaviours.THROTTLE.admits(self.path) else "throttled"
        return mode

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @property
    def is_chat(self):
        return self.path.startswith("/chat")

    def record(self, body, mode):
        event = {} if self.is_chat else json.loads(body)
        return {
            "time": time.time(),
            "mode": mode,
            "accepted": mode == "accept" or mode in behaviours.TAKING,
            "connection": self.connection_number,
            "webhook_id": self.headers.get("webhook-id", ""),
            "attempt": int(self.headers.get("X-Attempt", "0")),
            "path": self.path,
            "token": self.headers["X-Token"],
            "hash": hashlib.sha256(body if self.is_chat else without_code(body.decode())).hexdigest(),
            "verified": self.is_chat or self.is_signed(body),
            "type": event.get("type", "chat"),
            "session": event.get("session") and event["session"]["name"],
            "state": event.get("state", ""),
            "previous_state": event.get("previous_state"),
            "code": event.get("qr") and event["qr"]["payload"],
            "text": body.decode() if self.is_chat else event["text"],
        }

    def is_signed(self, body):
        try:
            self.server.webhook.verify(body, dict(self.headers))
            return True
        except WebhookVerificationError:
            return False

    def log_message(self, *_):
        """Stays silent: the records say it all."""


def without_code(body):
    """The very bytes, but for the one slot that is filled anew in each attempt."""
    slot = re.search(r'"qr"\s*:\s*', body)
    _, end = json.JSONDecoder().raw_decode(body, slot.end())
    return (body[: slot.end()] + "null" + body[end:]).encode()


class State:
    """What the control listener sets."""

    def __init__(self, records, secret):
        self.records, self.secret = records, secret
        self.mode = "accept"
        self.plans = {}
        self.lock = threading.Lock()
        self.changed = threading.Event()
        self.receiver = self.listen(0)
        self.port = self.receiver.server_address[1]

    def listen(self, port):
        receiver = Receiver(("127.0.0.1", port), self.records, self.secret)
        threading.Thread(target=receiver.serve_forever, args=(0.02,), daemon=True).start()
        return receiver

    def mode_of(self, path):
        """How the request that just came is answered; counts it."""
        with self.lock:
            mode, left = self.plans.get(path, (self.mode, None))
            if left is not None:
                self.plans[path] = (mode, left - 1) if left > 1 else ("accept", None)
            return mode

    def plan(self, path, mode, count):
        with self.lock:
            self.plans[path] = (mode, count)
        self.wake()

    def set(self, mode):
        if mode == self.mode:
            return
        if mode == "refuse":
            self.receiver.refuse()
        elif self.mode == "refuse":
            self.receiver = self.listen(self.port)
        self.mode = mode
        self.wake()

    def wake(self):
        self.changed.set()
        self.changed = threading.Event()


class Control(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        mode = url.path.strip("/")
        body = b""
        if mode == "canary":
            body = json.dumps(behaviours.CANARY.report()).encode()
        elif "path" in query:
            state.plan(query["path"][0], mode, int(query["count"][0]) if "count" in query else None)
        else:
            state.set(mode)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Stays silent."""


if __name__ == "__main__":
    state = State(open(sys.argv[1], "a"), sys.argv[2])
    control = ThreadingHTTPServer(("127.0.0.1", 0), Control)
    print(f"http://127.0.0.1:{state.port} http://127.0.0.1:{control.server_address[1]}", flush=True)
    control.serve_forever()
