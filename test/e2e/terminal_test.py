# SPDX-License-Identifier: BSD-3-Clause
"""What a person meets at the prompt, in a terminal."""
import tempfile
import time
import unittest
from pathlib import Path

from byte_stream import PATIENCE, plain
from loopback_shop import loopback_shop
from storify_process import PROMPT, Screen, stored_rows

AGAIN = "Ctrl-C again within 2 s saves and leaves"
UP, BACKSPACE, CONTROL_C, CONTROL_D = "\x1b[A", "\x7f", "\x03", "\x04"
BEGIN_PASTE, END_PASTE = "\x1b[200~", "\x1b[201~"
INTERRUPTED = 130


class ScreenCase(unittest.TestCase):
    def open(self, *arguments, **options):
        """Starts storify in a terminal, up to its first prompt."""
        screen = self.enterContext(Screen(
            *(arguments or ("--scrape", "never")), **options))
        screen.read_until(PROMPT)
        return screen

    def ask(self, screen, line):
        """Enters a line and returns what is shown up to the next prompt."""
        screen.enter(line)
        shown = plain(screen.read_until(PROMPT))
        return shown.removesuffix(PROMPT).replace("\r\n", "\n")

    def leave(self, screen):
        screen.enter("exit")
        self.assertEqual(screen.finish()[0], 0)


class ScrapingCase(ScreenCase):
    def setUp(self):
        self.shop = self.enterContext(loopback_shop())
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def site(self, path, **settings):
        return self.shop.profile(self.folder / "site.json", {"GRAND": path},
                                 **settings)


class LineTest(ScreenCase):
    def test_a_prompt_stands_below_each_answer(self):
        screen = self.open()
        self.assertEqual(self.ask(screen, "items_count"), "items_count\n0\n")
        self.assertEqual(
            self.ask(screen, "add_product 'Lampe à huile' 19,99 3"),
            "add_product 'Lampe à huile' 19,99 3\n"
            "added 1: Lampe à huile, 19.99 EUR, 3\n")
        self.assertEqual(self.ask(screen, ""), "\n")
        self.leave(screen)

    def test_control_d_on_an_empty_line_leaves(self):
        screen = self.open()
        screen.type("abc" + CONTROL_D)  # deletes to the right: nothing
        screen.type(BACKSPACE * 3)
        self.ask(screen, "items_count")
        screen.type(CONTROL_D)
        self.assertEqual(screen.finish()[0], 0)

    def test_a_failed_command_is_no_failure_of_the_shop(self):
        screen = self.open()
        self.assertIn("no command", self.ask(screen, "frobnicate"))
        self.leave(screen)

    def test_control_c_clears_the_line_and_says_how_to_leave(self):
        screen = self.open()
        screen.type("add_product Lampe 1 1" + CONTROL_C)
        self.assertIn(AGAIN, screen.read_until(PROMPT))
        self.assertEqual(self.ask(screen, "items_count"), "items_count\n0\n")

    def test_control_c_twice_leaves(self):
        screen = self.open("--scrape", "never", "--db", "csv", "--autosave",
                           "0")
        self.ask(screen, "add_product Lampe 1 1")
        screen.type("abc" + CONTROL_C)
        screen.read_until(PROMPT)
        screen.type(CONTROL_C)
        self.assertEqual(screen.finish()[0], INTERRUPTED)
        self.assertEqual(len(stored_rows(screen.data, "--db", "csv")), 1)

    def test_control_c_again_after_2_s_only_says_so_again(self):
        screen = self.open()
        for _ in range(2):
            screen.type(CONTROL_C)
            self.assertIn(AGAIN, screen.read_until(PROMPT))
            time.sleep(2.1)
        self.assertEqual(self.ask(screen, "items_count"), "items_count\n0\n")

    def test_pasted_lines_run_one_after_the_other(self):
        lines = ["add_product A 1 1", "add_product B 2 2", "items_count"]
        for begin, end in ((BEGIN_PASTE, END_PASTE + "\r"), ("", "\r")):
            screen = self.open()
            screen.type(begin + "\r".join(lines) + end)
            screen.read_until("added 1: A, 1.00 EUR, 1")
            screen.read_until("added 2: B, 2.00 EUR, 2")
            self.assertTrue(plain(screen.read_until("3\r\n" + PROMPT)))
            self.leave(screen)

    def test_a_pasted_escape_sequence_harms_nothing(self):
        screen = self.open()
        screen.type(BEGIN_PASTE + "frob\x1b[31mnicate" + END_PASTE + "\r")
        shown = screen.read_until(PROMPT)
        self.assertNotIn("\x1b[31mnicate", shown)
        self.assertEqual(self.ask(screen, "items_count"), "items_count\n0\n")

    def test_tab_completes_a_command(self):
        screen = self.open()
        screen.type("items_c\t\r")
        self.assertIn("items_count \r\n0\r\n",
                      plain(screen.read_until(PROMPT)))

    def test_tab_completes_a_category(self):
        screen = self.open("--scrape", "never")
        screen.type("list --category MEU\t\r")
        self.assertIn("--category MEUBLE \r\nno products\r\n",
                      plain(screen.read_until(PROMPT)))

    def test_tab_completes_the_name_of_a_file(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        screen = self.open()
        self.ask(screen, "add_product A 1 1")
        self.ask(screen, f"export '{folder}/my goods.csv'")
        screen.type(f"import {folder}/my\t\r")
        self.assertIn("goods.csv: 0 added, 0 modified, 1 unchanged",
                      plain(screen.read_until(PROMPT)))

    def test_ctrl_d_gives_up_a_dialog_and_not_the_shop(self):
        screen = self.open()
        screen.enter("add")
        screen.read_until("Name: ")
        screen.type(CONTROL_D)
        self.assertIn("gave up add; Ctrl-D again leaves",
                      screen.read_until(PROMPT))
        self.assertEqual(self.ask(screen, "items_count"), "items_count\n0\n")
        screen.type(CONTROL_D)
        self.assertEqual(screen.finish()[0], 0)

    def test_history_survives_a_restart(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        screen = self.open(data=folder)
        self.ask(screen, "add_product Étagère 1 7")
        self.leave(screen)
        screen = self.open(data=folder)
        screen.type(UP)
        screen.read_until("exit")
        screen.type(UP)
        screen.read_until("add_product Étagère 1 7")
        self.assertIn("added 2: Étagère, 1.00 EUR, 7", self.ask(screen, ""))

    def test_a_table_is_as_wide_as_the_terminal_is_now(self):
        screen = self.open(columns=100)
        name = "Étagère d'angle très longue en chêne massif"
        self.ask(screen, f'add_product "{name}" 5 1')
        for columns in (100, 60, 100):
            screen.resize(24, columns)  # draws the prompt again
            screen.enter("list_inventory")
            shown = plain(screen.read_until("1 product\r\n"))
            self.assertEqual(name in shown, columns == 100)
            self.assertLessEqual(max(map(len, shown.splitlines())), columns)
            screen.read_until(PROMPT)

    def test_a_lost_terminal_saves_and_leaves(self):
        for kind in ("sqlite", "csv"):
            data = self.enterContext(tempfile.TemporaryDirectory())
            screen = self.open("--scrape", "never", "--db", kind,
                               "--autosave", "0", data=data)
            self.ask(screen, "add_product Lampe 1 7")
            screen.type("half a line")
            screen.hang_up()
            self.assertGreaterEqual(screen.wait(5), 0)
            rows = stored_rows(data, "--db", kind)
            self.assertEqual([row["name"] for row in rows], ["Lampe"])

    def test_without_a_utf8_locale_accents_still_work(self):
        screen = self.open(env={"LC_ALL": "C", "LANG": "C"})
        screen.type("add_product Étagèreß" + BACKSPACE)  # one character
        self.assertIn("added 1: Étagère, 5.00 EUR, 1",
                      self.ask(screen, " 5 1"))
        self.assertIn("Étagère", self.ask(screen, "find etagere"))
        self.assertEqual(stored_rows(self.leave_and_keep(screen))[0]["name"],
                         "Étagère")

    def leave_and_keep(self, screen):
        self.leave(screen)
        return screen.data


class DialogTest(ScreenCase):
    def answer(self, screen, typed, question):
        screen.enter(typed)
        return plain(screen.read_until(question))

    def test_add_product_asks_until_it_can_use_the_answer(self):
        screen = self.open()
        self.answer(screen, "add_product", "\nName: ")
        self.answer(screen, "Lampe à poser", "\nPrice: ")
        self.assertIn('"teuer" is not a price',
                      self.answer(screen, "teuer", "\nPrice: "))
        self.answer(screen, "19,99", "\nQuantity: ")
        self.assertIn("added 1: Lampe à poser, 19.99 EUR, 3",
                      self.ask(screen, "3"))

    def test_modify_product_keeps_what_is_not_typed(self):
        screen = self.open()
        self.ask(screen, "add_product Lampe 19,99 3")
        self.answer(screen, "modify_product 1", "\nName [Lampe]: ")
        self.answer(screen, "", "\nPrice [19.99]: ")
        self.answer(screen, "5", "\nQuantity [3]: ")
        self.assertIn("modified 1: Lampe, 5.00 EUR, 3", self.ask(screen, ""))
        self.answer(screen, "modify_product", "\nID: ")
        self.answer(screen, "1", "\nName [Lampe]: ")
        self.answer(screen, "Neu", "\nPrice [5.00]: ")
        self.answer(screen, "", "\nQuantity [3]: ")
        self.assertIn("modified 1: Neu, 5.00 EUR, 0", self.ask(screen, "0"))

    def test_control_c_ends_a_dialog(self):
        screen = self.open()
        self.answer(screen, "add_product", "\nName: ")
        screen.type("Lam" + CONTROL_C)
        self.assertIn(AGAIN, screen.read_until(PROMPT))
        self.assertEqual(self.ask(screen, "items_count"), "items_count\n0\n")

    def test_removing_several_is_asked_first(self):
        screen = self.open()
        self.ask(screen, "add_product A 1 1")
        self.ask(screen, "add_product B 1 1")
        for no in ("n", "", "No"):
            self.answer(screen, "remove_product 1 2", "2 products? [y/N] ")
            self.assertIn("nothing removed", self.ask(screen, no))
        self.answer(screen, "remove_product 1 2", "2 products? [y/N] ")
        gone = self.ask(screen, "y")
        self.assertIn("removed 1: A", gone)
        self.assertIn("removed 2: B", gone)

    def test_a_line_pasted_behind_a_question_is_no_answer(self):
        lines = ["remove_product 1 2", "items_count", "add_product C 1 1"]
        for begin, end in ((BEGIN_PASTE, END_PASTE + "\r"), ("", "\r")):
            screen = self.open()
            self.ask(screen, "add_product A 1 1")
            self.ask(screen, "add_product B 1 1")
            screen.type(begin + "\r".join(lines) + end)
            screen.read_until("nothing removed\r\n2\r\n")
            screen.read_until("added 3: C, 1.00 EUR, 1\r\n" + PROMPT)
            self.leave(screen)

    def test_with_yes_and_for_one_product_nothing_is_asked(self):
        screen = self.open("--scrape", "never", "--yes")
        for name in "ABC":
            self.ask(screen, f"add_product {name} 1 1")
        self.assertIn("removed 2: B", self.ask(screen, "remove_product 1 2"))
        self.assertIn("removed 3: C", self.ask(screen, "remove_product 3"))


class NoticeTest(ScrapingCase):
    def test_a_notice_leaves_what_is_being_typed(self):
        # Page 9 of 4: a 404, after a while.
        screen = self.open("--site", self.site("/shop/grand/9?delay=0.7"))
        screen.type("items_co")
        screen.read_until("items_co")
        screen.read_until("GRAND: the server refused the page")
        self.assertIn(PROMPT + "items_co", plain(screen.read_until("ms_co")))
        self.assertIn("unt\n0\n", self.ask(screen, "unt"))

    def test_a_notice_comes_between_typed_and_answered_lines_whole(self):
        screen = self.open("--site", self.site("/shop/grand/9?delay=0.3"))
        deadline = time.monotonic() + 5 * PATIENCE
        shown = ""
        while "GRAND: " not in shown and time.monotonic() < deadline:
            shown = self.ask(screen, "items_count").replace("\r", "")
        self.assertRegex(shown, r"(?m)^(Store> )?GRAND: .*\(status 404\)$")


class WaitTest(ScrapingCase):
    def slow_site(self, **settings):
        return self.site("/shop/grand/1?tiles=6&pages=1", pace="150ms",
                         **settings)

    def test_progress_is_shown_and_gone_when_all_is_in(self):
        screen = self.open("--site", self.slow_site())
        screen.enter("wait")
        screen.read_until("2 products, ")
        screen.read_until("pieces so far (Ctrl-C stops waiting)")
        shown = screen.read_until("all in: 6 products, 0 of 1 categories "
                                  "failed\r\n" + PROMPT)
        self.assertIn("\r\x1b[Kall in", shown)

    def test_no_prompt_is_shown_meanwhile(self):
        screen = self.open("--site", self.slow_site())
        screen.enter("wait")
        self.assertNotIn(PROMPT, screen.read_until("all in"))

    def test_lines_typed_meanwhile_run_afterwards(self):
        screen = self.open("--site", self.slow_site())
        screen.enter("wait")
        screen.read_until(" so far")
        screen.enter("add_product Lampe 1 7")
        screen.enter("find Lampe --format csv")
        screen.read_until("all in: 6 products")
        screen.read_until("added 7: Lampe, 1.00 EUR, 7\r\n")
        screen.read_until("7,Lampe,1.00,7,EUR")
        self.leave(screen)

    def test_control_c_stops_waiting_and_not_the_scraper(self):
        screen = self.open("--site", self.slow_site())
        screen.enter("wait")
        screen.read_until(" so far")
        screen.type(CONTROL_C)
        stopped = screen.read_until(PROMPT)
        self.assertIn("interrupted: wait", stopped)
        self.assertNotIn("all in", stopped)
        self.assertIn("all in: 6 products", self.ask(screen, "wait"))
        self.leave(screen)

    def test_leaving_does_not_wait_for_a_slow_page(self):
        screen = self.open("--site", self.site("/shop/grand/1?delay=30"))
        started = time.monotonic()
        self.leave(screen)
        self.assertLess(time.monotonic() - started, 2 * PATIENCE)


if __name__ == "__main__":
    unittest.main()
