"""Where every field of a form stands: groups in columns, as airy as the room allows. Pure arithmetic."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

LABEL_WIDTH = 18  # one cell for the cursor sign, sixteen of label, one of gap
GUTTER = 2
NARROWEST_COLUMN = 36
MOST_COLUMNS = 3
FIELD_WIDTH = 20  # where the reason stands beside it; else up to WIDEST_FIELD
WIDEST_FIELD = 30
REASON_WIDTH = 46  # the longest reason, indented by one, beneath its field


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The row of one field: its column's left edge, its row, and the column it is in."""

    column: int
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A form laid out: heads and fields by place, in cells from the top left corner.

    `reasons` says where a field's reason stands: "beside" it, "below" it, or nowhere ("").
    """

    column_width: int
    field_width: int
    height: int
    reasons: str
    heads: Mapping[str, Place]
    fields: Mapping[str, Place]

    def beside(self, key: str, step: int) -> str:
        """The field nearest to `key` in the next (+1) or previous (-1) column; `key` at the edge."""
        here = self.fields[key]
        there = [
            (abs(place.y - here.y), name)
            for name, place in self.fields.items()
            if place.column == here.column + step
        ]
        return min(there)[1] if there else key

    def at(self, x: int, y: int) -> str | None:
        """The field at a cell, its reason included; None between fields."""
        rows = 2 if self.reasons == "below" else 1
        for name, place in self.fields.items():
            if place.x <= x < place.x + self.column_width and place.y <= y < place.y + rows:
                return name
        return None


Groups = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=16)
def lay_out(groups: Groups, width: int, height: int) -> Layout:
    """Lay the fields of `groups` (title, keys) out in `width` cells, whole in `height` rows where possible.

    As many columns as make it whole, as airy as fits; otherwise one column that scrolls.
    """
    for count in range(min(MOST_COLUMNS, len(groups)), 0, -1):
        column_width = (width - GUTTER * (count - 1)) // count
        if count > 1 and column_width < NARROWEST_COLUMN:
            continue
        for rows, gap in ((2, 1), (1, 1), (1, 0)):
            if rows == 2 and (count == 1 or column_width < REASON_WIDTH):
                continue
            columns = _columns(groups, count, rows, gap)
            if max(_height(column, rows, gap) for column in columns) <= height:
                return _placed(columns, column_width, rows, gap)
    return _placed([groups], width, 1, 1)


def _placed(columns: Sequence[Groups], column_width: int, rows: int, gap: int) -> Layout:
    heads: dict[str, Place] = {}
    fields: dict[str, Place] = {}
    for number, column in enumerate(columns):
        x, y = number * (column_width + GUTTER), 0
        for title, keys in column:
            heads[title] = Place(column=number, x=x, y=y)
            for row, key in enumerate(keys):
                fields[key] = Place(column=number, x=x, y=y + 1 + row * rows)
            y += 1 + len(keys) * rows + gap
    beside = len(columns) == 1 and column_width >= LABEL_WIDTH + FIELD_WIDTH + REASON_WIDTH // 2
    return Layout(
        column_width=column_width,
        field_width=FIELD_WIDTH if beside else max(8, min(WIDEST_FIELD, column_width - LABEL_WIDTH)),
        height=max(_height(column, rows, gap) for column in columns),
        reasons="below" if rows == 2 else "beside" if beside else "",
        heads=heads,
        fields=fields,
    )


def _height(column: Sequence[tuple[str, Sequence[str]]], rows: int, gap: int) -> int:
    return sum(1 + len(keys) * rows + gap for _, keys in column) - gap


def _columns(groups: Groups, count: int, rows: int, gap: int) -> list[Groups]:
    """The groups in order, cut into `count` columns: the lowest tallest one, then the most even."""

    def unevenness(columns: list[Groups]) -> tuple[int, int]:
        heights = [_height(column, rows, gap) for column in columns]
        return max(heights), sum(height * height for height in heights)

    return min((list(cut) for cut in _cuts(groups, count)), key=unevenness)


def _cuts(groups: Groups, count: int) -> Iterator[tuple[Groups, ...]]:
    for edges in combinations(range(1, len(groups)), count - 1):
        yield tuple(groups[start:end] for start, end in pairwise((0, *edges, len(groups))))
