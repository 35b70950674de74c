"""How long emtui takes to show a full plan, and to answer a key, beside a bare Textual app.

`python -m benchmarks.startup [RUNS]` prints a table of medians in milliseconds; it asserts nothing, because
machines differ. The plan is that of `benchmarks/full_plan.py`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.full_plan import TODAY, full_plan
from benchmarks.terminal import Terminal
from emtui.store import Store

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Ready")
Bare().run()
"""
BARE_WITH_SQLMODEL = "import sqlmodel\n" + BARE

DAY = TODAY + timedelta(days=1)  # after the night shifts: reviews are due
PAGE_DOWN, ESCAPE = "\x1b[6~", "\x1b"
KEYS = (
    ("first visit of 3 Scores", "3"),
    ("first visit of 2 Profile", "2"),
    ("first visit of 4 Study", "4"),
    ("first visit of 5 Calendar", "5"),
    ("first visit of 6 Rotations", "6"),
    ("first visit of 7 Programs", "7"),
    ("first visit of 8 Strategy", "8"),
    ("back to 3 Scores", "3"),
    ("cursor down", "j"),
    ("zoom", "z"),
    ("back to 7 Programs", "7"),
    ("cursor down in 7", "j"),
    ("to its filter", "/"),
    ("a letter in the filter", "t"),
    ("the next letter", "x"),
    ("out of the filter", ESCAPE),
    ("back to 5 Calendar", "5"),
    ("a month on", PAGE_DOWN),
    ("back to 4 Study", "4"),
    ("cursor down in 4 Study", "j"),
    ("reviews", "r"),
    ("the answer", " "),
    ("a grade, and stored", "3"),
    ("back to 6 Rotations", "\x1b[17~"),
    ("back to 8 Strategy", "8"),
    ("back to 1 Today", "1"),
)


def environment(home: Path, **more: str) -> dict[str, str]:
    """A quiet environment with its own home folder."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL")}
    return kept | {
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": kept.get("LANG", "C.UTF-8"),
        "PYTHONUTF8": "1",
        "EMTUI_TODAY": DAY.isoformat(),
        **more,
    }


def middle(samples: Sequence[float]) -> str:
    """Median and span of `samples` in seconds, printed as milliseconds."""
    low, mid, high = (
        round(1000 * value) for value in (min(samples), statistics.median(samples), max(samples))
    )
    return f"{mid:5d} ({low}-{high})"


def start(command: Sequence[str], home: Path, text: str, runs: int) -> tuple[list[float], list[float], float]:
    """First paint and `text` on screen in seconds for each run, and memory in MB of the last one."""
    paints, texts, memory = [], [], 0.0
    for number in range(runs + 1):
        with Terminal(command, environment(home)) as terminal:
            terminal.wait_for(text)
            shown = time.perf_counter() - terminal.started
            if number:  # the first run warms the file cache
                paints.append(terminal.first_paint or 0.0)
                texts.append(shown)
            memory = terminal.resident_mb()
    return paints, texts, memory


def main(runs: int = 9) -> None:
    """Print the table."""
    python = sys.executable
    with tempfile.TemporaryDirectory(prefix="emtui-bench-") as folder:
        home = Path(folder)
        plan_file = home / "full.db"
        os.environ["EMTUI_TODAY"] = DAY.isoformat()
        store = Store.open(plan_file, create=True)
        store.replace(full_plan(), "fill for the benchmark")
        store.close()
        emtui = [python, "-m", "emtui", "--db", str(plan_file)]
        print(f"{runs} runs after one warm-up, 120x36, milliseconds: median (min-max)\n")
        print(f"{'':28}{'first paint':>20}{'text':>20}{'memory':>10}")
        for name, command, text in (
            ("bare Textual app", [python, "-c", BARE], "Ready"),
            ("bare Textual + SQLModel", [python, "-c", BARE_WITH_SQLMODEL], "Ready"),
            ("emtui, a full plan", emtui, "80%"),
        ):
            paints, texts, memory = start(command, home, text, runs)
            print(f"{name:28}{middle(paints):>20}{middle(texts):>20}{memory:>7.0f} MB")
        print()
        key_times: dict[str, list[float]] = {name: [] for name, _ in KEYS}
        for _ in range(runs):
            with Terminal(emtui, environment(home)) as terminal:
                terminal.wait_for("80%")
                terminal.settle(1.2)
                for name, keys in KEYS:
                    key_times[name].append(terminal.first_change(keys))
                    terminal.settle(0.1)
        for name, samples in key_times.items():
            print(f"{name:28}{middle(samples):>20}")
        for name, arguments in (
            ("status --short", ["status", "--short"]),
            ("show scores", ["show", "scores"]),
        ):
            times = []
            for _ in range(runs):
                begun = time.perf_counter()
                subprocess.run([*emtui, *arguments], env=environment(home), check=True, capture_output=True)
                times.append(time.perf_counter() - begun)
            print(f"{name:28}{middle(times):>20}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
