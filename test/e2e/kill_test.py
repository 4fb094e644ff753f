# SPDX-License-Identifier: BSD-3-Clause
"""What a person was told outlives kill -9, at any moment.

$STORIFY_KILLS says how often it is killed, $STORIFY_KILL_SEED which commands
are given (when they are hit is up to the machine).
"""
import os
import random
import signal
import sqlite3
import tempfile
import threading
import unittest
from pathlib import Path

from byte_stream import NotInTime
from storify_process import Conversation, one_line_word

SLOW = "STORIFY_SANITIZED" in os.environ
KILLS = int(os.environ.get("STORIFY_KILLS", 30 if SLOW else 300))
SEED = int(os.environ.get("STORIFY_KILL_SEED", 1))
KILLS_OF_A_SHOP = 50
NAMES = ("Lampe", "Table ronde", 'l\'"Œil"', "=cmd()", "🪑", "a;b,c",
         "Banc\nvert")
MOST_ROWS = 120  # beyond, more is removed than added


def row(name, cents, quantity):
    return {"name": name, "price": cents / 100, "quantity": quantity}


class Person:
    """Gives random commands, and knows what each of them comes to.

    rows:   what the shop holds, by id, as far as it was acknowledged
    change: what the command that was given last makes of them; None when it
            was answered. A product that is added has the id None: the shop
            gives it one.
    """

    def __init__(self, seed, folder):
        self.random = random.Random(seed)
        self.folder = folder
        self.rows = {}
        self.change = None
        self.highest = 0  # id that was ever seen

    def command(self):
        """Returns the next command."""
        removes = 6 if len(self.rows) > MOST_ROWS else 2
        weights = {self.add: 4, self.modify: 3, self.remove: removes,
                   self.import_file: 1, self.save: 1}
        if not self.rows:
            return self.add()
        [what] = self.random.choices(list(weights), weights.values())
        return what()

    def add(self):
        name, cents, quantity = self.draft()
        self.change = {None: [row(name, cents, quantity)]}
        return (f"add_product {one_line_word(name)} {cents / 100:.2f} "
                f"{quantity}")

    def modify(self):
        which = self.random.choice(list(self.rows))
        name, cents, quantity = self.draft()
        self.change = {which: row(name, cents, quantity)}
        return (f"modify_product {which} --name {one_line_word(name)} "
                f"--price {cents / 100:.2f} --quantity {quantity}")

    def remove(self):
        count = self.random.randint(1, min(5, len(self.rows)))
        which = self.random.sample(list(self.rows), count)
        self.change = dict.fromkeys(which)
        return "remove_product " + " ".join(map(str, which))

    def import_file(self):
        """Some rows change products, some add new ones."""
        self.change = {None: []}
        lines = ["id\tname\tprice\tquantity"]
        which = self.random.sample(list(self.rows),
                                   min(3, len(self.rows)))
        for key in which + [None] * self.random.randint(1, 30):
            name, cents, quantity = self.draft()
            if key is None:
                self.change[None].append(row(name, cents, quantity))
            else:
                self.change[key] = row(name, cents, quantity)
            in_tsv = name.replace("\n", r"\n")
            lines.append(f"{key or ''}\t{in_tsv}\t{cents / 100:.2f}\t{quantity}")
        file = self.folder / "rows.tsv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return f"import {file}"

    def save(self):
        self.change = {}
        return "save"

    def draft(self):
        return (self.random.choice(NAMES), self.random.randint(0, 99_999),
                self.random.randint(0, 99))

    def changed(self, found):
        """Returns what the change makes of the rows; ids of new ones come
        from what was found."""
        result = dict(self.rows)
        for key, value in self.change.items():
            if value is None:
                del result[key]
            elif key is not None:
                result[key] = value
        new = [key for key in sorted(found) if key > self.highest]
        result.update(zip(new, self.change.get(None, ())))
        if len(new) != len(self.change.get(None, ())):
            result[None] = f"{len(new)} products are new"
        return result

    def hears(self, answer):
        """Takes the answer to the command given last."""
        first = self.highest + 1
        if answer.startswith("added"):
            first = int(answer.split()[1].rstrip(":"))
        new = range(first, first + len(self.change.get(None, ())))
        self.settle(self.changed(set(new)))

    def settle(self, rows):
        self.rows = rows
        self.change = None
        self.highest = max([self.highest, *rows])


class KillTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.lost = self.kept = 0  # of commands under way

    def test_what_was_acknowledged_is_there_and_nothing_is_by_half(self):
        for first in range(0, KILLS, KILLS_OF_A_SHOP):
            with self.subTest(seed=SEED, first=first):
                self.kill_a_shop(f"{SEED}-{first}",
                                 min(KILLS_OF_A_SHOP, KILLS - first))
        if not SLOW:  # else it hit nothing
            self.assertGreater(self.lost + self.kept, KILLS // 10)

    def kill_a_shop(self, seed, kills):
        person = Person(seed, self.folder)
        data = self.folder / seed
        for _ in range(kills):
            with self.opened(data) as storify:
                self.compare(person, storify)
                self.work_until_killed(person, storify)
        with self.opened(data) as storify:
            self.compare(person, storify)
            result = storify.finish()
        self.assertEqual((result.code, result.stderr), (0, ""))
        with sqlite3.connect(data / "inventory.db") as database:
            found = database.execute("PRAGMA integrity_check").fetchall()
        database.close()
        self.assertEqual(found, [("ok",)])

    def opened(self, data):
        return Conversation("--scrape", "never", "--yes", data=data)

    def compare(self, person, storify):
        """The command that was under way counts wholly or not at all."""
        found = {each["id"]: {key: each[key]
                              for key in ("name", "price", "quantity")}
                 for each in storify.rows()}
        if person.change and found == (done := person.changed(found)):
            self.kept += 1
            person.settle(done)
        else:
            self.lost += bool(person.change)
            self.assertEqual(found, person.rows)
            person.settle(found)

    def work_until_killed(self, person, storify):
        after = person.random.uniform(0.001, 0.050)
        killer = threading.Timer(after, storify.signal, [signal.SIGKILL])
        killer.start()
        try:
            while True:
                command = person.command()
                lines = len(person.change) if command[0] == "r" else 1
                person.hears(storify.ask(command))
                for _ in range(lines - 1):  # one for each that was removed
                    storify.stdout.until("\n")
        except NotInTime:  # that was the end of it
            killer.join()
        self.assertEqual(storify.wait(), -signal.SIGKILL)
        self.assertEqual(storify.stderr.everything(), "")


if __name__ == "__main__":
    unittest.main()
