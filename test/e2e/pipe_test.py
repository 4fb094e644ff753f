# SPDX-License-Identifier: BSD-3-Clause
"""What a program meets that talks with storify through pipes."""
import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from storify_process import Conversation, Process, commands, run

WRONG_USAGE = 2
INTERRUPTED = 130
MIB = 1 << 20


class Unread(Process):
    """storify with pipes that nobody reads unless the test does."""

    def __init__(self, *arguments, data):
        super().__init__(arguments, data, None, stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def _close(self):
        self.popen.stdin.close()
        self.popen.stdout.close()


class InputTest(unittest.TestCase):
    def setUp(self):
        self.storify = self.enterContext(Conversation("--scrape", "never"))

    def test_without_a_terminal_there_is_no_prompt_and_no_color(self):
        self.storify.ask("add_product Lampe 1 1")
        self.storify.answer("list_inventory")
        self.storify.send("frobnicate")
        result = self.storify.finish()
        for said in (result.stdout, result.stderr):
            self.assertNotIn("Store>", said)
            self.assertNotIn("\x1b", said)

    def test_what_is_not_utf8_is_refused_and_the_next_line_goes_on(self):
        for line in (b"add_product L\xe9onie 1 1\n", b"\xff\n",
                     b"add_product \xed\xa0\x80 1 1\n"):
            self.storify.send_text(line)
            self.assertIn("UTF-8", self.storify.stderr.until("\n"))
            self.assertEqual(self.storify.ask("items_count"), "0")
        self.assertEqual(self.storify.finish().code, WRONG_USAGE)

    def test_a_line_beyond_1_mib_is_refused_and_the_next_goes_on(self):
        for size in (MIB + 1, 20 * MIB):
            self.storify.send_text(b"add " + b"x" * size + b" 1 1\n", 30)
            self.assertIn("longer than 1 MiB",
                          self.storify.stderr.until("\n"))
            self.assertEqual(self.storify.ask("items_count"), "0")
        if "STORIFY_SANITIZED" not in os.environ:
            self.assertLess(self.storify.status("VmHWM"), 100 * 1024)

    def test_a_line_of_just_1_mib_is_read(self):
        line = b"items_count"
        self.storify.send_text(line + b" " * (MIB - len(line)) + b"\n", 30)
        self.assertEqual(self.storify.stdout.until("\n"), "0\n")

    def test_a_last_line_without_an_end_counts(self):
        self.storify.send_text("add_product Lampe 1 7\r\nitems_count")
        result = self.storify.finish()
        self.assertEqual(result.stdout, "added 1: Lampe, 1.00 EUR, 7\n7\n")

    def test_a_null_byte_harms_nothing(self):
        self.storify.send_text(b"add_product La\0mpe 1 1\n")
        self.assertNotEqual(self.storify.stderr.until("\n"), "\n")
        self.assertEqual(self.storify.ask("items_count"), "0")

    def test_control_bytes_do_not_get_into_a_name(self):
        self.storify.send_text(b"add_product 'La\x1b[31mmpe' 1 1\n")
        self.storify.send_text("add_product 'La\u202empe' 1 1\n")
        self.storify.send("frob\x1b[31mnicate")
        result = self.storify.finish()
        self.assertNotIn("\x1b", result.stdout + result.stderr)
        self.assertNotIn("\u202e", result.stdout + result.stderr)

    def test_a_thousand_lines_at_once_are_all_answered_in_order(self):
        self.storify.send_text("".join(
            f"add_product P{n} 1 1\n" for n in range(1, 1001)), 30)
        result = self.storify.finish()
        self.assertEqual(result.stdout.splitlines(), [
            f"added {n}: P{n}, 1.00 EUR, 1" for n in range(1, 1001)])


class DialogTest(unittest.TestCase):
    def setUp(self):
        self.storify = self.enterContext(Conversation("--scrape", "never"))

    def test_a_dialog_reads_the_next_lines(self):
        for line in ("add_product", "Lampe à poser", "19,99"):
            self.storify.send(line)
        self.assertEqual(self.storify.ask("3"),
                         "added 1: Lampe à poser, 19.99 EUR, 3")
        for line in ("modify_product 1", "", "5"):
            self.storify.send(line)
        self.assertEqual(self.storify.ask(""),
                         "modified 1: Lampe à poser, 5.00 EUR, 3")

    def test_a_mistake_ends_the_dialog_of_a_script(self):
        for line in ("add_product", "Lampe", "teuer"):
            self.storify.send(line)
        self.assertIn('"teuer" is not a price',
                      self.storify.stderr.until("\n"))
        self.assertEqual(self.storify.ask("items_count"), "0")
        self.assertEqual(self.storify.finish().code, WRONG_USAGE)

    def test_a_script_is_not_asked_whether_to_remove(self):
        self.storify.send_text("add A 1 1\nadd B 1 1\nremove_product 1 2\n")
        self.assertEqual(self.storify.finish().stdout.splitlines()[2:],
                         ["removed 1: A, 1.00 EUR, 1",
                          "removed 2: B, 1.00 EUR, 1"])


class OutputTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.data = Path(folder) / "data"
        filled = run("--pace", "0s", "--limit", 0, *commands("wait"),
                     data=cls.data)
        assert filled.stdout.startswith("all in: 288"), filled

    def test_a_closed_reader_ends_it_without_a_signal(self):
        lists = commands(*["list_inventory --format csv"] * 20)
        with Unread(*lists, data=self.data) as storify:
            self.assertTrue(storify.popen.stdout.readline()
                            .startswith(b"id,name,price,quantity"))
            storify.popen.stdout.close()
            self.assertGreaterEqual(storify.wait(5), 0)

    def test_what_was_done_before_the_reader_closed_is_kept(self):
        with Unread(data=self.data) as storify:
            storify.popen.stdin.write(b"add_product Lampe 1 1\n")
            self.assertIn(b"added", storify.popen.stdout.readline())
            storify.popen.stdout.close()
            storify.popen.stdin.write(b"list_inventory\n" * 20)
            storify.wait(5)
        found = run(*commands("find Lampe --format csv"), data=self.data)
        self.assertIn(",Lampe,1.00,1,", found.stdout)

    def test_sigterm_ends_it_within_2_s_though_nobody_reads(self):
        lists = commands(*["list_inventory --format json"] * 20)
        for arguments in (lists, ("--format", "json")):
            with Unread(*arguments, data=self.data) as storify:
                if arguments is not lists:
                    storify.popen.stdin.write(b"list\n" * 20)
                started = storify.popen.stdout.read(1)
                self.assertEqual(started, b"[")
                storify.signal(signal.SIGTERM)
                self.assertEqual(storify.wait(2), 0)


class InterruptTest(unittest.TestCase):
    def test_an_interrupt_ends_a_script_before_its_next_command(self):
        lines = commands("items_count", "wait", "export half.csv")
        with Conversation("--pace", "60s", *lines) as storify:
            storify.stdout.until("\n")
            storify.signal(signal.SIGINT)
            result = storify.ended(5)
            self.assertEqual(result.code, INTERRUPTED)
            self.assertEqual(result.stderr, "")
            self.assertFalse((storify.data.parent / "half.csv").exists())


if __name__ == "__main__":
    unittest.main()
