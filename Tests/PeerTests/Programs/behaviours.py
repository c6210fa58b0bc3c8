# SPDX-License-Identifier: Apache-2.0
"""The ways in which a receiver may misbehave after it has read a request. Each gets the handler and answers, or does not.

Each ends by itself, at the latest when the sender hangs up or after LONGEST seconds.
"""

import gzip
import itertools
import os
import socket
import struct
import threading
import time
from email.utils import formatdate

LONGEST = 40
#: A second longer than the sender waits.
LATE = 16.0


def raw(*pieces, pause=0.0):
    """Sends those bytes, piece by piece."""

    def behave(handler):
        pieces_sent(handler, pieces, pause)

    return behave


def pieces_sent(handler, pieces, pause):
    end = time.monotonic() + LONGEST
    try:
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            if pause:
                time.sleep(pause)
            if time.monotonic() > end:
                return
    except OSError:
        """The sender had enough."""


def endless(head, piece, pause=0.0):
    """A beginning, and then the same for ever."""

    def behave(handler):
        pieces_sent(handler, itertools.chain([head], itertools.repeat(piece)), pause)

    return behave


def reset(handler):
    """Cuts the connection with RST."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(handler.connection.detach())


def late(handler):
    """Takes the message, and says so after the sender has given up."""
    time.sleep(LATE)
    pieces_sent(handler, [b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"], 0)


def stall(handler):
    """Says 200, promises a body, and sends none."""
    pieces_sent(handler, [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"], 0)
    time.sleep(8)


class Canary:
    """A port where nobody has any business, on every address of the machine; counts who comes."""

    def __init__(self):
        self.lock = threading.Lock()
        self.listener = None
        self.hits = 0

    @property
    def port(self):
        with self.lock:
            if self.listener is None:
                self.listener = socket.create_server(("0.0.0.0", 0))
                threading.Thread(target=self.watch, daemon=True).start()
            return self.listener.getsockname()[1]

    def watch(self):
        while True:
            connection, _ = self.listener.accept()
            self.hits += 1
            connection.close()

    def report(self):
        return {"port": self.port, "hits": self.hits}


CANARY = Canary()


def redirect(location, status="302 Found"):
    """Sends the sender elsewhere; `{port}` is the canary's."""

    def behave(handler):
        target = location.format(port=CANARY.port)
        pieces_sent(handler, [f"HTTP/1.1 {status}\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()], 0)

    return behave


def status(line, *headers):
    """That status, and no body."""
    return raw("\r\n".join([f"HTTP/1.1 {line}", "Content-Length: 0", *headers, "\r\n"]).encode())


class Throttle:
    """Admits one message a second on each path, and asks the others for patience in every form that there is."""

    INTERVAL = 1.0

    def __init__(self):
        self.lock = threading.Lock()
        self.next = {}
        self.forms = itertools.cycle(
            [
                lambda: ["Retry-After: 1"],
                lambda: ["Retry-After: " + formatdate(time.time() + 1, usegmt=True)],
                lambda: ["Retry-After: " + time.strftime("%A, %d-%b-%y %H:%M:%S GMT", time.gmtime(time.time() + 1))],
                lambda: ["Retry-After: " + time.asctime(time.gmtime(time.time() + 1))],
                lambda: ["Retry-After: " + formatdate(time.time() - 3600, usegmt=True)],
                lambda: ["Retry-After: -5"],
                lambda: ["Retry-After: 1.5"],
                lambda: ["Retry-After: 2026-12-01T00:00:00Z"],
                lambda: ["Retry-After:"],
                lambda: ["Retry-After: soon"],
                lambda: ["Retry-After: 1", "Retry-After: 2"],
                lambda: [],
            ]
        )

    def admits(self, path):
        with self.lock:
            now = time.monotonic()
            if now < self.next.get(path, 0):
                return False
            self.next[path] = now + self.INTERVAL
            return True

    def refuse(self, handler):
        with self.lock:
            lines = next(self.forms)()
        head = ["HTTP/1.1 429 Too Many Requests", "Content-Length: 0", *lines]
        pieces_sent(handler, ["\r\n".join(head).encode() + b"\r\n\r\n"], 0)


THROTTLE = Throttle()
OK = b"HTTP/1.1 200 OK\r\n"

#: Answers that say 200 with headers that end: the message has arrived, whatever comes of the body.
TAKING = {
    "late": late,
    "trickle": endless(OK + b"Content-Length: 100000\r\n\r\n", b"x", pause=1.0),
    "endless_body": endless(OK + b"Content-Type: text/plain\r\n\r\n", b"x" * 65536),
    "huge_length": endless(OK + b"Content-Length: 10737418240\r\n\r\n", b"x" * 65536),
    "gzip_bomb": raw(
        OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(64 << 20), 1)),
    "stall": stall,
    "bad_chunk": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n"),
    "cut_chunk": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nok"),
}

#: Everything else.
REFUSING = {
    "reset": reset,
    "drip": endless(OK, b"X-Drip: drop\r\n", pause=0.5),
    "endless_headers": endless(OK, b"X-Endless: " + b"x" * 1000 + b"\r\n"),
    "endless_continue": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.001),
    "http09": raw(b"<html>hello</html>\n"),
    "bad_status": raw(b"HTTP/1.1 abc\r\n\r\n"),
    "negative_length": raw(OK + b"Content-Length: -1\r\n\r\n"),
    "nul_header": raw(OK + b"X-Nul: a\x00b\r\n\r\n"),
    "long_header": raw(OK + b"X-Long: " + b"x" * (1 << 20) + b"\r\n\r\n"),
    "cut_head": raw(OK + b"Content-Le"),
    "unavailable": status("503 Service Unavailable"),
    "absurd": status("429 Too Many Requests", "Retry-After: 99999999999"),
    "absurd_digits": status("429 Too Many Requests", "Retry-After: 12345678901234567890123"),
    "throttled": THROTTLE.refuse,
    "redirect_canary": redirect("http://127.0.0.1:{port}/"),
    "redirect_keep": redirect("http://127.0.0.1:{port}/", "307 Temporary Redirect"),
    "redirect_moved": redirect("http://127.0.0.1:{port}/", "308 Permanent Redirect"),
    "redirect_metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "redirect_file": redirect("file:///etc/passwd"),
}

ALL = {**TAKING, **REFUSING}
