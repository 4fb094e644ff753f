# SPDX-License-Identifier: BSD-3-Clause
"""The rows of the benchmark's table, and what they promise."""

MILLION = 1_000_000


def rate(x):
    return f"{x / 1e6:.2f} M/s"


def seconds(x):
    """Returns a time with two or three digits that count."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "us")):
        if x * factor >= 1 or unit == "us":
            break
    value = x * factor
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.2g} {unit}"


def size_of(products):
    thousands = products // 1000
    return f"{thousands // 1000} M" if thousands >= 1000 else f"{thousands} k"


class Promise:
    """What a row must reach; says so, and whether it did."""

    def __init__(self, text, value, reached):
        self.text = f"{text}: {'reached' if reached else 'NOT reached'}{value}"


def at_least(text, value, limit):
    return Promise(text, f" ({value:.2f})", value >= limit)


def at_most(text, value, limit):
    return Promise(text, "", value <= limit)


class Rows:
    """The table, row by row, of {name: {counter: value}}."""

    def __init__(self, measured, sides):
        self.measured = measured
        self.sides = list(sides)
        self.rows = []

    def get(self, name, counter):
        return self.measured.get(name, {}).get(counter)

    def sizes(self, pattern):
        """Returns the numbers that stand for * in the names, ascending."""
        before, after = pattern.split("*")
        return sorted(
            int(name[len(before):len(name) - len(after)])
            for name in self.measured
            if name.startswith(before) and name.endswith(after)
            and name[len(before):len(name) - len(after)].isdigit())

    def add(self, what, cells, promises=()):
        if any(cells.values()):
            self.rows.append([what] + [cells.get(s) or "" for s in self.sides]
                             + ["; ".join(p.text for p in promises if p)])

    def add_rates(self, what, names, promises=()):
        """Adds a row of rates, each rival's with ours divided by it."""
        rates = {side: self.get(name, "products_per_s")
                 for side, name in names.items()}
        cells = {}
        for side, value in rates.items():
            if value:
                cells[side] = rate(value)
                if side != "a" and rates.get("a"):
                    cells[side] += f" ({rates['a'] / value:.2f} x)"
        self.add(what, cells, [promise for promise in (
            make(rates) for make in promises) if promise])

    def add_times(self, what, name, key, steps, promises=()):
        """Adds a row of some percentiles, of each side that has them."""
        cells = {}
        for side in self.sides:
            values = [self.get(name.format(side), f"{key}_{s}") for s in steps]
            if None in values:
                continue
            cells[side] = " / ".join(seconds(v / 1e3) for v in values)
            count = self.get(name.format(side), f"{key}_count")
            if count is not None and count < 100:
                cells[side] += f" (of {count:.0f})"
        self.add(what, cells, promises)

    def limit(self, text, name, counter, limit):
        value = self.get(name, counter)
        return value and at_most(f"<= {text}", value, limit)

    def limit_ms(self, which, name, counter, limit):
        return self.limit(f"{seconds(limit / 1e3)} {which}", name, counter,
                          limit)


def ratio_to(side, least):
    def make(rates):
        if rates.get("a") and rates.get(side):
            return at_least(f">= {least} x {side}",
                            rates["a"] / rates[side], least)
        return None
    return make


def rate_of(text, least):
    return lambda rates: rates.get("a") and at_least(
        text, rates["a"] / 1e6, least)


def add_ingest(rows):
    for writers in (1, 3, 8):
        names = {side: f"ingest/{side}/{writers}" for side in "bcef"}
        names |= {"a": f"ingest/a_lots/{writers}", "d": "ingest/d/1",
                  "g": f"ingest/g_lots/{writers}"}
        rows.add_rates(
            f"lots of 60, {writers} writers", names,
            [ratio_to("b", 3), ratio_to("d", 0.6),
             rate_of("aim 7 M/s", 7)] if writers == 3 else [])
    for writers in (1, 3, 8):
        names = {"a": f"ingest/a_singles/{writers}",
                 "b": f"ingest/b/{writers}",
                 "g": f"ingest/g_singles/{writers}"}
        rows.add_rates(
            f"single products, {writers} writers", names,
            [rate_of(">= 1.2 M/s", 1.2), ratio_to("g", 0.85)]
            if writers == 3 else [])
    cells = {}
    for side in rows.sides:
        for name in (f"ingest/{side}_lots/3", f"ingest/{side}/3",
                     f"ingest/{side}/1"):
            used = rows.get(name, "cpu_ns")
            if used:
                cells[side] = f"{used:.0f} ns"
                break
    rows.add("processor time per product, 3 writers", cells)


def add_snapshots(rows):
    for size in rows.sizes("snapshots/a/*"):
        name = f"snapshots/{{}}/{size}"
        ours = name.format("a")
        at, large = size_of(size), size > MILLION
        rows.add_rates(f"{at}: 3 writers, a snapshot every 10 ms",
                       {side: name.format(side) for side in "abe"})
        most = 0.5 if large else 0.15
        rows.add_times(
            f"{at}: a snapshot, p50 / p99 / max", name, "snapshot",
            ("p50", "p99", "max"),
            [rows.limit_ms("p50", ours, "snapshot_p50", most)])
        rows.add_times(f"{at}: a writer's call, p50 / p99.9 / max", name,
                       "write", ("p50", "p999", "max"))
        most = 1 if large else 0.5
        rows.add_times(
            f"{at}: in the handler, p50 / p99.9 / max", name, "handler",
            ("p50", "p999", "max"),
            [rows.limit_ms("p99.9", ours, "handler_p999", most)])
        rows.add_times(
            f"{at}: in the handler, processor time, p50 / p99.9 / max",
            name, "handler_cpu", ("p50", "p999", "max"))


def add_round_trips(rows):
    for size in rows.sizes("round_trips/a/*/0"):
        for writers in (0, 3, 100, 1000):
            for what in ("get", "add"):
                name = f"round_trips/{{}}/{size}/{writers}"
                most = 1 if size > MILLION else 0.5
                crowd = f"{writers} writers" if writers else "idle"
                rows.add_times(
                    f"{size_of(size)}: {what}, {crowd}, "
                    "p50 / p99 / p99.9 / max", name, what,
                    ("p50", "p99", "p999", "max"),
                    [rows.limit_ms("p99", name.format("a"),
                                   f"{what}_p99", most)] if writers else [])


def add_memory(rows):
    crowd = rows.measured.get("crowd/a")
    if crowd:
        writers = f"{crowd['writers']:.0f} writers"
        # A few messages more: those of who measures.
        rows.add(f"{writers}: longest mailbox",
                 {"a": f"{crowd['longest_mailbox']:.0f} lots"},
                 [at_most("<= 2 lots a writer", crowd["longest_mailbox"],
                          2 * crowd["writers"] + 10)])
        rows.add(f"{writers}: memory grows in the first quarter, in all",
                 {"a": f"{crowd['early_mb']:.1f} MB, "
                       f"{crowd['most_mb']:.1f} MB"})
    for size in rows.sizes("memory/a/*"):
        cells = {side: f"{rows.get(f'memory/{side}/{size}', 'bytes'):.0f}"
                 for side in "ab"}
        rows.add(f"{size_of(size)}: bytes per product", cells,
                 [rows.limit("90 B", f"memory/a/{size}", "bytes", 90)])


def growth(rows, name, counter, sizes, unit):
    """Returns what a product costs at each size, as a text."""
    costs = [rows.get(name.format(size), counter) * unit / size * 1e9
             for size in sizes]
    return " -> ".join(f"{cost:.0f}" for cost in costs) + " ns a product"


# What a million may take, in seconds; ten millions may take 12 times that.
LIMITS = {
    "list": 0.5, "find": 0.06, "dearest": 0.04,
    "load_s": {"sqlite": 0.4, "csv": 0.3, "json": 0.5},
    "save_s": {"sqlite": 0.9, "sqlite_changes": 1.8, "csv": 0.25,
               "json": 0.3},
}


def add_sizes(rows, what, name, counter, limit, unit=1.0):
    sizes = rows.sizes(name.replace("{}", "*"))
    times = [rows.get(name.format(size), counter) * unit for size in sizes]
    promises = []
    for size, time in zip(sizes, times):
        if size >= MILLION:
            most = limit * (12 if size > MILLION else 1)
            promises.append(at_most(f"{size_of(size)} <= {seconds(most)}",
                                    time, most))
    if sizes:
        text = " / ".join(seconds(time) for time in times)
        at = " / ".join(size_of(size) for size in sizes)
        grows = growth(rows, name, counter, sizes, unit)
        rows.add(f"{what}: {at}", {"a": f"{text} ({grows})"}, promises)


def add_lists(rows):
    for what, title in (("list", "list as CSV"), ("find", "find canape"),
                        ("dearest", "the 20 dearest")):
        add_sizes(rows, title, f"lists/{what}/{{}}", "real_time", LIMITS[what],
                  1e-9)
    for kind in ("sqlite", "csv", "json"):
        for what in ("load", "save"):
            add_sizes(rows, f"{what} {kind}", f"files/{kind}/{{}}",
                      f"{what}_s", LIMITS[f"{what}_s"][kind])
    add_sizes(rows, "save sqlite, each product changed",
              "files/sqlite_changes/{}", "save_s",
              LIMITS["save_s"]["sqlite_changes"])


def add_adds(rows):
    for size in rows.sizes("adds/find/a/*"):
        for key, what in (("save_sqlite", "a durable add while SQLite saves"),
                          ("save_changes",
                           "a durable add while SQLite saves changes"),
                          ("save_csv", "an add while CSV is saved"),
                          ("save_json", "an add while JSON is saved"),
                          ("find", "an add while another finds canape"),
                          ("dearest", "an add while another sorts")):
            name = f"adds/{key}/{{}}/{size}"
            most = 5 if key in ("save_sqlite", "save_changes") else 0.5
            rows.add_times(
                f"{size_of(size)}: {what}, p50 / p99 / max", name, "add",
                ("p50", "p99", "max"),
                [rows.limit_ms("p99", name.format("a"), "add_p99", most)])


def add_commits(rows):
    bare, one, many = "commits/h/1", "commits/a/1", "commits/a/64"
    if bare not in rows.measured:
        return
    most = 2 * rows.get(bare, "add_p50")
    rows.add_times("a durable add, idle, p50 / p99 / max", "commits/{}/1",
                   "add", ("p50", "p99", "max"),
                   [rows.limit("2 x h p50", one, "add_p50", most)])
    ours, theirs = (rows.get(name, "adds_per_s") for name in (many, bare))
    rows.add("durable adds in a second, 64 clients (h: one)",
             {"a": f"{ours:.0f}", "h": f"{theirs:.0f} ({ours / theirs:.1f} x)"},
             [at_least(">= 5 x h", ours / theirs, 5)])


def markdown(measured, sides):
    """Returns the table of what was measured, a column for each side."""
    rows = Rows(measured, sides)
    add_ingest(rows)
    add_snapshots(rows)
    add_round_trips(rows)
    add_memory(rows)
    add_lists(rows)
    add_adds(rows)
    add_commits(rows)
    head = ["(in brackets: ours / theirs)"] + list(sides) + ["promised"]
    lines = [head] + rows.rows
    used = [i for i in range(len(lines[0]))
            if i == 0 or any(line[i] for line in lines[1:])]
    lines = [[line[i] for i in used] for line in lines]
    widths = [max(len(cell) for cell in column) for column in zip(*lines)]
    lines.insert(1, ["-" * width for width in widths])
    return "".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths)) + " |\n"
        for line in lines)
