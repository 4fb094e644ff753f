# SPDX-License-Identifier: BSD-3-Clause
"""What changed can be seen and taken back."""
import csv
import sqlite3
import tempfile
import unittest
from pathlib import Path

from storify_process import Conversation, commands, run


class UndoCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def open(self, *options):
        return self.enterContext(Conversation(
            "--scrape", "never", "--format", "csv", *options,
            data=self.folder))

    def history(self, shop, line="history"):
        return list(csv.DictReader(shop.answer(line)))

    def test_undo_brings_the_list_back(self):
        shop = self.open()
        shop.answer("add Lampe 19.99 3")
        shop.answer("add Table 49 2")
        before = shop.rows()
        for command in ("rm 1", "rm 1 2", "modify 2 --price 5 --name Tisch",
                        "add Chaise 9 1"):
            shop.answer(command)
            self.assertNotEqual(shop.rows(), before)
            self.assertIn("undone: ", shop.answer("undo")[0])
            self.assertEqual(shop.rows(), before)

    def test_commands_are_undone_one_after_the_other(self):
        shop = self.open()
        lists = []
        for command in ("add Lampe 19.99 3", "modify 1 --price 5", "rm 1",
                        "add Table 49 2"):
            lists.append(shop.rows())
            shop.answer(command)
        for before in reversed(lists):
            shop.answer("undo")
            self.assertEqual(shop.rows(), before)

    def test_history_outlives_the_program(self):
        shop = self.open()
        shop.answer("add Lampe 19.99 3")
        shop.answer("modify 1 --quantity 8")
        shop.finish()
        shop = self.open()
        rows = self.history(shop)
        self.assertEqual([row["what"] for row in rows], ["modified", "added"])
        self.assertEqual((rows[0]["old_quantity"], rows[0]["quantity"]),
                         ("3", "8"))
        shop.answer("modify 1 --price 5")
        prices = list(csv.DictReader(shop.answer("prices 1")))
        self.assertEqual([row["price"] for row in prices], ["5.00", "19.99"])

    def test_another_session_has_nothing_to_undo(self):
        run("-c", "add Lampe 19.99 3", "--scrape", "never", data=self.folder)
        result = run("--scrape", "never", "-c", "undo", data=self.folder)
        self.assertEqual(result.code, 4)
        self.assertIn("nothing to undo", result.stderr)

    def test_files_keep_no_history(self):
        result = run("--scrape", "never", "--db", "csv",
                     *commands("add Lampe 19.99 3", "history"),
                     data=self.folder)
        self.assertEqual(result.code, 2)
        self.assertIn("keeps no history", result.stderr)

    def test_without_waiting_for_the_disk_it_is_written_at_a_save(self):
        shop = self.open("--durability", "autosave", "--autosave", "0s")
        shop.answer("add Lampe 19.99 3")
        file = self.folder / "inventory.db"
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as stored:
            count = "SELECT count(*) FROM product"
            self.assertEqual(stored.execute(count).fetchone(), (0,))
            shop.answer("save")
            self.assertEqual(stored.execute(count).fetchone(), (1,))


if __name__ == "__main__":
    unittest.main()
