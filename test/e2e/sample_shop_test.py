# SPDX-License-Identifier: BSD-3-Clause
"""The sample shop that ships, from its pages to the screen."""
import csv
import io
import unittest

from loopback_shop import SAMPLE_PROFILE
from storify_process import commands, run

EXPECTED = SAMPLE_PROFILE.parent.parent / "sample" / "expected.csv"
CATEGORIES = {"meubles": "MEUBLE", "jardin": "JARDIN",
              "luminaires": "LUMINAIRE"}


def expected_rows():
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(*arguments, seed=7):
    """Fills a new shop and returns what `wait` said, the count, the rows."""
    result = run("--seed", seed, "--pace", "0s", *arguments,
                 *commands("wait", "items_count",
                           "list_inventory --format csv"))
    if result.code or result.stderr:
        raise AssertionError(f"{result.code}: {result.stderr}")
    waited, count, listed = result.stdout.split("\n", 2)
    return waited, int(count), list(csv.DictReader(io.StringIO(listed)))


def without_ids(rows):
    return sorted((row["name"], row["price"], row["quantity"])
                  for row in rows)


class SampleShopTest(unittest.TestCase):
    def test_every_run_with_one_seed_brings_the_same(self):
        runs = [fill() for _ in range(3)]
        for waited, count, rows in runs:
            self.assertEqual(
                waited, "all in: 30 products, 0 of 3 categories failed")
            self.assertEqual(len(rows), 30)
            self.assertEqual(count, sum(int(row["quantity"]) for row in rows))
            self.assertEqual(without_ids(rows), without_ids(runs[0][2]))
            self.assertEqual({row["id"] for row in rows},
                             {str(number) for number in range(1, 31)})

    def test_another_seed_invents_other_quantities(self):
        first, other = fill()[2], fill(seed=8)[2]
        self.assertNotEqual(without_ids(first), without_ids(other))
        self.assertEqual(sorted(row["name"] for row in first),
                         sorted(row["name"] for row in other))

    def test_without_a_limit_all_is_as_the_generator_wrote_it(self):
        waited, count, rows = fill("--limit", 0)
        self.assertEqual(waited,
                         "all in: 288 products, 0 of 3 categories failed")
        self.assertEqual(count, sum(int(row["quantity"]) for row in rows))
        found = {row["key"]: (row["name"], row["price"], row["category"])
                 for row in rows}
        wanted = {"sku:" + row["sku"]: (row["name"], row["price"],
                                        CATEGORIES[row["category"]])
                  for row in expected_rows()}
        self.assertEqual((len(rows), len(wanted)), (288, 288))
        self.assertEqual(found, wanted)

    def test_invented_quantities_are_0_to_50(self):
        quantities = {int(row["quantity"]) for row in fill("--limit", 0)[2]}
        self.assertLessEqual(quantities, set(range(51)))
        self.assertGreater(len(quantities), 40)


if __name__ == "__main__":
    unittest.main()
