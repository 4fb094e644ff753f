# SPDX-License-Identifier: BSD-3-Clause
"""Checks what the end-to-end tests rest on: the sample shop and the server."""
import csv
import http.client
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pages
from loopback_shop import HERE, loopback_shop
from tile_reader import read_tiles

SAMPLE = HERE.parent.parent / "data" / "sample"


def generate(*arguments):
    return subprocess.run(
        [sys.executable, SAMPLE / "generate.py", *arguments],
        capture_output=True, text=True, timeout=60)


def as_tiles(products):
    return [(p.sku, p.name, p.price, p.url) for p in products]


class SampleShopTest(unittest.TestCase):
    def test_the_files_that_ship_are_what_the_generator_writes(self):
        checked = generate("--check")
        self.assertEqual((checked.returncode, checked.stderr), (0, ""))

    def test_a_changed_missing_or_additional_file_is_told(self):
        page = Path("jardin") / "page-2.html"
        changes = {
            "differs": lambda to: (to / page).write_bytes(
                (to / page).read_bytes().replace(b"<h1>", b"<h2>", 1)),
            "missing": lambda to: (to / page).unlink(),
            "no page": lambda to: shutil.copy(
                to / page, to / "jardin" / "page-5.html"),
        }
        for word, change in changes.items():
            with self.subTest(word), tempfile.TemporaryDirectory() as folder:
                generate(folder)
                change(Path(folder))
                checked = generate("--check", folder)
                self.assertEqual(checked.returncode, 1)
                self.assertRegex(checked.stderr, f"jardin/page-.*{word}")
                self.assertEqual(len(checked.stderr.splitlines()), 1)

    def test_the_pages_hold_what_expected_csv_says(self):
        with open(SAMPLE / "expected.csv", encoding="utf-8",
                  newline="") as file:
            expected = [tuple(row) for row in csv.reader(file)][1:]
        found = []
        for category in ("meubles", "jardin", "luminaires"):
            page, number = "index.html", 0
            while page:
                text = (SAMPLE / category / page).read_text(encoding="utf-8")
                tiles, page = read_tiles(text)
                number += 1
                found += [(category, str(number), *tile) for tile in tiles]
        self.assertEqual(len(expected), 288)
        self.assertEqual(found, expected)


class ServerCase(unittest.TestCase):
    def setUp(self):
        self.shop = self.enterContext(loopback_shop())

    def get(self, path):
        """Returns (status, headers, body) of one request."""
        host = urlsplit(self.shop.base_url).netloc
        connection = http.client.HTTPConnection(host, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def tiles(self, path, encoding="utf-8"):
        return read_tiles(self.get(path)[2].decode(encoding))

    def raw(self, path, seconds=10):
        """Returns all bytes of an answer, and how the connection ended."""
        address = urlsplit(self.shop.base_url)
        to = (address.hostname, address.port)
        received = b""
        with socket.create_connection(to, timeout=seconds) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\n\r\n".encode())
            try:
                while data := connection.recv(1 << 16):
                    received += data
                return received, "closed"
            except ConnectionResetError:
                return received, "reset"
            except TimeoutError:
                return received, "silent"


class GoodPagesTest(ServerCase):
    def test_the_pages_of_a_category_are_linked_to_the_last(self):
        path, found = "/shop/meubles/1?tiles=5&pages=3&price_add=250", []
        while path:
            tiles, following = self.tiles(path)
            found += tiles
            path = following and urljoin(path, following)
        expected = [product for number in (1, 2, 3)
                    for product in pages.products("meubles", number, 5, 250)]
        self.assertEqual(found, as_tiles(expected))
        self.assertEqual(self.get("/shop/meubles/4?pages=3")[0], 404)

    def test_products_differ_across_pages_and_categories(self):
        skus = {product.sku for category in ("a", "b", "many-1")
                for number in (1, 2)
                for product in pages.products(category, number, 50)}
        self.assertEqual(len(skus), 300)
        self.assertEqual({len(sku) for sku in skus}, {12})

    def test_any_number_of_small_categories(self):
        self.assertEqual(self.tiles("/many/987"),
                         (as_tiles(pages.products("many-987", 1, 3)), None))

    def test_one_connection_serves_many_requests(self):
        connection = http.client.HTTPConnection(
            urlsplit(self.shop.base_url).netloc, timeout=10)
        for number in range(20):
            connection.request("GET", f"/many/{number}")
            self.assertEqual(connection.getresponse().read()[:9],
                             b"<!DOCTYPE")
        connection.close()
        stats = self.shop.stats()
        self.assertEqual(stats["requests"]["/many/19"], 1)
        self.assertEqual(stats["connections"], 2)  # and the one of stats()

    def test_the_most_requests_at_once_are_told_by_category(self):
        paths = ["/shop/a/1?delay=0.5"] * 3 + ["/shop/b/2?delay=0.5"] * 2
        threads = [threading.Thread(target=self.get, args=[path])
                   for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.get("/shop/a/2")
        stats = self.shop.stats()
        self.assertEqual(stats["requests"],
                         {"/shop/a/1": 3, "/shop/b/2": 2, "/shop/a/2": 1})
        most = stats["most_at_once"]
        self.assertEqual((most["/shop/a"], most["/shop/b"]), (3, 2))
        self.assertEqual(most["requests"], 5)

    def test_the_server_ends_with_its_stdin(self):
        server = subprocess.Popen([sys.executable, HERE / "shop_server.py"],
                                  stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE)
        with server:
            self.assertRegex(server.stdout.readline(), rb"^\d+\n$")
            server.stdin.close()
            self.assertEqual(server.wait(5), 0)


class FaultsTest(ServerCase):
    def test_a_status(self):
        self.assertEqual(self.get("/fault/status/404")[0], 404)
        self.assertEqual(self.get("/fault/status/429")[0], 429)
        self.assertEqual(self.get("/no/such/page")[0], 404)

    def test_a_page_heals_for_each_key(self):
        for key in "ab":
            path = f"/fault/heals?key={key}&after=1&status=503"
            self.assertEqual([self.get(path)[0] for _ in range(4)],
                             [503, 200, 200, 200])
        self.assertEqual(len(self.shop.stats()["seconds"]["/fault/heals"]), 8)

    def test_hang_never_answers(self):
        self.assertEqual(self.raw("/fault/hang", 0.5), (b"", "silent"))

    def test_slow_answers_late(self):
        started = time.monotonic()
        tiles, _ = self.tiles("/fault/slow?delay=0.6")
        self.assertGreaterEqual(time.monotonic() - started, 0.6)
        self.assertEqual(len(tiles), 3)

    def test_truncated_pages_end_inside_the_third_tile(self):
        for path in ("/fault/truncated", "/fault/chunked-truncated"):
            with self.assertRaises(http.client.IncompleteRead, msg=path):
                self.get(path)
            received, ending = self.raw(path)
            self.assertEqual(received.count(b'data-sku="'), 3)
            self.assertEqual(received.count(b"article__price"), 2)
            self.assertEqual(ending, "closed")

    def test_reset_sends_half_a_page(self):
        received, ending = self.raw("/fault/reset")
        self.assertEqual(received.count(b"article__price"), 2)
        self.assertEqual(ending, "reset")

    def test_huge_is_as_long_as_it_says(self):
        for query, told in (("", False), ("&length=1", True)):
            _, headers, body = self.get("/fault/huge?mb=3" + query)
            self.assertAlmostEqual(len(body) / 2**20, 3, delta=0.1)
            length = headers["Content-Length"]
            self.assertEqual(length, str(len(body)) if told else None)

    def test_huge_tells_how_much_a_client_took(self):
        with urllib.request.urlopen(self.shop.base_url +
                                    "/fault/huge?mb=500") as answer:
            answer.read(1 << 20)
        sent = self.shop.stats()["bytes_sent"]["/fault/huge"]
        self.assertLess(sent, 100 * 2**20)

    def test_redirects(self):
        status, headers, _ = self.get("/fault/redirect?to=file:///etc/passwd")
        self.assertEqual((status, headers["Location"]),
                         (302, "file:///etc/passwd"))
        with self.assertRaisesRegex(urllib.error.HTTPError, "loop"):
            urllib.request.urlopen(self.shop.base_url +
                                   "/fault/redirect-loop", timeout=10)

    def test_latin1_is_told_by_the_header_or_by_the_page_only(self):
        for name, header, meta in (("latin1", True, False),
                                   ("latin1-meta", False, True)):
            _, headers, body = self.get("/fault/" + name)
            self.assertEqual("8859" in headers["Content-Type"], header)
            self.assertEqual(b"8859" in body, meta)
            self.assertIn("Étagère".encode("iso-8859-1"), body)
            self.assertEqual(read_tiles(body.decode("iso-8859-1"))[0],
                             as_tiles(pages.products(name, tiles=3)))

    def test_pages_without_products(self):
        self.assertEqual(self.get("/fault/empty")[2], b"")
        self.assertEqual(self.tiles("/fault/no-tiles"), ([], None))

    def test_escape_is_harmful(self):
        body = self.get("/fault/escape")[2].decode()
        self.assertEqual(body.count("data-sku"), len(pages.HARMFUL_NAMES))
        for harm in ("\x1b[31m", "&#27;[2J", "\u202e", "\x7f", "\u009b"):
            self.assertIn(harm, body)

    def test_deep_and_garbage(self):
        body = self.get("/fault/deep")[2]
        self.assertEqual(body.count(b"<div><b></i></p>"), 50_000)
        garbage = self.get("/fault/garbage")[2]
        self.assertEqual(len(garbage), 200_000)
        self.assertEqual(garbage, self.get("/fault/garbage")[2])

    def test_duplicates_and_loop(self):
        (first, second, again), _ = self.tiles("/fault/duplicates")
        self.assertEqual(first.sku, again.sku)
        self.assertNotEqual(first.sku, second.sku)
        self.assertNotEqual(first.price, again.price)
        self.assertEqual(self.tiles("/fault/loop")[1], "/fault/loop")

    def test_atelier(self):
        body = self.get("/fault/atelier")[2].decode()
        self.assertIn("649,99\u00a0€", body)
        self.assertEqual(self.tiles("/fault/atelier")[0],
                         as_tiles([pages.ATELIER]))


if __name__ == "__main__":
    unittest.main()
