"""Practice tests and what hangs on them: areas, instruments, what-ifs, past projections."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from emtui.vocabulary import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeTest:
    """One practice test sat on one day; `score` is in the instrument's own unit."""

    id: int | None = None
    taken_on: date
    instrument: str
    score: float
    timed: bool = True
    complete: bool = True
    retake: bool = False
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemScore:
    """How much of one area a practice test's report calls right; `system` is an id of guide/systems.toml."""

    id: int | None = None
    practice_test_id: int
    system: str
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnInstrument:
    """The user's own figures of a practice test, listed in the guide or not; in Step 2 CK points.

    `offset` is how much higher than the Step 2 CK scale it reads, `noise_sd` its scatter; None means the
    guide's figure, where it does not list the test that of an unlisted one.
    """

    id: int | None = None
    instrument: str
    name: str
    unit: Unit = Unit.POINTS
    offset: float | None = None
    offset_sd: float | None = None
    noise_sd: float | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A plan imagined, under a name of its own; None is as planned.

    `tests` are practice tests not taken, without id, on days that may lie ahead.
    """

    id: int | None = None
    name: str
    exam_day: date | None = None
    target: int | None = None
    tests: tuple[PracticeTest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProjection:
    """The projection as it stood at the end of `day`, kept as it was: never recomputed, one a model version.

    `tests` is how many practice tests it rests on; points, probabilities 0 to 1.
    """

    id: int | None = None
    day: date
    model_version: int
    exam_day: date
    tests: int
    mean: float
    sd: float
    low50: float
    high50: float
    low80: float
    high80: float
    low95: float
    high95: float
    target: int | None = None
    p_target: float | None = None
    p_pass: float


def tests_to_text(tests: tuple[PracticeTest, ...]) -> str:
    """The tests of a what-if as the text that the plan file holds."""
    return json.dumps([asdict(test) for test in tests], default=str, ensure_ascii=False)


def tests_from_text(text: str) -> tuple[PracticeTest, ...]:
    """The tests of a what-if; raise ValueError where `text` is not what `tests_to_text` writes."""
    try:
        return tuple(
            PracticeTest(**{**row, "taken_on": date.fromisoformat(row["taken_on"])})
            for row in json.loads(text)
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"no imagined tests: {error}") from error
