# SPDX-License-Identifier: BSD-3-Clause
"""Starts shop_server.py for a test, and writes profiles that lead to it."""
import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import NamedTuple

from byte_stream import PATIENCE, ByteStream

HERE = Path(__file__).resolve().parent
SAMPLE_PROFILE = HERE.parent.parent / "data" / "sites" / "sample.json"


class Shop(NamedTuple):
    base_url: str  # http://127.0.0.1:PORT

    def stats(self):
        """Returns what shop_server.Statistics.report says."""
        with urllib.request.urlopen(self.base_url + "/stats",
                                    timeout=10) as answer:
            return json.load(answer)

    def profile(self, file, categories, **settings):
        """Writes a site profile and returns its path.

        categories: name -> path on this server, or a whole URL;
        settings:   keys of design.md 7.1 that differ from the sample shop's
                    and from: no limit, no pace, no delay
        """
        profile = json.loads(SAMPLE_PROFILE.read_text(encoding="utf-8"))
        profile |= {"name": "loopback", "limit": 0, "pace": "0s",
                    "delay": "0s"}
        profile["categories"] = [
            {"name": name, "url": self.base_url + path
             if path.startswith("/") else path}
            for name, path in categories.items()]
        file = Path(file)
        file.write_text(json.dumps(profile | settings), encoding="utf-8")
        return file


@contextlib.contextmanager
def loopback_shop():
    """Yields a Shop; its server ends with the block, or with this process."""
    server = subprocess.Popen([sys.executable, HERE / "shop_server.py"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              bufsize=0)
    output = ByteStream(os.dup(server.stdout.fileno()))
    server.stdout.close()
    try:
        port = int(output.until("\n", seconds=10))
        yield Shop(f"http://127.0.0.1:{port}")
    finally:
        server.stdin.close()
        try:
            server.wait(5 * PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        output.close()
