#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Writes the sample shop: category pages in the home24 tile structure.

usage: generate.py [DIR]          write the pages and expected.csv
       generate.py --check [DIR]  exit 1 if a file differs from that

DIR is the folder of this script unless given. DIR/<category>/index.html,
page-2.html ... hold the products, DIR/expected.csv tells what a reader must
find in them: entities decoded, white space collapsed and trimmed. The output
depends on nothing but this file: no clock, no chance, no locale.
"""
import argparse
import csv
import hashlib
import html
import io
import json
import re
import sys
import unicodedata
from html.entities import codepoint2name
from pathlib import Path
from typing import NamedTuple

PAGES = 4
TILES = 24
PAGE_BYTES = 100_000

KINDS = {
    "meubles": [
        "Canapé d'angle", "Fauteuil à bascule", "Table basse", "Meuble TV",
        "Étagère d’angle", "Buffet à façade cannée", "Lit coffre",
        "Pouf & repose-pieds", "Console d’entrée", "Armoire à glace",
        'Miroir "œil-de-bœuf"', "Chaise médaillon"],
    "jardin": [
        "Salon de jardin", "Bain de soleil", "Parasol déporté",
        "Table & bancs de pique-nique", "Balancelle", "Hamac d’été",
        "Coffre à coussins", "Fauteuil « œuf » suspendu", "Brasero",
        "Jardinière", "Tonnelle d'angle", "Desserte à plancha"],
    "luminaires": [
        "Suspension", "Lampadaire arc", "Lampe de chevet", "Plafonnier",
        "Applique d’extérieur", "Lustre à pampilles", "Guirlande guinguette",
        "Spot à pince", 'Lampe "champignon"', "Liseuse & tablette",
        "Lampe à poser", "Réglette d'établi"],
}
MODELS = ["Hélios II", "Garrigue", "L'Établi", "Brocéliande", "Œillet",
          "Provençal", "Brise & Cie", "Île d’Aval"]
FINISHES = {
    "meubles": [
        "lin écru", "chêne massif", "velours côtelé bleu pétrole",
        "hêtre & métal noir", 'cuir façon "club"', "rotin tressé",
        "noyer, 3 tiroirs"],
    "jardin": [
        "teck huilé", "aluminium anthracite", "résine tressée", "Ø 300 cm",
        "toile déperlante", "acacia & corde", "140 × 80 cm"],
    "luminaires": [
        "verre fumé", "laiton brossé", "Ø 40 cm", "abat-jour en lin",
        "rotin & laiton", "béton ciré", "LED, blanc chaud (< 3 000 K)"],
}
SPACES = [" ", "\u00a0", "\u202f", "&nbsp;", "&#8239;", "&#x202F;", "&#160;"]
EUROS = ["€", "&euro;", "€", "&#8364;", "€"]


class Product(NamedTuple):
    serial: int  # over the whole shop, from 0
    category: str
    page: int  # from 1
    sku: str
    name: str
    cents: int
    url: str


def draw(key, below):
    """Returns a number in [0, below) that depends on `key` alone."""
    digest = hashlib.sha256(str(key).encode()).digest()
    return int.from_bytes(digest[:8], "big") % below


def slug(text):
    text = text.lower().replace("œ", "oe").replace("ø", "o")
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode()).strip("-")


def product_name(category, i):
    """Returns the name of the i-th product; kind and model never recur."""
    kind = KINDS[category][i % 12]
    model = MODELS[(i + i // 12) % 8]
    dash = [" – ", " - ", ", "][i % 3]
    return kind + " " + model + dash + FINISHES[category][i % 7]


def price_cents(serial):
    """Returns 19 to 4,999 euros; every fifth price is in whole euros."""
    low, high = [(19, 99), (100, 999), (1_000, 4_999)][serial % 3]
    euros = low + draw(("euros", serial), high - low)
    if serial % 5 == 0:
        return euros * 100
    return euros * 100 + [99, 90, 95, 49, 5][draw(("cents", serial), 5)]


def make_product(category, i):
    serial = list(KINDS).index(category) * PAGES * TILES + i
    name = product_name(category, i)
    sku = f"{category[:3].upper()}{100_000_000 + 7_919 * serial}"
    query = f"?liste={category}&pos={i + 1}" if i % 4 == 0 else ""
    return Product(serial, category, 1 + i // TILES, sku, name,
                   price_cents(serial),
                   f"../produit/{slug(name)}-{sku}.html{query}")


def named_entity(char):
    name = codepoint2name.get(ord(char))
    return f"&{name};" if name else f"&#x{ord(char):X};"


def name_markup(product):
    """Returns the name as HTML, in one of the ways that real shops write."""
    text = html.escape(product.name, quote=product.serial % 2 == 0)
    first, rest = text.split(" ", 1)
    broken = text.replace(" ", "\n              ", 2).replace("–", "\t–")
    return [
        text,
        f"\n            {text}\n          ",
        re.sub(r"[^\x00-\x7f]", lambda m: named_entity(m[0]), text),
        f" {broken} ",
        text.encode("ascii", "xmlcharrefreplace").decode(),
        f"<span>{first}</span>\n            <em>{rest}</em>",
        f"{first}<!-- --> <!-- -->{rest}\n          ",
    ][product.serial % 7]


def price_markup(cents, serial):
    """Returns a price as HTML: every kind of space, entity and padding."""
    euros, rest = divmod(cents, 100)
    text = str(euros)
    if euros >= 1000:
        text = text[:-3] + SPACES[serial // 3 % 7] + text[-3:]
    if rest or serial % 2:
        text += f",{rest:02}"
    text += SPACES[serial // 2 % 7] + EUROS[serial % 5]
    return ["{}", " {} ", "\n              {}\n            "][
        serial // 5 % 3].format(text)


def icon(key):
    points = " ".join(f"{draw((key, n), 24)} {draw((n, key), 24)}"
                      for n in range(9))
    return ('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">'
            f'<path fill="none" stroke="currentColor" d="M{points}z"/></svg>')


def picture(product, alt):
    media = f"https://media.example.invalid/{product.sku}"
    sources = "".join(
        f'\n            <source type="image/{kind}" media="(min-width: {w}px)"'
        f' srcset="{media}-{w}.{kind} 1x, {media}-{2 * w}.{kind} 2x">'
        for kind in ("avif", "webp") for w in (1280, 768, 320))
    return (f'<picture class="article-tile__picture">{sources}\n            '
            f'<img class="article-tile__image" loading="lazy" alt="{alt}"'
            f' width="320" height="320" src="{media}-320.jpg"></picture>')


def tile(product):
    """Returns the tile of a product; a third of them are on sale."""
    serial, sku = product.serial, product.sku
    alt = html.escape(product.name)
    classes = ["article-tile", "js-tile article-tile", "article-tile js-tile"]
    sale = ""
    if serial % 3 == 1:
        old = price_markup(product.cents + 5_000, serial + 1)
        sale = f'<del class="article__old-price">{old}</del>\n            '
    return f"""
      <li class="listing__item"><article class="{classes[serial % 3]}" data-sku="{sku}" data-pos="{serial % TILES + 1}">
          <a class="article-tile__link" href="{html.escape(product.url)}" title="{alt}">
            {picture(product, alt)}
          </a>
          <button type="button" class="wish js-wish" data-sku="{sku}" aria-label="Ajouter à mes envies">{icon("wish")}</button>
          <h3 class="article-tile__name">{name_markup(product)}</h3>
          <p class="article-tile__rating" title="{3 + serial % 3} étoiles sur 5">{icon("star") * (3 + serial % 3)} <small>({draw(("votes", serial), 400)})</small></p>
          <div class="article__price-box">
            {sale}<span class="article__price">{price_markup(product.cents, serial)}</span>
          </div>
          <p class="article-tile__delivery">Livraison&nbsp;: {1 + serial % 3} à {4 + serial % 5} semaines</p>
      </article></li>"""


def decoy(sku):
    """Returns a tile that is no product, wherever a page hides it."""
    return (f'<article class="article-tile" data-sku="{sku}">'
            '<a class="article-tile__link" href="/leurre">Leurre</a>'
            '<h3 class="article-tile__name">Leurre</h3>'
            '<span class="article__price">1,00 €</span></article>')


def script_text(value):
    """Returns JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def navigation():
    """Returns the menu that every page of a shop repeats."""
    parts = ['<nav class="menu"><ul>']
    for category, kinds in KINDS.items():
        parts.append(f'\n  <li><a href="../{category}/index.html">'
                     f'{icon(category)} {category.capitalize()}</a><ul>')
        for kind in kinds:
            parts.append(f'\n    <li><a class="menu__link" href="/{category}/'
                         f'{slug(kind)}">{icon(kind)}<span>'
                         f'{html.escape(kind)}</span></a></li>')
        parts.append("</ul></li>")
    return "".join(parts) + "\n</ul></nav>"


def page_file(number):
    return "index.html" if number == 1 else f"page-{number}.html"


def head(category, number):
    links = ""
    if number > 1:
        links += f'\n<link rel="prev" href="{page_file(number - 1)}">'
    if number < PAGES:
        links += f'\n<link rel="next" href="{page_file(number + 1)}">'
    teaser = script_text({"html": decoy("LEURRE000001")})
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>{category.capitalize()}, page {number} – La Boutique Témoin</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="https://shop.example.invalid/{category}/{page_file(number)}">{links}
<style>.article-tile {{ display: grid }} .article__price > b {{ color: #b00 }}</style>
<script>var teaser = {teaser};</script>
</head>"""


def pagination(number):
    parts = ['<nav class="pagination">']
    if number > 1:
        parts.append(f'<a rel="prev" href="{page_file(number - 1)}">'
                     'Précédente</a>')
    parts += [f'<a href="{page_file(n)}">{n}</a>' for n in range(1, PAGES + 1)]
    if number < PAGES:
        parts.append(f'<a rel="next" href="{page_file(number + 1)}">'
                     'Suivante</a>')
    return "\n  ".join(parts) + "\n</nav>"


def state_script(products, size):
    """Returns a script of about `size` bytes, as frameworks leave them."""
    parts, written = [], 0
    while written < size:
        n = len(parts)
        product = products[n % len(products)]
        part = script_text({
            "id": f"{product.sku}-{n}", "name": product.name,
            "price": {"cents": product.cents, "currency": "EUR"},
            "stock": draw(("stock", n), 90), "labels": ["éco", "<b>été</b>"],
            "image": f"https://media.example.invalid/{product.sku}.jpg"})
        parts.append(part)
        written += len(part.encode()) + 2
    return ("<script>window.__listing = [" + ",\n".join(parts) +
            "];</script>")


def page(category, number, products):
    """Returns a whole page, filled up to about PAGE_BYTES."""
    top = f"""{head(category, number)}
<body class="page page--listing">
<!-- ancienne tuile : {decoy("LEURRE000002")} -->
<script type="text/template" id="tile">
  {decoy("LEURRE000003")}
</script>
<header><a href="../index.html">{icon("logo")} La Boutique Témoin</a>
{navigation()}
</header>
<main>
<h1>{category.capitalize()}</h1>
<ul class="listing">{"".join(map(tile, products))}
</ul>
{pagination(number)}
</main>
<footer><p>© La Boutique Témoin &amp; Cie, une boutique inventée</p></footer>
"""
    rest = PAGE_BYTES - len(top.encode())
    return top + state_script(products, rest) + "\n</body>\n</html>\n"


def expected_csv(products):
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["category", "page", "sku", "name", "price", "url"])
    for p in products:
        table.writerow([p.category, p.page, p.sku, p.name,
                        f"{p.cents // 100}.{p.cents % 100:02}", p.url])
    return out.getvalue()


def make_files():
    """Returns what belongs into the folder: path -> bytes."""
    files, everything = {}, []
    for category in KINDS:
        for number in range(1, PAGES + 1):
            first = (number - 1) * TILES
            products = [make_product(category, i)
                        for i in range(first, first + TILES)]
            everything += products
            text = page(category, number, products)
            files[f"{category}/{page_file(number)}"] = text.encode()
    files["expected.csv"] = expected_csv(everything).encode()
    return files


def write(files, folder):
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def differences(files, folder):
    """Returns a sentence for each file that is not as it should be."""
    found = []
    for path, content in files.items():
        file = folder / path
        if not file.is_file():
            found.append(f"{file} is missing")
        elif file.read_bytes() != content:
            found.append(f"{file} differs from what generate.py writes")
    for file in sorted(folder.glob("*/*.html")):
        if file.relative_to(folder).as_posix() not in files:
            found.append(f"{file} is no page of the sample shop")
    return found


def main():
    options = argparse.ArgumentParser(
        description=__doc__.split("\n")[0],
        epilog="See the first lines of this file.")
    options.add_argument("--check", action="store_true",
                         help="compare only; exit 1 if a file differs")
    options.add_argument("folder", nargs="?", type=Path, metavar="DIR",
                         default=Path(__file__).resolve().parent)
    given = options.parse_args()
    files = make_files()
    if given.check:
        found = differences(files, given.folder)
        print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
        return 1 if found else 0
    write(files, given.folder)
    size = sum(map(len, files.values()))
    print(f"{len(files)} files, {size:,} bytes in {given.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
