"""emtui in a real terminal: it starts, takes keys, stores them, and leaves the terminal as it was."""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyte
import pytest
from tests.tui.conftest import PLAN

from emtui.store import Store

PATIENCE = 30.0  # seconds; a slow machine is no mistake
PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;:]*[ -/]*[a-gi-km-tuvx-z]|\x1b\[[0-9;]*\$[a-z]|\x1bP[^\x1b]*\x1b\\")


class Terminal:
    """A terminal of 100 by 30 with one program in it."""

    def __init__(self, *command: str, **variables: str) -> None:
        self.screen = pyte.Screen(100, 30)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        self.process, self.line = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", **variables})
        fcntl.ioctl(self.line, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.settings = termios.tcgetattr(self.line)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.line, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until `text` stands on the screen."""
        end = time.monotonic() + PATIENCE
        while text not in self.text:
            assert time.monotonic() < end, f"{text!r} never came:\n{self.text}"
            self._read()

    def wait_for_end(self) -> int:
        """Read until the program has ended; return its exit code."""
        end = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < end, f"it never ended:\n{self.text}"
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self) -> bool:
        """Take in what was printed; False once the program has closed its end."""
        if not select.select([self.line], [], [], 0.1)[0]:
            return True
        try:
            printed = os.read(self.line, 65536)
        except OSError:
            return False
        self.raw += printed
        self.stream.feed(PRIVATE.sub(b"", printed))
        return bool(printed)


@pytest.fixture
def terminal(plan_file: Path, tmp_path: Path) -> Iterator[Terminal]:
    """emtui on a plan, in a terminal."""
    with closing(Store.open(plan_file, create=True)) as store:
        store.replace(PLAN, "set up the test")
    started = Terminal(sys.executable, "-m", "emtui", "--db", str(plan_file), LANG="C.UTF-8")
    yield started
    os.close(started.line)


def test_start_log_quit(terminal: Terminal, plan_file: Path) -> None:
    terminal.wait_for("1 Today")
    terminal.type("3")
    terminal.wait_for("Practice tests")
    terminal.type(":nbme 15 243")
    terminal.wait_for("enter stores")
    terminal.type("\r")
    terminal.wait_for("stored: NBME 15")
    terminal.type("\x1b")
    terminal.wait_for("u undo")
    terminal.type("q")
    assert terminal.wait_for_end() == 0
    with closing(Store.open(plan_file)) as store:
        assert store.read().practice_tests[-1].score == 243


def test_the_terminal_is_left_as_it_was(terminal: Terminal) -> None:
    terminal.wait_for("1 Today")
    terminal.type("q")
    assert terminal.wait_for_end() == 0
    for on, off in (
        (b"\x1b[?1049h", b"\x1b[?1049l"),
        (b"\x1b[?1000h", b"\x1b[?1000l"),
        (b"\x1b[?25l", b"\x1b[?25h"),
    ):
        assert terminal.raw.rfind(off) > terminal.raw.rfind(on)
    assert b"Traceback" not in terminal.raw
