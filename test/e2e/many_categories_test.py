# SPDX-License-Identifier: BSD-3-Clause
# ctest: alone
"""A thousand scrapers run on a handful of threads."""
import os
import tempfile
import time
import unittest
from pathlib import Path

import pages
from byte_stream import PATIENCE
from loopback_shop import loopback_shop
from storify_process import Conversation

WORKING = ("running", "restarting")


def products_of(number):
    return {(p.name, p.price)
            for p in pages.products(f"many-{number}", tiles=3)}


class ManyCategoriesTest(unittest.TestCase):
    def setUp(self):
        self.shop = self.enterContext(loopback_shop())
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def scrape(self, categories):
        """Returns the most threads, the peak memory in KiB and the rows."""
        site = self.shop.profile(
            self.folder / f"{categories}.json",
            {f"many-{number}": f"/many/{number}?delay=0.01"
             for number in range(categories)}, concurrency=32)
        threads = []
        with Conversation("--site", site) as storify:
            deadline = time.monotonic() + 30 * PATIENCE
            while time.monotonic() < deadline:
                threads.append(storify.status("Threads"))
                if not any(row["state"] in WORKING
                           for row in storify.rows("scrapers")):
                    break
                time.sleep(0.02)
            waited = storify.ask("wait", seconds=30)
            self.assertEqual(waited, f"all in: {3 * categories} products, "
                                     f"0 of {categories} categories failed")
            rows = storify.rows()
            threads.append(storify.status("Threads"))
            return max(threads), storify.status("VmHWM"), rows

    def test_1000_categories_take_the_threads_of_3(self):
        few, _, _ = self.scrape(3)
        many, peak, rows = self.scrape(1000)
        self.assertEqual(many, few)
        found = {(row["name"], f'{row["price"]:.2f}') for row in rows}
        wanted = set().union(*map(products_of, range(1000)))
        self.assertEqual((len(rows), found), (3000, wanted))
        if "STORIFY_SANITIZED" not in os.environ:
            self.assertLess(peak, 150 * 1024)


if __name__ == "__main__":
    unittest.main()
