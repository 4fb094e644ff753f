# SPDX-License-Identifier: BSD-3-Clause
"""Reads what a process says, with a deadline for every wait."""
import os
import re
import select
import threading
import time

# Stretches every deadline, for slow builds (sanitizers, valgrind).
PATIENCE = float(os.environ.get("STORIFY_TEST_PATIENCE", "1"))


class NotInTime(AssertionError):
    """Something that a test waited for did not happen."""


def plain(text):
    """Returns `text` without the sequences that steer a terminal."""
    return re.sub(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[ -/]*[0-~])",
                  "", text)


def write_all(descriptor, text, seconds=10):
    """Writes a text or bytes, however slowly the other side takes them."""
    data = text.encode() if isinstance(text, str) else text
    deadline = time.monotonic() + seconds * PATIENCE
    os.set_blocking(descriptor, False)
    while data:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([], [descriptor], [], left)[1]:
            raise NotInTime(f"{len(data)} bytes not taken in {seconds} s")
        data = data[os.write(descriptor, data):]


class ByteStream:
    """Collects what a file descriptor brings; owns and closes it.

    A thread reads all the time, so that the other side never blocks on us.
    """

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self._data = bytearray()
        self._read_to = 0  # up to here a wait has handed it out
        self._ended = False
        self._news = threading.Condition()
        self._stop_reader, self._stop_writer = os.pipe()
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()

    def _collect(self):
        both = [self.descriptor, self._stop_reader]
        while self._stop_reader not in select.select(both, [], [])[0]:
            try:
                data = os.read(self.descriptor, 1 << 16)
            except BlockingIOError:
                continue
            except OSError:  # a terminal whose other side is gone
                data = b""
            with self._news:
                self._data += data
                self._ended = not data
                self._news.notify_all()
            if not data:
                return

    def until(self, text, seconds=10):
        """Returns what came since the last wait, up to and with `text`."""
        wanted = text.encode()
        deadline = time.monotonic() + seconds * PATIENCE
        with self._news:
            while True:
                found = self._data.find(wanted, self._read_to)
                if found >= 0:
                    return self._take(found + len(wanted))
                left = deadline - time.monotonic()
                if self._ended or left <= 0:
                    self._complain(f"no {text!r}", seconds)
                self._news.wait(left)

    def to_end(self, seconds=10):
        """Returns what is left once the other side has closed."""
        with self._news:
            if not self._news.wait_for(lambda: self._ended,
                                       seconds * PATIENCE):
                self._complain("no end", seconds)
            return self._take(len(self._data))

    def everything(self):
        """Returns all that came so far, without waiting."""
        with self._news:
            return self._data.decode(errors="replace")

    def close(self):
        """Stops reading; what came stays. May be called again."""
        if self.descriptor < 0:
            return
        os.write(self._stop_writer, b".")
        self._thread.join()
        for descriptor in (self.descriptor, self._stop_reader,
                           self._stop_writer):
            os.close(descriptor)
        self.descriptor = -1

    def _take(self, end):
        taken = self._data[self._read_to:end]
        self._read_to = end
        return taken.decode(errors="replace")

    def _complain(self, what, seconds):
        why = "before the end" if self._ended else f"within {seconds} s"
        tail = self._data[self._read_to:][-2000:].decode(errors="replace")
        raise NotInTime(f"{what} {why}; there was {tail!r}")
