# SPDX-License-Identifier: BSD-3-Clause
"""Answers that a shop should not give, one function each.

A function gets the `visit` it answers (shop_server.Visit). Where a fault page
holds products, they are pages.products(<name of the fault>, tiles=3).
"""
import random
import socket
import struct
import time

import pages

BLOCK = b"<p>" + b"x" * 65_528 + b"</p>\n"


def good_page(visit, name):
    visit.reply(pages.page(pages.tiles_of(pages.products(name, tiles=3))))


def status(visit, code):
    """Answers `code`; the tile in its body must not be read."""
    body = pages.page(f"<h1>{code}</h1>" + pages.tile(pages.ATELIER))
    visit.reply(body, int(code))


def heals(visit):
    """Fails the first `after` requests for `key`, then answers well."""
    if visit.server.times_seen(visit.text("key")) <= visit.number("after", 2):
        status(visit, visit.number("status", 500))
    else:
        good_page(visit, "heals")


def hang(visit):
    """Never answers; ends when the client hangs up."""
    visit.connection.recv(1)
    visit.close_connection = True


def slow(visit):
    time.sleep(visit.number("delay", 5))
    good_page(visit, "slow")


def cut_page(name):
    """Returns a page of three tiles that ends inside the third."""
    whole = pages.page(pages.tiles_of(pages.products(name, tiles=3)))
    return whole.encode(), whole[:whole.rindex("article__price")].encode()


def truncated(visit):
    whole, cut = cut_page("truncated")
    visit.start({"Content-Length": len(whole)})
    visit.write(cut)
    visit.close_connection = True


def chunked_truncated(visit):
    cut = cut_page("chunked-truncated")[1]
    visit.start({"Transfer-Encoding": "chunked"})
    visit.write(b"%x\r\n%s\r\n" % (len(cut), cut))
    visit.close_connection = True


def huge(visit):
    """Streams three tiles and `mb` MiB; length=1 announces how much."""
    listed = pages.tiles_of(pages.products("huge", tiles=3))
    top, bottom = pages.page(listed + "<!-- -->").split("<!-- -->")
    blocks = int(visit.number("mb", 100) * 2**20) // len(BLOCK)
    length = len(top.encode()) + blocks * len(BLOCK) + len(bottom.encode())
    announce = visit.number("length", 0)
    visit.start({"Content-Length": length} if announce else
                {"Connection": "close"})
    visit.write(top.encode())
    for _ in range(blocks):
        visit.write(BLOCK)
    visit.write(bottom.encode())
    visit.close_connection = True


def redirect(visit):
    visit.reply("", 302, {"Location": visit.text("to")})


def redirect_loop(visit):
    visit.reply("", 302, {"Location": visit.path})


def latin1_page(name, meta):
    text = pages.page(pages.tiles_of(pages.products(name, tiles=3)), meta=meta)
    for char in "€\u202f’":  # not in ISO-8859-1
        text = text.replace(char, f"&#{ord(char)};")
    return text.encode("iso-8859-1")


def latin1(visit):
    visit.reply(latin1_page("latin1", ""),
                headers={"Content-Type": "text/html; charset=ISO-8859-1"})


def latin1_meta(visit):
    meta = ('<meta http-equiv="Content-Type" '
            'content="text/html; charset=ISO-8859-1">')
    visit.reply(latin1_page("latin1-meta", meta),
                headers={"Content-Type": "text/html"})


def empty(visit):
    visit.reply("")


def no_tiles(visit):
    visit.reply(pages.page("<p>Aucun article ne correspond.</p>\n"))


def escape(visit):
    visit.reply(pages.harmful_page())


def reset(visit):
    """Answers half a page, then resets the connection."""
    whole, cut = cut_page("reset")
    visit.start({"Content-Length": len(whole)})
    visit.write(cut)
    time.sleep(0.05)  # a reset throws away what has not been read yet
    visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                struct.pack("ii", 1, 0))
    visit.rfile.close()
    visit.connection.close()
    visit.close_connection = True


def deep(visit):
    visit.reply(pages.deep_page())


def garbage(visit):
    visit.reply(random.Random(7).randbytes(200_000))


def duplicates(visit):
    """Answers A, B and A again; the second A is 1 € dearer."""
    first, second = pages.products("duplicates", tiles=2)
    again = first._replace(cents=first.cents + 100)
    visit.reply(pages.page(pages.tiles_of([first, second, again])))


def loop(visit):
    listed = pages.tiles_of(pages.products("loop", tiles=3))
    visit.reply(pages.page(listed, next_url=visit.path))


def atelier(visit):
    visit.reply(pages.page(pages.tile(pages.ATELIER)))


FAULTS = {
    "status": status, "heals": heals, "hang": hang, "slow": slow,
    "truncated": truncated, "chunked-truncated": chunked_truncated,
    "huge": huge, "redirect": redirect, "redirect-loop": redirect_loop,
    "latin1": latin1, "latin1-meta": latin1_meta, "empty": empty,
    "no-tiles": no_tiles, "escape": escape, "reset": reset, "deep": deep,
    "garbage": garbage, "duplicates": duplicates, "loop": loop,
    "atelier": atelier,
}
