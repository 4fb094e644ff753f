# SPDX-License-Identifier: BSD-3-Clause
"""Plants the bugs of table.py one at a time and sees that each is found.

usage: plant.py [--list] [NAME...]
The sources are copied to build/mutants/tree and built in build/mutants/build:
the working tree is left alone, and the next run builds little.
"""
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from table import MUTANTS

SOURCE = Path(__file__).resolve().parents[2]
TREE = SOURCE / "build/mutants/tree"
BUILD = SOURCE / "build/mutants/build"

# Each bug here shows itself soon.
EFFORT = {"STORIFY_SEEDS": "4000", "STORIFY_KILLS": "60"}
SLOWER = 5  # times as long as without a bug: it hangs
SLACK = 30  # s more


def say(text):
    print(f"storify: {text}", file=sys.stderr, flush=True)


class Unfit(Exception):
    """The table doesn't fit the sources."""


def run(command, limit=None, **options):
    """Returns the exit code, None after `limit` s, and what was said. Nothing
    of it goes on: a compiler that did would leave a bug behind."""
    with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
            start_new_session=True, **options) as first:
        try:
            said, _ = first.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            return None, ""
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(first.pid, signal.SIGKILL)
    return first.returncode, said


class Killer:
    """A test, named as in table.py."""

    def __init__(self, name):
        suite, _, self.case = name.partition(": ")
        self.room, self.suite = suite.split(".")
        self.limit = None

    def target(self):
        return "storify" if self.room == "e2e" else f"test_{self.room}"

    def command(self):
        if self.room == "e2e":
            return [sys.executable, "-m", "unittest", f"{self.suite}_test"]
        case = ["-t", f"^{self.case}$"] if self.case else []
        return [BUILD / "test" / self.target(), "-n", "-v", "3", "-r", "0",
                "-s", f"^{self.suite}$", *case]

    def verdict(self):
        """Runs the test; returns "passes", "fails" or "hangs"."""
        environment = {**os.environ, **EFFORT,
                       "STORIFY_BINARY": str(BUILD / "storify"),
                       "PYTHONDONTWRITEBYTECODE": "1"}
        code, said = run(self.command(), self.limit, cwd=TREE / "test/e2e",
                         env=environment)
        # Where nothing is selected nothing fails.
        if re.search(r"(suites|tests): +0\b", said):
            raise Unfit(f"there is no test {self.suite}: {self.case}")
        return {None: "hangs", 0: "passes"}.get(code, "fails")


def copy_sources():
    """Makes the tree what the working tree is, touching only what differs."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"],
        cwd=SOURCE, check=True, capture_output=True, text=True).stdout
    wanted = {name for name in listed.split("\0")
              if name and (SOURCE / name).is_file()}
    for file in TREE.rglob("*"):
        if file.is_file() and str(file.relative_to(TREE)) not in wanted:
            file.unlink()
    for name in wanted:
        file, text = TREE / name, (SOURCE / name).read_bytes()
        if not file.exists() or file.read_bytes() != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
            file.chmod((SOURCE / name).stat().st_mode)


def planted(mutant):
    """Returns the text of its file with the bug in it."""
    file = SOURCE / mutant.file
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if (count := text.count(mutant.old)) != 1:
        raise Unfit(f"{mutant.name}: {count} places of {mutant.file} are\n"
                    f"{mutant.old}")
    return text.replace(mutant.old, mutant.new)


def build(*targets):
    """Returns what went wrong, or nothing."""
    code, said = run(["cmake", "--build", BUILD, "--target", *targets])
    return said if code else ""


def prepare(killers):
    """Builds the sources as they are, and sees that the tests pass."""
    say("building build/mutants; the first time takes some minutes")
    copy_sources()
    code, said = run(["cmake", "--preset", "release", "-B", BUILD], cwd=TREE)
    if code:
        raise Unfit(f"it can't be configured\n{said}")
    if problem := build(*sorted({x.target() for x in killers.values()})):
        raise Unfit(f"it doesn't build even without a bug\n{problem}")
    for name, killer in killers.items():
        begun = time.monotonic()
        if killer.verdict() != "passes":
            raise Unfit(f"{name} fails even without a bug")
        taken = time.monotonic() - begun
        say(f"{name} passes without a bug ({taken:.0f} s)")
        killer.limit = SLOWER * taken + SLACK


def verdict(mutant, killer):
    """Returns what its killer says of it."""
    file = TREE / mutant.file
    text = file.read_bytes()
    try:
        file.write_text(planted(mutant), encoding="utf-8")
        if problem := build(killer.target()):
            raise Unfit(f"{mutant.name} doesn't compile\n{problem}")
        return killer.verdict()
    finally:
        file.write_bytes(text)


def print_list(mutants):
    """Prints what can be planted; the table may not fit the sources."""
    for x in mutants:
        planted(x)
        print(f"{x.name} ({x.file}): {x.breaks}")


def play(mutants):
    """Plants them; returns how many survive."""
    killers = {x.killer: Killer(x.killer) for x in mutants}
    for x in mutants:
        planted(x)
    prepare(killers)
    rows = []
    for number, x in enumerate(mutants, 1):
        begun = time.monotonic()
        said = verdict(x, killers[x.killer])
        rows.append((x, said, time.monotonic() - begun))
        say(f"{number} of {len(mutants)}, {x.name}: {x.killer} {said}")
    width = max(len(x.name) for x in mutants)
    print(f"{'mutant':{width}}  seconds  killed by")
    for x, said, taken in rows:
        killer = {"fails": x.killer, "hangs": f"{x.killer}, which hangs",
                  "passes": "NOTHING"}[said]
        print(f"{x.name:{width}}  {taken:7.0f}  {killer}")
    alive = sum(said == "passes" for _, said, _ in rows)
    print(f"{len(rows) - alive} of {len(rows)} killed")
    return alive


def main(arguments):
    names = [x for x in arguments if x != "--list"]
    unknown = set(names) - {x.name for x in MUTANTS}
    if unknown:
        say(f"no such mutant: {', '.join(sorted(unknown))}; "
            "`script/mutants --list` prints all")
        return 2
    mutants = [x for x in MUTANTS if not names or x.name in names]
    try:
        if "--list" in arguments:
            return print_list(mutants)
        return 1 if play(mutants) else 0
    except Unfit as why:
        say(f"test/mutants/table.py: {why}")
        return 2


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    sys.exit(main(sys.argv[1:]))
