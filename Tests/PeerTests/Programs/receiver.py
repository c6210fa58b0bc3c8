# SPDX-License-Identifier: Apache-2.0
"""Receives webhooks for the tests: checks each signature with the reference implementation and notes what came.

    receiver.py RECORDS SECRET

prints `http://127.0.0.1:PORT http://127.0.0.1:CONTROL` and appends one line of JSON to RECORDS for each request that
arrived whole, before it is answered. `GET CONTROL/<mode>` sets how requests are answered from then on: `accept` (200),
`fail` (500), `close` (no answer), `hang` (none until the mode changes), `refuse` (nobody listens).
"""

import hashlib
import json
import re
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

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

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        mode = state.mode
        self.server.note(self.record(body, mode))
        if mode == "hang":
            state.changed.wait(LONGEST_HANG)
        if mode in ("close", "hang"):
            self.close_connection = True
            return
        self.send_response(200 if mode == "accept" else 500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def record(self, body, mode):
        try:
            self.server.webhook.verify(body, dict(self.headers))
            verified = True
        except WebhookVerificationError:
            verified = False
        event = json.loads(body)
        return {
            "time": time.time(),
            "accepted": mode == "accept",
            "webhook_id": self.headers["webhook-id"],
            "attempt": int(self.headers["X-Attempt"]),
            "path": self.path,
            "token": self.headers["X-Token"],
            "hash": hashlib.sha256(without_code(body.decode())).hexdigest(),
            "verified": verified,
            "type": event["type"],
            "session": event["session"] and event["session"]["name"],
            "state": event["state"],
            "previous_state": event["previous_state"],
            "code": event["qr"] and event["qr"]["payload"],
        }

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
        self.changed = threading.Event()
        self.receiver = self.listen(0)
        self.port = self.receiver.server_address[1]

    def listen(self, port):
        receiver = Receiver(("127.0.0.1", port), self.records, self.secret)
        threading.Thread(target=receiver.serve_forever, args=(0.02,), daemon=True).start()
        return receiver

    def set(self, mode):
        if mode == self.mode:
            return
        if mode == "refuse":
            self.receiver.refuse()
        elif self.mode == "refuse":
            self.receiver = self.listen(self.port)
        self.mode = mode
        self.changed.set()
        self.changed = threading.Event()


class Control(BaseHTTPRequestHandler):
    def do_GET(self):
        state.set(self.path.strip("/"))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Stays silent."""


if __name__ == "__main__":
    state = State(open(sys.argv[1], "a"), sys.argv[2])
    control = ThreadingHTTPServer(("127.0.0.1", 0), Control)
    print(f"http://127.0.0.1:{state.port} http://127.0.0.1:{control.server_address[1]}", flush=True)
    control.serve_forever()
