#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""A shop on loopback, with good pages and with every kind of bad one.

usage: shop_server.py

Prints its port on the first line of stdout; ends when its stdin does.

/shop/CATEGORY/PAGE  a page, PAGE from 1; query: tiles (24), pages (4),
                     delay (seconds), price_add (cents)
/many/N              the only page of category many-N; query: tiles (3),
                     delay, price_add
/fault/NAME          what faults.py holds; /fault/status/CODE
/stats               JSON, see Statistics.report
"""
import collections
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pages
from faults import FAULTS, status


class Statistics:
    """Counts requests and connections; all threads share one."""

    def __init__(self):
        self.lock = threading.Lock()
        self.started = time.monotonic()
        self.seconds = collections.defaultdict(list)
        self.bytes_sent = collections.Counter()
        self.connections = 0
        self.now = collections.Counter()
        self.most = collections.Counter()

    def enter(self, what):
        with self.lock:
            self.now[what] += 1
            self.most[what] = max(self.most[what], self.now[what])

    def leave(self, what):
        with self.lock:
            self.now[what] -= 1

    def connected(self):
        with self.lock:
            self.connections += 1
        self.enter("connections")

    def requested(self, path):
        with self.lock:
            now = time.monotonic() - self.started
            self.seconds[path].append(round(now, 4))

    def sent(self, path, count):
        with self.lock:
            self.bytes_sent[path] += count

    def report(self):
        """Returns the JSON of /stats; a path is without its query.

        requests: path -> how many; seconds: path -> when each of them came;
        bytes_sent: path -> bytes handed to the socket; connections: how many
        in all; most_at_once: category path (/shop/meubles, /many/7,
        /fault/slow), "requests" or "connections" -> the highest number at one
        time. A request counts until its answer starts, a connection until the
        server sees it closed.
        """
        with self.lock:
            requests = {path: len(at) for path, at in self.seconds.items()}
            return json.dumps({
                "requests": requests, "seconds": self.seconds,
                "bytes_sent": self.bytes_sent,
                "connections": self.connections, "most_at_once": self.most})


class ShopServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 2048

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Visit)
        self.statistics = Statistics()
        self.seen = collections.Counter()

    def times_seen(self, key):
        """Counts `key` and returns how often it came until now."""
        with self.statistics.lock:
            self.seen[key] += 1
            return self.seen[key]

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Visit(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.server.statistics.connected()

    def finish(self):
        self.server.statistics.leave("connections")
        super().finish()

    def do_GET(self):
        address = urlsplit(self.path)
        self.plain_path = address.path
        self.query = parse_qs(address.query)
        self.counted = []
        parts = address.path.strip("/").split("/")
        if parts == ["stats"]:
            self.reply(self.server.statistics.report(),
                       headers={"Content-Type": "application/json"})
            return
        self.counted = ["requests", "/" + "/".join(parts[:2])]
        for what in self.counted:
            self.server.statistics.enter(what)
        self.server.statistics.requested(self.plain_path)
        try:
            self.route(parts)
        except ConnectionError:  # the client has had enough
            self.close_connection = True
        finally:
            self.leave()

    def leave(self):
        while self.counted:
            self.server.statistics.leave(self.counted.pop())

    def route(self, parts):
        match parts:
            case ["shop", category, number] if number.isdigit():
                self.shop_page(category, int(number), tiles=24, last=4)
            case ["many", number] if number.isdigit():
                self.shop_page(f"many-{number}", 1, tiles=3, last=1)
            case ["fault", "status", code] if code.isdigit():
                status(self, code)
            case ["fault", name] if name in FAULTS and name != "status":
                FAULTS[name](self)
            case _:
                status(self, 404)

    def shop_page(self, category, number, tiles, last):
        time.sleep(self.number("delay", 0))
        last = self.number("pages", last)
        if not 1 <= number <= last:
            status(self, 404)
            return
        query = urlsplit(self.path).query
        following = f"{number + 1}?{query}".rstrip("?")
        listed = pages.products(category, number, self.number("tiles", tiles),
                                self.number("price_add", 0))
        self.reply(pages.page(pages.tiles_of(listed),
                              following if number < last else None))

    def text(self, name, default=""):
        return self.query.get(name, [default])[0]

    def number(self, name, default):
        text = self.text(name, str(default))
        return float(text) if "." in text else int(text)

    def start(self, headers, code=200):
        """Sends the head of an answer."""
        self.write(self.head(headers, code))

    def head(self, headers, code):
        headers = {"Content-Type": "text/html; charset=utf-8"} | headers
        reason = self.responses.get(code, ["Unknown"])[0]
        lines = [f"HTTP/1.1 {code} {reason}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def reply(self, body, code=200, headers=None):
        """Sends a whole answer in one piece."""
        if isinstance(body, str):
            body = body.encode()
        headers = {"Content-Length": len(body)} | (headers or {})
        self.write(self.head(headers, code) + body)

    def write(self, data):
        self.leave()
        self.server.statistics.sent(self.plain_path, len(data))
        self.connection.sendall(data)

    def log_message(self, *args):
        pass


def main():
    server = ShopServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.buffer.read()
    os._exit(0)  # no thread holds anything that needs an orderly end


if __name__ == "__main__":
    main()
