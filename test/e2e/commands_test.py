# SPDX-License-Identifier: BSD-3-Clause
"""What commands and options answer, and the exit codes."""
import re
import tempfile
import unittest
from pathlib import Path

from storify_process import NOWHERE, Conversation, commands, run

FINE, WRONG_USAGE, NOT_FOUND = 0, 2, 3

# A command line, and what it answers in a shop where product 1 is a lamp.
ANSWERS = [
    ('add_product "Table basse" 19.99 0',
     "added 2: Table basse, 19.99 EUR, 0"),
    ("add_product Lampe 19,99 3", "added 2: Lampe, 19.99 EUR, 3"),
    ("add Lampe '1 649,99 €' 1", "added 2: Lampe, 1649.99 EUR, 1"),
    ("add Lampe 1.299,00 1", "added 2: Lampe, 1299.00 EUR, 1"),
    ("add Lampe 0 0", "added 2: Lampe, 0.00 EUR, 0"),
    (r"add L\'Étagère\ d\"angle 5 1", "added 2: L'Étagère d\"angle, 5.00 "
                                     "EUR, 1"),
    ("""add "L'un"' et "l'"'"autre 5 1""",
     """added 2: L'un et "l'autre, 5.00 EUR, 1"""),
    ("add -- -5% 5 1", "added 2: -5%, 5.00 EUR, 1"),
    ("  add\tLampe   5  1  ", "added 2: Lampe, 5.00 EUR, 1"),
    ("modify_product 1 --name Neu", "modified 1: Neu, 649.99 EUR, 7"),
    ("modify 1 --price 5", "modified 1: Lampe, 5.00 EUR, 7"),
    ("modify --quantity 2 1", "modified 1: Lampe, 649.99 EUR, 2"),
    ("modify 1 --price=5 --quantity=0 --name 'N N'",
     "modified 1: N N, 5.00 EUR, 0"),
    ("remove_product 1", "removed 1: Lampe, 649.99 EUR, 7"),
    ("remove 1", "removed 1: Lampe, 649.99 EUR, 7"),
    ("rm 1", "removed 1: Lampe, 649.99 EUR, 7"),
    ("items_count", "7"),
    ("count", "7"),
]

# A command line, its exit code and words of the sentence on stderr.
FAILURES = [
    ("frobnicate", WRONG_USAGE, 'no command "frobnicate"'),
    ("lst", WRONG_USAGE, "did you mean list"),
    ("help frobnicate", WRONG_USAGE, 'no command "frobnicate"'),
    ("add_product Lampe", WRONG_USAGE, "PRICE"),
    ("add_product Lampe 1", WRONG_USAGE, "QUANTITY"),
    ("add_product Lampe 1 1 1", WRONG_USAGE, "too many"),
    ("add_product '' 1 1", WRONG_USAGE, "name"),
    ("add_product Lampe eins 1", WRONG_USAGE, '"eins" is not a price'),
    ("add_product Lampe -1 1", WRONG_USAGE, '"-1" is not a price'),
    ("add_product Lampe 1 -1", WRONG_USAGE, '"-1" is not a quantity'),
    ("add_product Lampe 1 1.5", WRONG_USAGE, '"1.5" is not a quantity'),
    ('add_product "Lampe 1 1', WRONG_USAGE, "never closed"),
    ("add_product Lampe 1 1 --colour x", WRONG_USAGE, "--colour"),
    ("modify_product 1 --colour x", WRONG_USAGE, "--colour"),
    ("modify_product eins --price 1", WRONG_USAGE, '"eins"'),
    ("modify_product 99 --price 1", NOT_FOUND, "no product 99"),
    ("remove_product", WRONG_USAGE, "ID"),
    ("remove_product 99", NOT_FOUND, "no product 99"),
    ("list_inventory --format xml", WRONG_USAGE, "xml"),
    ("list_inventory --sort colour", WRONG_USAGE, "colour"),
    ("list_inventory --limit x", WRONG_USAGE, '"x"'),
    ("find", WRONG_USAGE, "TEXT"),
    ("items_count 1", WRONG_USAGE, '"1"'),
    ("scrape NOWHERE", NOT_FOUND, 'no category "NOWHERE"'),
    ("import nowhere.csv", NOT_FOUND, "nowhere.csv"),
    ("import inventory.xls", WRONG_USAGE, "inventory.xls"),
    ("export inventory.xls", WRONG_USAGE, "inventory.xls"),
]

WRONG_OPTIONS = [
    ("--nonsense",), ("nonsense",), ("--db", "xml"), ("--format", "xml"),
    ("--scrape", "often"), ("--pace", "soon"), ("--autosave", "5"),
    ("--pace", "-1s"), ("--limit", "-1"), ("--limit", "many"),
    ("--seed", "x"), ("-c",), ("--data",),
]


class LampCase(unittest.TestCase):
    """Each test has a shop with one product."""

    def open(self, *arguments):
        storify = self.enterContext(
            Conversation("--scrape", "never", *arguments))
        self.assertEqual(storify.ask("add_product Lampe 649,99 7"),
                         "added 1: Lampe, 649.99 EUR, 7")
        return storify

    def run_given(self, *lines, options=()):
        return run("--scrape", "never", *options, *commands(
            "add_product Lampe 649,99 7", *lines))


class AnswersTest(LampCase):
    def test_each_command_answers_its_line(self):
        for line, answer in ANSWERS:
            with self.subTest(line):
                result = self.run_given(line)
                self.assertEqual((result.code, result.stderr), (FINE, ""))
                self.assertEqual(result.stdout.splitlines()[1:], [answer])

    def test_a_conversation_gets_each_answer_before_it_goes_on(self):
        storify = self.open()
        for number in range(2, 20):
            self.assertEqual(storify.ask(f"add_product P{number} 1 {number}"),
                             f"added {number}: P{number}, 1.00 EUR, {number}")
            self.assertEqual(storify.ask("items_count"),
                             str(6 + number * (number + 1) // 2))
        self.assertEqual(storify.finish().stderr, "")

    def test_several_are_removed_or_none(self):
        storify = self.open()
        storify.ask("add_product Table 5 1")
        storify.send("remove_product 1 99 2")
        self.assertIn("no product 99", storify.stderr.until("\n"))
        self.assertEqual(storify.ask("items_count"), "8")
        self.assertEqual(storify.answer("remove_product 1 2"),
                         ["removed 1: Lampe, 649.99 EUR, 7",
                          "removed 2: Table, 5.00 EUR, 1"])

    def test_save_says_where_and_how_many(self):
        for kind, name in (("sqlite", "inventory.db"),
                           ("json", "inventory.json"),
                           ("csv", "inventory.csv")):
            storify = self.open("--db", kind, "--autosave", "0")
            file = storify.data / name
            first, second = storify.ask("save"), storify.ask("save")
            if kind != "sqlite":  # where the command was saved already
                self.assertEqual(first, f"saved 1 product to {file}")
            self.assertEqual(second,
                             f"nothing to save: {file} holds all 1 product")

    def test_help_names_every_command_and_explains_each(self):
        storify = self.open()
        listed = storify.answer("help")
        self.assertEqual(storify.answer("?"), listed)
        for name in ("list_inventory", "add_product", "remove_product",
                     "modify_product", "items_count", "find", "save",
                     "scrape", "scrapers", "wait", "import", "export",
                     "help", "exit"):
            self.assertTrue(any(re.match(rf"  {name}\b", line)
                                for line in listed), name)
            more = "\n".join(storify.answer(f"help {name}"))
            self.assertIn(f"usage: {name}", more)

    def test_nothing_is_answered_to_an_empty_line(self):
        storify = self.open()
        self.assertEqual(storify.answer("\n   \n\t"), [])

    def test_scrape_names_the_categories_and_wait_sums_up(self):
        result = run("--scrape", "never", "--pace", "0s", *commands(
            "wait", "scrape jardin MEUBLE", "wait", "scrape", "wait"))
        self.assertEqual(result.stdout.splitlines(), [
            "all in: 0 products, nothing was scraped; `scrape` does",
            "scraping JARDIN, MEUBLE",
            "all in: 20 products, 0 of 3 categories failed",
            "scraping MEUBLE, JARDIN, LUMINAIRE",
            "all in: 30 products, 0 of 3 categories failed"])


class FailuresTest(LampCase):
    def test_each_is_a_sentence_on_stderr_and_an_exit_code(self):
        for line, code, words in FAILURES:
            with self.subTest(line):
                result = self.run_given(line, "items_count")
                self.assertEqual(result.code, code, result.stderr)
                self.assertEqual(result.stdout.splitlines()[1:], ["7"])
                self.assertIn(words, result.stderr)
                self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_a_question_that_nobody_answers_is_a_failure(self):
        result = self.run_given("modify_product 1", "items_count")
        self.assertEqual(result.code, WRONG_USAGE, result.stderr)
        self.assertIn("nobody is there to answer", result.stderr)
        self.assertEqual(result.stdout.splitlines()[1:], ["7"])

    def test_the_first_failure_gives_the_code(self):
        missing, wrong = "remove_product 99", "frobnicate"
        self.assertEqual(self.run_given(missing, wrong, "count").code,
                         NOT_FOUND)
        self.assertEqual(self.run_given(wrong, missing, "exit").code,
                         WRONG_USAGE)

    def test_stop_ends_the_run_at_the_first_failure(self):
        result = self.run_given("remove_product 99", "items_count",
                                options=["--stop"])
        self.assertEqual(result.code, NOT_FOUND)
        self.assertEqual(len(result.stdout.splitlines()), 1)
        piped = run("--scrape", "never", "--stop",
                    stdin="frobnicate\nitems_count\n")
        self.assertEqual((piped.code, piped.stdout), (WRONG_USAGE, ""))

    def test_exit_leaves_the_rest_undone(self):
        for word in ("exit", "quit"):
            result = self.run_given(word, "items_count")
            self.assertEqual((result.code, len(result.stdout.splitlines())),
                             (FINE, 1))


class OptionsTest(unittest.TestCase):
    def test_wrong_options_are_told_and_nothing_is_made(self):
        for options in WRONG_OPTIONS:
            with self.subTest(options), Conversation(*options) as storify:
                result = storify.finish()
                self.assertEqual((result.code, result.stdout),
                                 (WRONG_USAGE, ""))
                self.assertIn(options[-1].lstrip("-"), result.stderr
                              .replace("--command", "-c"))
                self.assertIn("--help", result.stderr)
                self.assertFalse(storify.data.exists())

    def test_a_profile_that_cannot_be_used_is_told(self):
        missing = run("--site", "nowhere.json", *commands("count"))
        self.assertEqual(missing.code, NOT_FOUND)
        self.assertIn("nowhere.json", missing.stderr)
        wrong = run("--site", Path(__file__).resolve(), *commands("count"))
        self.assertEqual(wrong.code, WRONG_USAGE)
        self.assertIn("commands_test.py", wrong.stderr)

    def test_version_and_help(self):
        version = run("--version")
        self.assertEqual((version.code, version.stderr), (FINE, ""))
        self.assertRegex(version.stdout, r"^storify \d+\.\d+\.\d+\n$")
        told = run("--help")
        self.assertEqual((told.code, told.stderr), (FINE, ""))
        for option in ("--data", "--db", "--site", "--scrape", "--limit",
                       "--pace", "--autosave", "--format", "--seed",
                       "--no-color", "--yes", "--quiet", "--version",
                       "--help", "-c", "--stop"):
            self.assertRegex(told.stdout, rf"(?<!\w){option}\b")

    def test_the_folder_is_found_by_environment_and_home(self):
        folders = {"STORIFY_DATA": "", "XDG_DATA_HOME": "storify",
                   "HOME": ".local/share/storify"}
        for name, below in folders.items():
            with (self.subTest(name),
                  tempfile.TemporaryDirectory() as folder):
                place = Path(folder) / "elsewhere"
                made = run("--scrape", "never", *commands("save"),
                           env={name: str(place)}, data=NOWHERE)
                self.assertEqual(made.code, FINE)
                self.assertIn(str(place / below / "inventory.db"),
                              made.stdout)


if __name__ == "__main__":
    unittest.main()
