# SPDX-License-Identifier: BSD-3-Clause
"""What is there after the program was started again on the same data."""
import signal
import tempfile
import unittest
from pathlib import Path

import pages
from loopback_shop import loopback_shop
from storify_process import PROMPT, Conversation, Screen, commands, run
from storify_process import stored_rows

KINDS = ("sqlite", "json", "csv")
PAGE = "/shop/grand/1?tiles=10&pages=2"


def key(product):
    return "sku:" + product.sku


def by_key(rows):
    return {row["key"]: row for row in rows}


def exit_command(screen):
    screen.enter("exit")


def control_d(screen):
    screen.type("\x04")


def terminate(screen):
    screen.signal(signal.SIGTERM)


def interrupt_twice(screen):
    screen.signal(signal.SIGINT)
    screen.read_until("again within 2 s")
    screen.signal(signal.SIGINT)


ENDINGS = {exit_command: 0, control_d: 0, terminate: 0, interrupt_twice: 130}


class RestartCase(unittest.TestCase):
    def setUp(self):
        self.shop = self.enterContext(loopback_shop())
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.site = self.profile()

    def profile(self, query=""):
        return self.shop.profile(self.folder / f"site{query}.json",
                                 {"GRAND": PAGE + query})

    def fill(self, data, kind):
        """Fills a new shop, saves and leaves; returns its rows."""
        filled = run("--site", self.site, "--db", kind, "--seed", 7,
                     *commands("wait"), data=data)
        self.assertEqual(filled.stdout, "all in: 20 products, "
                                        "0 of 1 categories failed\n")
        return stored_rows(data, "--site", self.site, "--db", kind)

    def for_each_kind(self, check):
        """Calls check(kind, folder for its data)."""
        for kind in KINDS:
            with self.subTest(kind):
                check(kind, self.folder / kind)


class SameRowsTest(RestartCase):
    def leave_and_return(self, kind, leave, code):
        data = self.folder / f"{kind}-{leave.__name__}"
        site = ("--site", self.site, "--db", kind)
        with Screen(*site, data=data) as screen:
            screen.read_until(PROMPT)
            screen.enter("wait")
            screen.read_until("all in: 20 products")
            screen.read_until(PROMPT)
            screen.enter('add_product "Lampe à huile" 19,99 3')
            screen.read_until("added 21")
            screen.read_until(PROMPT)
            leave(screen)
            self.assertEqual(screen.finish()[0], code)
        requests = self.shop.stats()["requests"]
        with Conversation(*site, data=data) as storify:
            self.assertEqual(storify.ask("wait"), "all in: 21 products, nothing "
                                                  "was scraped; `scrape` does")
            rows = storify.rows()
            self.assertEqual(storify.rows("scrapers")[0]["state"], "idle")
        self.assertEqual(self.shop.stats()["requests"], requests)
        return rows

    def test_the_same_rows_and_nothing_is_scraped(self):
        wanted = [(number, product.name) for number, product in enumerate(
            pages.products("grand", 1, 10) + pages.products("grand", 2, 10),
            start=1)] + [(21, "Lampe à huile")]
        for kind in KINDS:
            for leave, code in ENDINGS.items():
                with self.subTest(kind, leave=leave.__name__):
                    rows = self.leave_and_return(kind, leave, code)
                    self.assertEqual([(row["id"], row["name"])
                                      for row in rows], wanted)

    def test_rows_are_the_same_to_the_last_field(self):
        def check(kind, data):
            before = self.fill(data, kind)
            again = stored_rows(data, "--site", self.site, "--db", kind)
            self.assertEqual(again, before)

        self.for_each_kind(check)


class ScrapeAgainTest(RestartCase):
    def scrape_again(self, data, kind):
        """Changes and removes products, then scrapes when all cost 1 € more.

        Returns the rows before and after, by key.
        """
        before = self.fill(data, kind)
        site = ("--site", self.site, "--db", kind, "--scrape", "never")
        changed = run(*site, *commands(
            "modify_product 1 --name 'À moi'", "modify_product 2 --price 1",
            "modify_product 3 --quantity 777", "remove_product 4"), data=data)
        self.assertEqual((changed.code, changed.stderr), (0, ""))
        with Conversation("--site", self.profile("&price_add=100"), "--db",
                          kind, "--scrape", "always", "--seed", 7,
                          data=data) as storify:
            storify.ask("wait")
            return by_key(before), by_key(storify.rows()), storify.rows()

    def test_prices_follow_and_what_a_person_did_stays(self):
        first, second, third, fourth = map(key, pages.products("grand")[:4])

        def check(kind, data):
            before, after, rows = self.scrape_again(data, kind)
            self.assertEqual(len(rows), len(after), "something is doubled")
            wanted = {k: row | {"price": round(row["price"] + 1, 2)}
                      for k, row in before.items()}
            wanted[first] |= {"name": "À moi", "edited": "name"}
            wanted[second] |= {"price": 1, "edited": "price"}
            wanted[third] |= {"quantity": 777, "edited": "quantity"}
            if kind == "csv":  # it keeps no trace of what was removed
                wanted[fourth]["id"] = 21
            else:
                del wanted[fourth]
            self.assertEqual(after, wanted)

        self.for_each_kind(check)

    def test_what_was_removed_stays_removed_for_good(self):
        fourth = key(pages.products("grand")[3])
        for kind in ("sqlite", "json"):
            data = self.folder / kind
            self.scrape_again(data, kind)
            again = run("--site", self.site, "--db", kind, "--scrape",
                        "always", *commands("wait"), data=data)
            self.assertTrue(again.stdout.startswith("all in: 19 products"))
            rows = stored_rows(data, "--site", self.site, "--db", kind)
            self.assertNotIn(fourth, by_key(rows))


class IdsTest(RestartCase):
    def added(self, data, kind, *before):
        """Runs commands, then adds a product; returns the line about it."""
        result = run("--site", self.site, "--db", kind, "--scrape", "never",
                     *commands(*before, "add_product Neu 1 1"), data=data)
        self.assertEqual((result.code, result.stderr), (0, ""))
        return result.stdout.splitlines()[-1]

    def test_an_id_is_not_given_again(self):
        def check(kind, data):
            self.added(data, kind)
            self.added(data, kind)
            self.assertEqual(self.added(data, kind, "remove_product 2"),
                             "added 3: Neu, 1.00 EUR, 1")
            removed = run("--site", self.site, "--db", kind, "--scrape",
                          "never", *commands("remove_product 3"), data=data)
            self.assertEqual(removed.code, 0)
            # A CSV file can only go on from the highest id it holds.
            following = 2 if kind == "csv" else 4
            self.assertEqual(self.added(data, kind),
                             f"added {following}: Neu, 1.00 EUR, 1")

        self.for_each_kind(check)


class PythonProgramTest(RestartCase):
    def test_its_csv_file_loads(self):
        data = self.folder / "python"
        data.mkdir()
        (data / "inventory.csv").write_text(
            'Lampe à poser,19.99,3\n"Table, ronde",5.0,2\r\n'
            '"Étagère ""Œil""",1649.9,0\n', encoding="utf-8")
        with Conversation("--db", "csv", data=data) as storify:
            self.assertEqual(storify.ask("wait"), "all in: 3 products, nothing "
                                                  "was scraped; `scrape` does")
            rows = storify.rows()
        self.assertEqual(
            [(row["id"], row["name"], row["price"], row["quantity"],
              row["currency"]) for row in rows],
            [(1, "Lampe à poser", 19.99, 3, "EUR"),
             (2, "Table, ronde", 5, 2, "EUR"),
             (3, 'Étagère "Œil"', 1649.9, 0, "EUR")])


class KillTest(RestartCase):
    def test_an_acknowledged_product_outlives_kill_9(self):
        data = self.folder / "killed"
        site = ("--site", self.profile("&delay=0.1"), "--pace", "10ms")
        for number in range(1, 6):
            with Conversation(*site, data=data) as storify:
                answer = storify.ask(f"add_product Lampe{number} 19,99 3")
                storify.signal(signal.SIGKILL)
                self.assertEqual(storify.wait(), -signal.SIGKILL)
            self.assertRegex(answer, rf"^added \d+: Lampe{number}, 19.99 EUR")
            rows = {row["id"]: row["name"]
                    for row in stored_rows(data, *site)}
            self.assertEqual(rows[int(answer.split()[1].rstrip(":"))],
                             f"Lampe{number}")


if __name__ == "__main__":
    unittest.main()
