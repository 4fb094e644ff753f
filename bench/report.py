# SPDX-License-Identifier: BSD-3-Clause
"""Makes one table of what storify_bench and python_store.py measured.

usage: report.py COMMAND LOAD RESULTS FILE...
Prints the table of these JSON files. Unless RESULTS is empty it is written
there, too, with the machine, the date, COMMAND, and LOAD: how many processors
others used before.
"""
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import sys

import table

SIDES = {
    "a": "ours, by messages",
    "b": "mutex + unordered_maps",
    "c": "shared_mutex + unordered_maps",
    "d": "our inventory, called by one thread",
    "e": "mutex + our inventory",
    "f": "Python, threading.Lock",
    "g": "a handler that does nothing",
    "h": "SQLite alone, a commit for each add",
}


def read(files):
    """Returns {name: {counter: the median of all runs}}."""
    runs = {}
    for file in files:
        for run in json.loads(pathlib.Path(file).read_text())["benchmarks"]:
            if run.get("run_type") != "iteration":
                continue
            if run.get("error_occurred"):
                sys.exit(f"{run['name']}: {run['error_message']}")
            name = re.sub(r"/(iterations|min_time|repeats|real_time).*", "",
                          run["name"])
            runs.setdefault(name, []).append(run)
    # Of the longest of all waits, the longest.
    return {
        name: {
            key: (max if key.endswith("_max") else statistics.median)(
                [run[key] for run in of])
            for key, value in of[0].items() if isinstance(value, (int, float))
        }
        for name, of in runs.items()
    }


def machine():
    def first(file, key):
        for line in pathlib.Path(file).read_text().splitlines():
            if line.startswith(key):
                return line.split(":", 1)[1].strip()
        return "unknown"

    memory = int(first("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    return (f"{first('/proc/cpuinfo', 'model name')}, {memory:.0f} GiB of "
            f"memory, {platform.system()} {platform.release()}, "
            f"{os.cpu_count()} cores")


def document(command, load, text):
    lines = [
        "# What storify measured", "",
        f"Machine: {machine()}, of which others used {load}.  ",
        f"Date: {datetime.date.today().isoformat()}.  ",
        f"Command: `{command}`, medians of all repetitions.", "",
    ]
    lines += [f"- **{side}**: {what}" for side, what in SIDES.items()]
    return "\n".join(lines) + "\n\n" + text


def main():
    command, load, results, *files = sys.argv[1:]
    text = table.markdown(read(files), SIDES)
    print(text, end="")
    if results:
        pathlib.Path(results).write_text(document(command, load, text))


if __name__ == "__main__":
    main()
