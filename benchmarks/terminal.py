"""A program in a pseudo-terminal, timed from outside: what `benchmarks.startup` measures with."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

import pyte

# What a terminal is asked at start and answers at once; an unanswered query would be charged to the program.
ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
)
# Private sequences pyte does not know.
UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;:]*[ -/]*[a-gi-km-tuvx-z]|\x1b\[[0-9;]*\$[a-z]|\x1bP[^\x1b]*\x1b\\")


class Terminal:
    """A running program, its screen, and the seconds since it was started."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        columns: int = 120,
        rows: int = 36,
    ) -> None:
        """Start `command` in a terminal of `columns` x `rows` cells."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(child, termios.TIOCSCTTY, 0)
            for stream in (0, 1, 2):
                os.dup2(child, stream)
            os.execvpe(command[0], list(command), dict(environment))
        os.close(child)
        self.first_paint: float | None = None
        self._ended = False

    def text(self) -> str:
        """The screen as lines of plain text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, pattern: str, timeout: float = 20.0) -> float:
        """Seconds from now until `pattern` is on the screen; raise TimeoutError with the screen."""
        begun = time.perf_counter()
        wanted = re.compile(pattern)
        while not wanted.search(self.text()):
            if time.perf_counter() - begun > timeout or self._ended:
                raise TimeoutError(f"{pattern!r} did not appear:\n{self.text()}")
            self._pump(0.002)
        return time.perf_counter() - begun

    def settle(self, quiet: float = 0.25) -> None:
        """Wait until nothing was drawn for `quiet` seconds."""
        while self._pump(quiet):
            pass

    def press(self, keys: str) -> None:
        """Type `keys`, as bytes a terminal would send."""
        os.write(self._master, keys.encode())

    def first_change(self, keys: str) -> float:
        """Seconds from typing `keys` until the program has drawn something and rested for 60 ms."""
        begun = last = time.perf_counter()
        self.press(keys)
        while time.perf_counter() - last < 0.06 or last == begun:
            if self._pump(0.002):
                last = time.perf_counter()
            elif time.perf_counter() - begun > 5:
                raise TimeoutError(f"nothing was drawn after {keys!r}")
        return last - begun

    def resident_mb(self) -> float:
        """Memory of the program right now, MB."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            line = next(row for row in status if row.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _pump(self, timeout: float) -> bool:
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            chunk = os.read(self._master, 1 << 16)
        except OSError:
            chunk = b""
        if not chunk:
            self._ended = True
            return False
        for query, answer in ANSWERS:
            if query.search(chunk):
                os.write(self._master, answer)
        self._stream.feed(UNKNOWN.sub(b"", chunk))
        if self.first_paint is None and self.text().strip():
            self.first_paint = time.perf_counter() - self.started
        return True

    def __enter__(self) -> "Terminal":
        """The terminal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """End the program and collect it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)
