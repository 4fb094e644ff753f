# SPDX-License-Identifier: BSD-3-Clause
"""Makes the pages of the loopback shop, and tells what they hold.

A product is a function of its category, page and place, so that a test
computes what it expects without asking the server.
"""
import hashlib
import html
from typing import NamedTuple


class Product(NamedTuple):
    sku: str  # 12 characters
    name: str
    cents: int
    url: str  # the href of its tile

    @property
    def price(self):
        """Returns the price as storify prints it: 649.99."""
        return f"{self.cents // 100}.{self.cents % 100:02}"


ATELIER = Product("ATELIER00002", "Meuble TV Atelier II", 64999,
                  "/produit/ATELIER00002")

# Markup of names that would harm a terminal: raw bytes and entities.
HARMFUL_NAMES = [
    "Lampe \x1b[31mrouge\x1b[0m",
    "Lampe &#27;[2J&#x1b;[H effacée",
    "Lampe \x1b]0;titre\x07 &#27;]52;c;bGVhaw==&#7; titrée",
    "Lampe \u202eesrever\u202c \u2066isolée\u2069 &#x202e;entité",
    "Lampe \x7f &#127; DEL",
    "Lampe \u009b31m &#155;31m &#x9b;5m C1",
    "Lampe \b\b\b &#8;&#8;\x0e\x0c&#12; recul",
]


def products(category, page=1, tiles=24, price_add=0):
    """Returns the products of a page, in order; all SKUs and names differ."""
    made = []
    for place in range(1, tiles + 1):
        key = f"{category}/{page}/{place}"
        digest = hashlib.sha256(key.encode()).hexdigest()
        sku = digest[:12].upper()
        cents = 500 + int(digest[12:20], 16) % 300_000 + price_add
        name = f"Étagère d'angle & Cie {category} {page}-{place}"
        made.append(Product(sku, name, cents, f"/produit/{sku}"))
    return made


def price_text(cents):
    euros = f"{cents // 100:,}".replace(",", "\u202f")
    return f"{euros},{cents % 100:02}\u00a0€"


def tile(product, name_markup=None):
    """Returns a product's tile; `name_markup` goes in unescaped."""
    name = name_markup or html.escape(product.name)
    return (f'<div class="article-tile" data-sku="{product.sku}">\n'
            f'  <a class="article-tile__link" href="{product.url}"></a>\n'
            f'  <div class="article-tile__name"> {name} </div>\n'
            '  <span class="article__price">\n'
            f'    {price_text(product.cents)}</span>\n</div>\n')


def tiles_of(listed):
    return "".join(map(tile, listed))


def page(body, next_url=None, meta='<meta charset="utf-8">'):
    """Returns a whole page; without `next_url` it is the last one."""
    link = more = ""
    if next_url:
        href = html.escape(next_url)
        link = f'<link rel="next" href="{href}">'
        more = f'<a rel="next" href="{href}">Suivante</a>'
    return (f'<!DOCTYPE html>\n<html lang="fr"><head>{meta}'
            f'<title>Boutique d’essai</title>{link}</head>\n'
            f'<body><main>\n{body}</main>{more}</body></html>\n')


def harmful_page():
    listed = products("escape", tiles=len(HARMFUL_NAMES))
    return page("".join(map(tile, listed, HARMFUL_NAMES)))


def deep_page(depth=100_000):
    """Returns a page with a tile before and after `depth` open elements."""
    first, last = products("deep", tiles=2)
    return page(tile(first) + "<div><b></i></p>" * (depth // 2) + tile(last))
