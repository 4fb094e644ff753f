# SPDX-License-Identifier: BSD-3-Clause
"""Reads product tiles with Python's own HTML parser.

A second opinion on what pages hold, not a model of what storify does.
"""
from html.parser import HTMLParser
from typing import NamedTuple

TEXTS = {"article-tile__name": "name", "article__price": "price"}


class Tile(NamedTuple):
    sku: str
    name: str
    price: str  # 649.99
    url: str


class TileReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.next_url = None
        self._field = self._tag = None
        self._open = 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        classes = (given.get("class") or "").split()
        if tag in ("a", "link") and given.get("rel") == "next":
            self.next_url = given["href"]
        if "article-tile" in classes:
            self.found.append({"sku": given["data-sku"], "url": "",
                               "name": "", "price": ""})
        if "article-tile__link" in classes:
            self.found[-1]["url"] = given["href"]
        if self._field:
            self._open += tag == self._tag
        for name in TEXTS.keys() & classes:
            self._field, self._tag, self._open = TEXTS[name], tag, 1

    def handle_endtag(self, tag):
        if self._field and tag == self._tag:
            self._open -= 1
            if self._open == 0:
                self._field = None

    def handle_data(self, data):
        if self._field:
            self.found[-1][self._field] += data


def price_as_printed(text):
    """Returns "1 649,99 €" as "1649.99"."""
    euros, _, cents = "".join(
        c for c in text if c.isdigit() or c == ",").partition(",")
    return f"{euros}.{cents or '00'}"


def read_tiles(text):
    """Returns the tiles of a page and its next link, or None."""
    reader = TileReader()
    reader.feed(text)
    reader.close()
    return [Tile(found["sku"], " ".join(found["name"].split()),
                 price_as_printed(found["price"]), found["url"])
            for found in reader.found], reader.next_url
