# SPDX-License-Identifier: Apache-2.0
"""A name server that misbehaves by the first label of what it is asked for.

    names.py ADDRESS

answers on port 53 of that address and prints `http://127.0.0.1:CONTROL`. `silent…` gets no answer, `servfail…` and
`nxdomain…` theirs, and `rebinding…` is 169.254.169.254, the address of metadata services. After `GET CONTROL/heal` every
name is 127.0.0.1. Only names below relink-test.example are known.
"""

import socket
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

NO_ERROR, SERVER_FAILURE, NO_SUCH_NAME = 0, 2, 3
ADDRESS_RECORD = 1
healed = threading.Event()


def question(packet):
    """The labels that are asked for, the type, and where the question ends."""
    labels, at = [], 12
    while packet[at]:
        labels.append(packet[at + 1 : at + 1 + packet[at]].decode().lower())
        at += 1 + packet[at]
    return labels, struct.unpack(">H", packet[at + 1 : at + 3])[0], at + 5


def answer(packet):
    labels, kind, end = question(packet)
    label = labels[0] if labels[1:] == ["relink-test", "example"] else "nxdomain"
    if not healed.is_set() and label == "silent":
        return None
    code, addresses = NO_ERROR, ["127.0.0.1"]
    if not healed.is_set():
        code = {"servfail": SERVER_FAILURE, "nxdomain": NO_SUCH_NAME}.get(label, NO_ERROR)
        addresses = ["169.254.169.254"] if label == "rebinding" else addresses
    if code != NO_ERROR or kind != ADDRESS_RECORD:
        addresses = []
    head = packet[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, len(addresses), 0, 0)
    records = [struct.pack(">HHHIH", 0xC00C, ADDRESS_RECORD, 1, 0, 4) + socket.inet_aton(a) for a in addresses]
    return head + packet[12:end] + b"".join(records)


class Control(BaseHTTPRequestHandler):
    def do_GET(self):
        healed.set()
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Stays silent."""


def serve(listener):
    while True:
        packet, sender = listener.recvfrom(4096)
        try:
            reply = answer(packet)
        except (IndexError, struct.error, UnicodeDecodeError):
            """No question."""
        else:
            if reply:
                listener.sendto(reply, sender)


if __name__ == "__main__":
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.bind((sys.argv[1], 53))
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    control = HTTPServer(("127.0.0.1", 0), Control)
    print(f"http://127.0.0.1:{control.server_address[1]}", flush=True)
    control.serve_forever()
