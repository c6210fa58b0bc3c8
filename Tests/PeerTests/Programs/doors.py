# SPDX-License-Identifier: Apache-2.0
"""Doors in front of a receiver that do not let its senders in until they are opened.

    doors.py TARGET_PORT FOLDER NAME...

prints one line of JSON: the control address, and the port of each door. `GET CONTROL/open?door=NAME` opens one: from then
on it passes everything on to the target, and a door with a certificate has a good one. `GET CONTROL/report` says how
many bytes of requests each got to see before it was opened.

Doors are `refused` (nobody listens), `full` (the backlog is full, so that no SYN is answered), `mute` (TLS is begun with
silence), `plain` (no TLS), and the names of the certificates that FOLDER holds as NAME.pem (chain and key); `good.pem` is
what opened doors show. `old` takes nothing newer than TLS 1.1.
"""

import asyncio
import json
import socket
import ssl
import sys
from urllib.parse import parse_qs, urlsplit

LONGEST = 60


class Door:
    """One port on loopback."""

    def __init__(self, name, folder, target):
        self.name, self.folder, self.target = name, folder, target
        self.is_open = False
        self.bytes_seen = 0
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.fillers = []
        self.server = None

    async def close(self):
        """Takes its place, closed."""
        if self.name == "full":
            self.socket.listen(0)
            # One connection fits into a backlog of nothing; the others wait for an answer that does not come.
            for _ in range(4):
                filler = socket.socket()
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.1", self.port))
                self.fillers.append(filler)
        elif self.name != "refused":
            await self.serve(self.context(self.name))

    async def open(self):
        if self.is_open:
            return
        self.is_open = True
        for filler in self.fillers:
            filler.close()
        if self.server:
            self.server.close()
            # The socket went with the server.
            self.socket = socket.create_server(("127.0.0.1", self.port))
        secured = self.name not in ("refused", "full")
        await self.serve(self.context("good") if secured else None)

    def context(self, name):
        if name in ("mute", "plain"):
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{self.folder}/{'good' if name == 'old' else name}.pem")
        if name == "old":
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        return context

    async def serve(self, context):
        self.socket.listen(64)
        self.server = await asyncio.start_server(
            self.passing if self.is_open else self.knocking, sock=self.socket, ssl=context)

    async def knocking(self, reader, writer):
        """Somebody came through although the door is closed: whatever is read was sent to a stranger."""
        try:
            if self.name == "plain":
                # What comes is a ClientHello, and the answer is no TLS.
                await asyncio.wait_for(reader.read(65536), LONGEST)
                writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
            elif self.name == "mute":
                await asyncio.wait_for(reader.read(), LONGEST)
            else:
                self.bytes_seen += len(await asyncio.wait_for(reader.read(65536), LONGEST))
        except (OSError, asyncio.TimeoutError):
            """The sender left."""
        writer.close()

    async def passing(self, reader, writer):
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        await asyncio.gather(copy(reader, inner_writer), copy(inner_reader, writer))


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        """One side left; the other is told by the end."""
    finally:
        writer.close()


async def main():
    target, folder, names = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    doors = {name: Door(name, folder, target) for name in names}
    for door in doors.values():
        await door.close()

    async def control(reader, writer):
        line = (await reader.readline()).decode().split()
        while await reader.readline() not in (b"\r\n", b""):
            """The headers say nothing that is needed."""
        url = urlsplit(line[1])
        if url.path == "/open":
            await doors[parse_qs(url.query)["door"][0]].open()
        report = {name: door.bytes_seen for name, door in doors.items()}
        body = json.dumps(report).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(control, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    ports = {name: door.port for name, door in doors.items()}
    print(json.dumps({"control": f"http://127.0.0.1:{port}", "ports": ports}), flush=True)
    await server.serve_forever()


asyncio.run(main())
