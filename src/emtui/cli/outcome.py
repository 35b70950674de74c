"""How a command ends: what it prints where, and its exit code."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from emtui.clock import BadDate
from emtui.errors import EmtuiError
from emtui.plain import plain_line

# Control characters, lone surrogates, and marks that turn the direction of writing.
_ACTED_ON = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

DONE, REFUSED, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class Usage(EmtuiError):
    """The command was called in a way it does not know; `str(error)` is at most two lines."""


def exit_code(command: Callable[[], int]) -> int:
    """Run `command` and return its exit code; whatever goes wrong is told in plain words on stderr."""
    _print_anything()
    try:
        code = command()
        with _output_told():
            print(end="", flush=True)  # here, where it is told, and not at interpreter exit
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except (Usage, BadDate) as error:
        complain(f"emtui: {error}")
        return USAGE
    except EmtuiError as error:
        complain(f"emtui: {plain_line(str(error))}")
        return REFUSED
    except Exception as error:
        from emtui.mishaps import in_plain_words  # only on a mistake of ours

        complain(f"emtui: {in_plain_words(error)}")
        return REFUSED
    return code


def _print_anything() -> None:
    """Escape what a terminal's encoding lacks, rather than fail on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, *, end: str = "\n") -> None:
    """Print `text` on stdout, without what a terminal would act on; line ends and tabs stay."""
    with _output_told():
        print(_ACTED_ON.sub("", text), end=end)


def complain(text: str) -> None:
    """Print `text` on stderr, as `say` does."""
    print(_ACTED_ON.sub("", text), file=sys.stderr)


def agreed(question: str) -> bool:
    """Ask a yes-or-no question; anything but yes, and nobody there to answer, is no."""
    try:
        return input(f"{_ACTED_ON.sub('', question)} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


@contextmanager
def _output_told() -> Iterator[None]:
    """Tell a full disk behind stdout in plain words."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_output()
        raise EmtuiError(f"the output cannot be written: {error.strerror}") from error


def _drop_output() -> None:
    """Send stdout nowhere: Python flushes it again at exit and would complain again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
