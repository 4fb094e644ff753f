# SPDX-License-Identifier: BSD-3-Clause
"""Damaged, newer and unwritable stores: what is said, and what is left."""
import resource
import sqlite3
import tempfile
import unittest
from pathlib import Path

from storify_process import Conversation, Screen, commands, run, stored_rows

FILES = {"sqlite": "inventory.db", "json": "inventory.json",
         "csv": "inventory.csv"}
STORAGE_FAILED = 5


def limit_file_size(process, size):
    """Makes files of more than `size` bytes as impossible as a full disk."""
    resource.prlimit(process.popen.pid, resource.RLIMIT_FSIZE,
                     (size, resource.RLIM_INFINITY))


class StorageCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def sound(self, kind, name="data"):
        """Makes a store of two products; returns its folder and file."""
        data = self.folder / f"{name}-{kind}"
        made = run("--db", kind, "--scrape", "never",
                   *commands("add_product Alt 1 1", "add_product Neu 2 2"),
                   data=data)
        self.assertEqual((made.code, made.stderr), (0, ""))
        return data, data / FILES[kind]

    def for_each_kind(self, check):
        for kind in FILES:
            with self.subTest(kind):
                check(kind, *self.sound(kind))


class UnreadableTest(StorageCase):
    def check_refused(self, kind, data, file, words):
        """Checks what is said, once, and that the file stays as it is."""
        before = file.read_bytes()
        ways = {"given": ("items_count",), "scraping": ("wait",),
                "changing": ("add_product Lampe 1 1",), "saving": ("save",)}
        for way, lines in ways.items():
            with self.subTest(way, words=words):
                result = run("--db", kind, "--scrape", "always",
                             *commands(*lines), data=data)
                self.assertEqual((result.code, result.stdout),
                                 (STORAGE_FAILED, ""))
                self.assertRegex(result.stderr, words)
                self.assertEqual(result.stderr.count(str(file)), 1,
                                 result.stderr)
                self.assertEqual(file.read_bytes(), before)

    def test_garbage_is_told_and_left_as_it_is(self):
        def check(kind, data, file):
            file.write_bytes(b"\x00\xffno inventory\n" * 500)
            self.check_refused(kind, data, file, "is damaged")

        self.for_each_kind(check)

    def test_half_a_file_is_told_and_left_as_it_is(self):
        def check(kind, data, file):
            file.write_bytes(file.read_bytes()[:-file.stat().st_size // 2])
            self.check_refused(kind, data, file, "is damaged")

        self.for_each_kind(check)

    def test_a_bad_field_is_told_with_its_line(self):
        for kind, line in (("json", 4), ("csv", 3)):
            with self.subTest(kind):
                data, file = self.sound(kind)
                file.write_bytes(file.read_bytes().replace(b"2.00", b"zwei"))
                self.check_refused(kind, data, file,
                                   rf"{file}, line {line}: ")

    def test_a_newer_store_is_told_and_left_as_it_is(self):
        data, file = self.sound("json")
        file.write_bytes(file.read_bytes().replace(b'"version":1',
                                                   b'"version":99'))
        self.check_refused("json", data, file, "newer storify: .*version 99")
        data, file = self.sound("sqlite")
        with sqlite3.connect(file) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
        self.check_refused("sqlite", data, file,
                           "newer storify: .*version 99")

    def check_prompt(self, *arguments):
        def check(kind, data, file):
            file.write_bytes(b"\x00\xffno inventory\n" * 500)
            with Screen("--db", kind, *arguments, data=data,
                        columns=500) as screen:
                code, shown = screen.finish()
            self.assertEqual(code, STORAGE_FAILED)
            self.assertEqual(shown.count("is damaged"), 1, shown)
            self.assertIn(f"{file}", shown.partition("is damaged")[2])

        self.for_each_kind(check)

    def test_at_the_prompt_it_is_told_once_and_the_shop_closes(self):
        self.check_prompt()

    def test_a_quiet_shop_does_not_close_without_a_word(self):
        self.check_prompt("--quiet")


class UnwritableTest(StorageCase):
    def test_a_folder_that_cannot_be_is_told(self):
        file = self.folder / "file"
        file.write_text("not a folder")
        for kind in FILES:
            with self.subTest(kind):
                result = run("--db", kind, *commands("items_count"),
                             data=file / "below")
                self.assertEqual((result.code, result.stdout),
                                 (STORAGE_FAILED, ""))
                self.assertIn(f"{file}/below", result.stderr)
                self.assertEqual(len(result.stderr.splitlines()), 1)
                self.assertEqual(file.read_text(), "not a folder")

    def test_a_folder_in_the_place_of_the_file_is_told(self):
        for kind, name in FILES.items():
            with self.subTest(kind):
                data = self.folder / kind
                (data / name).mkdir(parents=True)
                result = run("--db", kind, *commands("items_count"),
                             data=data)
                self.assertEqual((result.code, result.stdout),
                                 (STORAGE_FAILED, ""))
                self.assertEqual(result.stderr.count(str(data / name)), 1)

    def test_an_export_that_cannot_be_written_is_told(self):
        data, file = self.sound("sqlite")
        target = file / "below.csv"
        result = run(*commands(f"export {target}", "items_count"), data=data)
        self.assertEqual((result.code, result.stdout), (STORAGE_FAILED, "3\n"))
        self.assertEqual(result.stderr.count(str(target)), 1)


class HeldTest(StorageCase):
    def test_the_second_says_who_holds_the_folder_and_leaves(self):
        data = self.folder / "held"
        with Conversation("--scrape", "never", data=data) as first:
            first.ask("add_product Alt 1 1")
            for kind in FILES:
                second = run("--db", kind, *commands("add_product Neu 2 2"),
                             data=data)
                self.assertEqual((second.code, second.stdout),
                                 (STORAGE_FAILED, ""))
                self.assertIn(str(data), second.stderr)
                self.assertRegex(second.stderr,
                                 rf"\b{first.popen.pid}\b")
            self.assertEqual(first.ask("items_count"), "1")
        rows = stored_rows(data)  # the first was killed: it holds no more
        self.assertEqual([row["name"] for row in rows], ["Alt"])


class FullDiskTest(StorageCase):
    def open(self, kind, data):
        return self.enterContext(Conversation(
            "--db", kind, "--scrape", "never", "--autosave", "0", data=data))

    def add_without_room(self, storify, kind, file):
        """Adds a product that can't be stored, and checks what is said."""
        limit_file_size(storify, 10)
        storify.send("add_product Mehr 4 4")
        if kind != "sqlite":  # these answer when it is in memory
            storify.stdout.until("added 3: Mehr, 4.00 EUR, 4\n")
        storify.send("save")
        said = storify.stderr.until("\n")
        self.assertIn(str(file), said)
        self.assertIn("room", said)
        self.assertEqual(storify.ask("items_count"), "7")

    def test_what_is_in_memory_stays_and_the_next_save_tries_again(self):
        def check(kind, data, file):
            storify = self.open(kind, data)
            storify.ask("items_count")
            self.add_without_room(storify, kind, file)
            limit_file_size(storify, resource.RLIM_INFINITY)
            self.assertEqual(storify.ask("save"),
                             f"saved 3 products to {file}")
            self.assertEqual(storify.finish().code, STORAGE_FAILED)
            self.assertEqual([row["name"] for row in stored_rows(
                data, "--db", kind)], ["Alt", "Neu", "Mehr"])

        self.for_each_kind(check)

    def test_a_last_save_without_room_is_told_and_harms_nothing(self):
        def check(kind, data, file):
            storify = self.open(kind, data)
            storify.ask("items_count")
            limit_file_size(storify, 10)
            storify.send("add_product Mehr 4 4")
            result = storify.finish()
            self.assertEqual(result.code, STORAGE_FAILED)
            self.assertIn(str(file), result.stderr)
            self.assertEqual([row["name"] for row in stored_rows(
                data, "--db", kind)], ["Alt", "Neu"])

        self.for_each_kind(check)

    def test_a_disk_that_is_full_at_the_start_is_told(self):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            result = run(*commands("items_count"), data=self.folder / "new")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        self.assertEqual((result.code, result.stdout), (STORAGE_FAILED, ""))
        self.assertIn(str(self.folder / "new"), result.stderr)

    def test_without_any_room_nothing_is_left_half_written(self):
        def check(kind, data, file):
            before = file.read_bytes()
            storify = self.open(kind, data)
            storify.ask("items_count")
            limit_file_size(storify, 0)
            storify.send("remove_product 1")
            self.assertEqual(storify.finish().code, STORAGE_FAILED)
            self.assertEqual(file.read_bytes(), before)
            left = {path.name for path in data.iterdir()}
            self.assertLessEqual(left, {file.name, file.name + ".bak",
                                        file.name + ".xxh128sum",
                                        "storify.lock"})

        self.for_each_kind(check)


if __name__ == "__main__":
    unittest.main()
