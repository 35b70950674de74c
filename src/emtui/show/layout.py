"""Plain text for pipes and screen readers: headings, labelled lines and columns, without colour or boxes."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from emtui.plain import plain_line

WIDTH = 88


def section(heading: str, lines: Iterable[str], *, empty: str = "none") -> str:
    """A heading with its lines set in beneath it; `empty` stands where there are none."""
    body = [f"  {line}".rstrip() for line in lines] or [f"  {empty}"]
    return "\n".join([heading, *body])


def page(*parts: str) -> str:
    """The parts of a page, a blank line between them; empty parts are left out."""
    return "\n\n".join(part for part in parts if part)


def labelled(pairs: Iterable[tuple[str, str]], *, width: int = WIDTH) -> list[str]:
    """One line a pair, the values under each other and broken to `width`.

    A word such as a path stays whole, to be copied.
    """
    pairs = [(label, plain_line(value)) for label, value in pairs]
    edge = max((len(label) for label, _ in pairs), default=0) + 2
    lines = []
    for label, value in pairs:
        first, *more = wrap(value, width - edge, break_long_words=False, break_on_hyphens=False) or [""]
        lines.append(f"{label:<{edge}}{first}")
        lines.extend(f"{'':<{edge}}{line}" for line in more)
    return lines


def columns(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Iterable[int] = (),
    width: int = WIDTH,
) -> list[str]:
    """A table: `heads` over the rows, two spaces between columns; the columns in `right` end together.

    The last column is broken to `width`.
    """
    table = [list(heads), *([plain_line(cell) for cell in row] for row in rows)]
    ends = set(right)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)][:-1]
    edge = sum(widths) + 2 * len(widths)
    lines = []
    for *cells, last in table:
        start = "".join(
            f"{cell.rjust(room) if index in ends else cell.ljust(room)}  "
            for index, (cell, room) in enumerate(zip(cells, widths, strict=True))
        )
        first, *more = wrap(last, max(width - edge, 20)) or [""]
        lines.append(f"{start}{first}".rstrip())
        lines.extend(f"{'':<{edge}}{line}" for line in more)
    return lines


def cut(text: str, longest: int) -> str:
    """`text` in a table whose columns have to fit a line, with … where it was longer."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def sentences(texts: Iterable[str], *, width: int = WIDTH) -> list[str]:
    """Each text as an item of a list, broken to `width`."""
    lines: list[str] = []
    for text in texts:
        first, *more = wrap(plain_line(text), width - 4) or [""]
        lines.extend([f"- {first}", *(f"  {line}" for line in more)])
    return lines
