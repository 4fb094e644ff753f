# SPDX-License-Identifier: BSD-3-Clause
"""Runs the real storify, to its end, over pipes or in a terminal.

The binary is $STORIFY_BINARY. Each run gets `--data DIR` first: a new folder,
gone afterwards, unless the test names one. Home and working directory are
temporary too. Every wait has a deadline and ends in NotInTime.
"""
import fcntl
import json
import os
import pty
import signal
import subprocess
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

from byte_stream import PATIENCE, ByteStream, NotInTime, write_all

PROMPT = "Store> "
NOWHERE = ""  # as `data`: the program has to find a folder by itself


class Result(NamedTuple):
    code: int  # minus the signal if one ended it
    stdout: str
    stderr: str
    seconds: float


def run(*arguments, data=None, stdin="", seconds=30, env=None):
    """Runs storify to its end and returns a Result."""
    with Conversation(*arguments, data=data, env=env) as storify:
        storify.send_text(stdin, seconds)
        return storify.finish(seconds)


def one_line_word(text):
    """Quotes a word of a command so that it has no line break."""
    for character, escape in {"\\": r"\\", "'": r"\'", "\n": r"\n",
                              "\r": r"\r"}.items():
        text = text.replace(character, escape)
    return f"$'{text}'"


def commands(*texts):
    """Returns the options that make storify run these commands."""
    return [word for text in texts for word in ("-c", text)]


def stored_rows(data, *arguments):
    """Returns the products in the folder `data`, as dictionaries."""
    listed = run("--scrape", "never", *arguments,
                 *commands("list_inventory --format json"), data=data)
    if listed.code:
        raise AssertionError(f"{listed.code}: {listed.stderr}")
    return json.loads(listed.stdout)


class Process:
    """A running storify; leaving its `with` block kills and cleans up.

    data:    the folder given as --data
    popen:   the subprocess
    started: time.monotonic() right before the start
    """

    def __init__(self, arguments, data, env, **popen_options):
        binary = Path(os.environ["STORIFY_BINARY"]).resolve()
        self._folder = tempfile.TemporaryDirectory(prefix="storify-test-")
        folder = Path(self._folder.name)
        (folder / "home").mkdir()
        self.data = Path(data) if data else folder / "data"
        command = [binary, *arguments]
        if data != NOWHERE:
            command[1:1] = ["--data", self.data]
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("STORIFY_", "XDG_", "LC_"))}
        kept |= {"HOME": str(folder / "home"), "LANG": "C.UTF-8",
                 "TERM": "xterm", "INPUTRC": "/dev/null"}
        self.started = time.monotonic()
        try:
            self.popen = subprocess.Popen(
                list(map(str, command)), cwd=folder, env=kept | (env or {}),
                start_new_session=True, bufsize=0, **popen_options)
        except BaseException:
            self._folder.cleanup()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait()
        self._close()
        self._folder.cleanup()

    def signal(self, number):
        self.popen.send_signal(number)

    def wait(self, seconds=10):
        """Returns the exit code."""
        try:
            return self.popen.wait(seconds * PATIENCE)
        except subprocess.TimeoutExpired:
            raise NotInTime(f"still running after {seconds} s") from None

    def status(self, field):
        """Returns a field of /proc/PID/status, as "Threads" or "VmHWM"."""
        lines = Path(f"/proc/{self.popen.pid}/status").read_text()
        for line in lines.splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1])
        raise KeyError(field)


class Conversation(Process):
    """storify with pipes: .stdout and .stderr are ByteStreams."""

    def __init__(self, *arguments, data=None, env=None):
        super().__init__(arguments, data, env, stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.stdout = ByteStream(os.dup(self.popen.stdout.fileno()))
        self.stderr = ByteStream(os.dup(self.popen.stderr.fileno()))
        self.popen.stdout.close()
        self.popen.stderr.close()

    def send(self, line):
        self.send_text(line + "\n")

    def send_text(self, text, seconds=10):
        try:
            write_all(self.popen.stdin.fileno(), text, seconds)
        except BrokenPipeError:  # it left: its exit code tells more
            pass

    def close_input(self):
        self.popen.stdin.close()

    def ask(self, line, seconds=10):
        """Sends a command and returns the one line that answers it."""
        self.send(line)
        return self.stdout.until("\n", seconds).rstrip("\n")

    def answer(self, line, seconds=10):
        """Sends a command and returns all lines that answer it.

        An `items_count` sent behind marks the end: the first line that is
        nothing but digits.
        """
        self.send(line)
        lines = [self.ask("items_count", seconds)]
        while not lines[-1].isdigit():
            lines.append(self.stdout.until("\n", seconds).rstrip("\n"))
        return lines[:-1]

    def rows(self, line="list_inventory", seconds=10):
        """Sends a command and returns its rows, as dictionaries."""
        self.send(line + " --format json")
        return json.loads(self.stdout.until("\n]\n", seconds))

    def finish(self, seconds=30):
        """Closes stdin and returns the Result, with all it ever said."""
        self.close_input()
        return self.ended(seconds)

    def ended(self, seconds=30):
        """Waits for the end by itself and returns the Result."""
        code = self.wait(seconds)
        ended = time.monotonic() - self.started
        self.stdout.to_end()
        self.stderr.to_end()
        return Result(code, self.stdout.everything(),
                      self.stderr.everything(), ended)

    def _close(self):
        self.popen.stdin.close()
        self.stdout.close()
        self.stderr.close()


class Screen(Process):
    """storify in a terminal of its own; what it shows comes raw."""

    def __init__(self, *arguments, data=None, env=None, rows=24, columns=80):
        master, terminal = pty.openpty()
        termios.tcsetwinsize(master, (rows, columns))
        try:
            super().__init__(
                arguments, data, env, stdin=terminal, stdout=terminal,
                stderr=terminal, preexec_fn=lambda: fcntl.ioctl(
                    0, termios.TIOCSCTTY, 0))
        except BaseException:
            os.close(master)
            raise
        finally:
            os.close(terminal)
        self._output = ByteStream(master)

    def type(self, text):
        """Types `text` as a person does; "\\r" is Enter, "\\x04" Ctrl-D."""
        write_all(self._output.descriptor, text)

    def enter(self, line):
        self.type(line + "\r")

    def read_until(self, text, seconds=10):
        """Returns what the screen got since the last wait, with `text`."""
        return self._output.until(text, seconds)

    def everything(self):
        return self._output.everything()

    def resize(self, rows, columns):
        termios.tcsetwinsize(self._output.descriptor, (rows, columns))

    def finish(self, seconds=10):
        """Waits for the end by itself and returns (code, all it showed)."""
        code = self.wait(seconds)
        self._output.to_end()
        return code, self.everything()

    def hang_up(self):
        """Takes the terminal away, as a lost connection does."""
        self._output.close()

    def _close(self):
        self._output.close()
