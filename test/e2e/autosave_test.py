# SPDX-License-Identifier: BSD-3-Clause
"""The scheduler saves by itself, whole files only, and only what is new."""
import csv
import io
import os
import tempfile
import time
import unittest
from pathlib import Path

from byte_stream import PATIENCE
from loopback_shop import loopback_shop
from storify_process import Conversation

COLUMNS = ["id", "name", "price", "quantity", "currency", "category", "site",
           "key", "url", "edited"]
READS = 1000
IN_TIME = 1.2 * PATIENCE


def check_csv(data):
    """Returns the number of products in a sound inventory.csv."""
    text = data.decode()  # raises if a character was cut
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not text.endswith("\n") or rows[0] != COLUMNS:
        raise AssertionError(f"half written: {text[:80]!r}...{text[-80:]!r}")
    for row in rows[1:]:
        if len(row) != len(COLUMNS) or not row[0].isdigit():
            raise AssertionError(f"a bad row: {row}")
    return len(rows) - 1


def traces(folder):
    """Returns what a write changes about the files of a folder."""
    entries = [(entry.name, entry.stat()) for entry in os.scandir(folder)]
    return sorted((name, of.st_ino, of.st_mtime_ns, of.st_size)
                  for name, of in entries)


class AutosaveTest(unittest.TestCase):
    def setUp(self):
        self.shop = self.enterContext(loopback_shop())
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def watch(self, storify, file, pause=0.005):
        """Reads `file` again and again while a scraper works.

        Returns two lists of (when, products): as the prompt told them, and
        as the file held them.
        """
        told, held = [], []
        for number in range(READS):
            if number % 50 == 0:
                count = len(storify.rows())
                told.append((time.monotonic(), count))
            if file.exists():
                begun = time.monotonic()
                held.append((begun, check_csv(file.read_bytes())))
            time.sleep(pause)
        return told, held

    def test_the_file_follows_and_is_never_half_written(self):
        site = self.shop.profile(self.folder / "site.json",
                                 {"GRAND": "/shop/grand/1"}, pace="100ms")
        with Conversation("--site", site, "--db", "csv", "--autosave",
                          "1s") as storify:
            told, held = self.watch(storify, storify.data / "inventory.csv")
        counts = [products for _, products in held]
        self.assertEqual(counts, sorted(counts))
        self.assertGreater(len(set(counts)), 3)
        for when, products in told:
            in_time = [n for then, n in held if then <= when + IN_TIME]
            if held[-1][0] >= when + IN_TIME and products:
                self.assertGreaterEqual(max(in_time, default=0), products,
                                        f"late by more than {IN_TIME} s")

    def test_nothing_is_written_when_nothing_changed(self):
        site = self.shop.profile(self.folder / "site.json",
                                 {"GRAND": "/many/1"})
        running = [self.enterContext(Conversation(
            "--site", site, "--db", kind, "--autosave", "1s"))
            for kind in ("sqlite", "json", "csv")]
        for storify in running:
            storify.ask("wait")
            self.assertRegex(storify.ask("save"), "^(saved|nothing to save)")
        before = [traces(storify.data) for storify in running]
        time.sleep(3.2)
        for storify, then in zip(running, before):
            self.assertEqual(traces(storify.data), then)
            self.assertEqual(storify.ask("add_product Neu 1 1"),
                             "added 4: Neu, 1.00 EUR, 1")
        time.sleep(1.2 * PATIENCE)
        for storify, then in zip(running, before):
            self.assertNotEqual(traces(storify.data), then)


if __name__ == "__main__":
    unittest.main()
