# SPDX-License-Identifier: Apache-2.0
"""Stands before a simulated gateway, and answers for some sessions with what no gateway says.

    hostile_gateway.py TARGET_URL SEED SESSION...

prints `http://127.0.0.1:PORT`. `GET /_hostile/begin` and `/_hostile/end` say from and until when, `/_hostile/report` how
many documents were given and how often all of them were. Everything else goes to the target.
"""

import json
import random
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

CONNECTED = b'{"success":true,"state":"CONNECTED","message":"session_connected"}'
UNPAIRED = b'{"success":false,"state":"UNPAIRED","message":"session_not_connected"}'
HUGE = 100 << 20


def said(state=b'"UNPAIRED"', success=b"false", message=b'"session_not_connected"'):
    """A status with one member that is not what it should be."""
    return b'{"success":%s,"state":%s,"message":%s}' % (success, state, message)


DOCUMENTS = [
    b"", b" ", b"null", b"true", b"0", b'"CONNECTED"', b"[]", b"{}", b"[" + UNPAIRED + b"]",
    UNPAIRED[:-1], UNPAIRED[:20], UNPAIRED + b"\x00", UNPAIRED + b"x", UNPAIRED + UNPAIRED, b"\xef\xbb\xbf" + UNPAIRED,
    UNPAIRED.decode().encode("utf-16"), UNPAIRED.replace(b'"', b"'"), UNPAIRED.replace(b"}", b",}"),
    said(state=b"NaN"), said(state=b"Infinity"), said(state=b"-Infinity"), said(state=b"1."), said(state=b"1e400"),
    said(state=b"99999999999999999999"), said(state=b"[]"), said(state=b"{}"), said(state=b"true"), said(state=b'""'),
    said(state=b'"UNPAIRED\x01"'), said(state=b'"UNPAIRED\\u0000"'), said(state=b'"\xc0\xaf"'),
    said(state=b'"\xed\xa0\x80"'), said(state=b'"\xf4\x90\x80\x80"'), said(state=b'"\\ud800"'),
    said(state=b'"unpaired"'), said(state=b'"CONNECTED"'), said(success=b"true"), said(success=b'"false"'),
    said(success=b"0"), said(success=b"null"), said(message=b"null"), said(message=b"7"),
    b'{"success":true,"success":false,"state":"CONNECTED"}', b'{"state":"UNPAIRED","message":"session_not_connected"}',
    b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    said(state=b'"' + b"A" * (4 << 20) + b'"'), b"<html><body>CONNECTED</body></html>",
]
RANDOM_DOCUMENTS = 40


class Gateway(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """Whoever hung up need not be told of."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = urlsplit(self.path).path
        if path.startswith("/_hostile/"):
            return self.control(path.rsplit("/", 1)[1])
        parts = path.strip("/").split("/")
        if state.is_hostile and len(parts) == 3 and parts[1] in ("status", "qr") and parts[2] in state.sessions:
            return self.nonsense()
        self.passed()

    do_POST = do_GET

    def nonsense(self):
        document = state.next()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        if document is None:
            self.close_connection = True
            self.send_header("Content-Length", str(HUGE))
            self.end_headers()
            try:
                for _ in range(HUGE >> 16):
                    self.wfile.write(b" " * 65536)
            except OSError:
                """Enough is enough."""
            return
        self.send_header("Content-Length", str(len(document)))
        self.end_headers()
        self.wfile.write(document)

    def passed(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))) or None
        headers = {name: value for name, value in self.headers.items() if name.lower() in ("x-api-key", "content-type")}
        request = urllib.request.Request(state.target + self.path, body, headers, method=self.command)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                self.answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            self.answer(error.code, error.headers, error.read())

    def answer(self, status, headers, body):
        self.send_response(status)
        self.send_header("Content-Type", headers.get("Content-Type", "text/plain"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def control(self, verb):
        if verb in ("begin", "end"):
            state.is_hostile = verb == "begin"
        report = json.dumps({"given": state.given, "rounds": state.given // (len(DOCUMENTS) + 1 + RANDOM_DOCUMENTS)})
        self.answer(200, {"Content-Type": "application/json"}, report.encode())

    def log_message(self, *_):
        """Stays silent."""


class State:
    def __init__(self, target, seed, sessions):
        self.target, self.sessions = target, set(sessions)
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.given = 0
        self.is_hostile = False

    def next(self):
        """The next document; None for the huge one."""
        with self.lock:
            at = self.given % (len(DOCUMENTS) + 1 + RANDOM_DOCUMENTS)
            self.given += 1
            if at < len(DOCUMENTS):
                return DOCUMENTS[at]
            if at == len(DOCUMENTS):
                return None
            # Half of them are a good answer with one byte changed to another that breaks its words.
            if at % 2:
                return self.random.randbytes(self.random.randrange(4096))
            document = bytearray(UNPAIRED)
            document[self.random.randrange(len(document))] = self.random.choice(b"\x00\x1f\x80\xff")
            return bytes(document)


if __name__ == "__main__":
    state = State(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
    server = Gateway(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
