"""What the Rotations tab shows: rotations and letters on their way, against what the guide asks for."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from emtui import guide
from emtui.dates import show_date
from emtui.guide.letters import rotation_kinds
from emtui.plan import Plan, Rotation
from emtui.planner.counted import months_known, sloes_known
from emtui.planner.letters import (
    Cell,
    LetterRow,
    MatrixRow,
    Missing,
    Short,
    letter_rows,
    matrix,
    short_of_letters,
    sloes_in_time,
    unassigned,
)
from emtui.planner.milestones import Milestone, milestone, opening_day, own_days
from emtui.vocabulary import LetterKind, LetterState, RotationState

__all__ = [
    "Cell",
    "LetterRow",
    "MatrixRow",
    "Missing",
    "RotationRow",
    "RotationsView",
    "ToDo",
    "rotations_view",
]

SOON_DAYS = 45  # how far ahead a host's deadline or a letter to ask for is named
_STANDS = (RotationState.APPLIED, RotationState.ACCEPTED, RotationState.DONE)


class RotationRow(NamedTuple):
    """A rotation and what it is good for.

    `counts` marks a US EM month (an observership is none); `gives` is the kind of SLOE it can give, None
    for none. `ends_in_time` says whether its letter can be there when programs read, None where a date is
    unknown. `running` is between its two days, `over` after the last; `letters` are names in the matrix.
    """

    rotation: Rotation
    counts: bool
    gives: LetterKind | None
    ends_in_time: bool | None
    running: bool
    over: bool
    days_to_deadline: int | None
    letters: tuple[str, ...]


class ToDo(NamedTuple):
    """Something to see to: `sign` is ×, ! or ?, `title` what, `detail` why, `way_out` what helps, if known.

    It concerns a rotation, a letter, a program or none of them.
    """

    id: str
    sign: str
    title: str
    detail: str
    way_out: str | None = None
    rotation_id: int | None = None
    letter_id: int | None = None
    program_id: int | None = None


class RotationsView(NamedTuple):
    """Everything the Rotations tab shows.

    `reads` is the day EM programs begin to read, `safe_end` the last end of a rotation whose letter is safely
    there in time, `last_end` of one whose letter usually is; None without a match year. Months count
    US EM rotations: `done`, and `planned` for those applied to or accepted, against `wanted` and
    `wanted_up_to`. EM SLOEs: `sloes_in` uploaded, `sloes_in_time` those and the ones expected in time,
    `sloes_wanted` the guide's number. `cost_usd` adds up what is not declined.
    The profile's own numbers stand where they are higher than what is entered.
    `late` and `unassigned` are the letters to look at, `short` the programs that lack some now; `to_do` is
    worst first.
    """

    today: date
    rotations: tuple[RotationRow, ...]
    letters: tuple[LetterRow, ...]
    programs: tuple[MatrixRow, ...]
    reads: Milestone | None
    safe_end: date | None
    last_end: date | None
    done: int
    planned: int
    wanted: int
    wanted_up_to: int
    sloes_in: int
    sloes_in_time: int
    sloes_wanted: int
    uploaded: int
    cost_usd: int
    budget_usd: int | None
    late: tuple[LetterRow, ...]
    unassigned: tuple[Missing, ...]
    short: Short
    to_do: tuple[ToDo, ...]


def rotations_view(plan: Plan, today: date) -> RotationsView:
    """What the Rotations tab shows of `plan` on `today`."""
    year = plan.profile.match_year
    own = own_days(plan)
    reads = None if year is None else opening_day(year, own)
    submit = None if year is None else milestone(f"{guide.em_service().of(year)}-submit", year, own)
    letters = letter_rows(plan, reads, today)
    lead = guide.lead_times()["sloe"]
    last_end = None if reads is None else reads.earliest - timedelta(lead.typical)
    safe_end = None if reads is None else reads.earliest - timedelta(lead.safe)
    rows = tuple(_row(rotation, letters, last_end, today) for rotation in _in_order(plan.rotations))
    programs = matrix(plan, letters)
    late = tuple(row for row in letters if row.in_time is False and not row.uploaded)
    limits = guide.thresholds()
    view = RotationsView(
        today=today,
        rotations=rows,
        letters=letters,
        programs=programs,
        reads=reads,
        safe_end=safe_end,
        last_end=last_end,
        done=months_known(plan) or 0,
        planned=sum(
            row.counts and row.rotation.state in (RotationState.APPLIED, RotationState.ACCEPTED)
            for row in rows
        ),
        wanted=limits.rotations,
        wanted_up_to=limits.rotations + 1,
        sloes_in=sloes_known(plan) or 0,
        sloes_in_time=sloes_in_time(plan, letters) or 0,
        sloes_wanted=limits.sloes,
        uploaded=sum(row.uploaded for row in letters),
        cost_usd=sum(
            row.rotation.cost_usd or 0 for row in rows if row.rotation.state is not RotationState.DECLINED
        ),
        budget_usd=plan.profile.budget_usd,
        late=late,
        unassigned=unassigned(programs, letters),
        short=short_of_letters(plan, taken=submit is not None and submit.on <= today),
        to_do=(),
    )
    return view._replace(to_do=tuple(sorted(_to_do(view), key=lambda item: "×!?".index(item.sign))))


def letters_of(plan: Plan, rotation: Rotation) -> int:
    """How many letters are entered for `rotation`."""
    return sum(letter.rotation_id == rotation.id for letter in plan.letters)


def _in_order(rotations: Sequence[Rotation]) -> list[Rotation]:
    """The earliest first; those without a date last, in the order they were entered."""
    return sorted(rotations, key=lambda rotation: rotation.starts_on or rotation.ends_on or date.max)


def _row(rotation: Rotation, letters: Sequence[LetterRow], last_end: date | None, today: date) -> RotationRow:
    kind = rotation_kinds()[rotation.kind]
    starts, ends = rotation.starts_on, rotation.ends_on or rotation.starts_on
    return RotationRow(
        rotation=rotation,
        counts=kind.counts,
        gives=kind.gives,
        ends_in_time=None if ends is None or last_end is None else ends <= last_end,
        running=starts is not None and ends is not None and starts <= today <= ends,
        over=ends is not None and ends < today,
        days_to_deadline=None if rotation.deadline is None else (rotation.deadline - today).days,
        letters=tuple(row.name for row in letters if row.letter.rotation_id == rotation.id),
    )


# -- what to see to


def _to_do(view: RotationsView) -> Iterator[ToDo]:
    yield from _late_letters(view)
    yield from _too_few(view)
    for row in view.rotations:
        if row.rotation.state is not RotationState.DECLINED:
            yield from _of_rotation(row, view)
    for letter in view.letters:
        yield from _of_letter(letter, view)
    yield from _to_assign(view)


def _late_letters(view: RotationsView) -> Iterator[ToDo]:
    assert all(row.days_late is not None for row in view.late)
    for row in view.late:
        days = row.days_late or 0
        yield ToDo(
            id="letter-late",
            sign=_late_sign(view),
            title=f"Letter {row.name} comes {_days(days)} late",
            detail=row.reason or f"expected {_day(row.expected_on, view.today)}",
            way_out="an earlier rotation, or send it as an update after programs read",
            letter_id=row.letter.id,
            rotation_id=row.letter.rotation_id,
        )
    for row in view.letters:
        if row.may_be_late and not row.uploaded:
            yield ToDo(
                id="letter-may-be-late",
                sign="!",
                title=f"Letter {row.name} may come late",
                detail=f"{row.reason}; some take longer",
                way_out="ask for it early",
                letter_id=row.letter.id,
                rotation_id=row.letter.rotation_id,
            )


def _late_sign(view: RotationsView) -> str:
    """What comes late is less of a matter where enough other SLOEs are in time."""
    return "!" if view.sloes_in_time >= view.sloes_wanted else "×"


def _too_few(view: RotationsView) -> Iterator[ToDo]:
    """Fewer EM SLOEs in time, or fewer EM months, than the guide asks for."""
    if view.reads is not None and view.sloes_in_time < view.sloes_wanted:
        yield ToDo(
            id="sloe-two",
            sign="!" if view.today <= view.reads.earliest else "×",
            title=f"{view.sloes_in_time} of {view.sloes_wanted} EM SLOEs in time",
            detail=f"programs read from {_day(view.reads.earliest, view.today)}",
            way_out="a rotation whose letter can be there by then, or a letter asked for now",
        )
    months = view.done + view.planned
    if months < view.wanted:
        yield ToDo(
            id="usce",
            sign="!",
            title=f"{months} of {view.wanted} to {view.wanted_up_to} US EM rotations",
            detail="done, accepted or applied for",
        )


def _of_rotation(row: RotationRow, view: RotationsView) -> Iterator[ToDo]:
    rotation, left = row.rotation, row.days_to_deadline
    open_ = rotation.state in (RotationState.IDEA, RotationState.APPLIED)
    if open_ and left is not None and 0 <= left <= SOON_DAYS:
        verb = "Apply to" if rotation.state is RotationState.IDEA else "Settle"
        yield ToDo(
            id="host-deadline",
            sign="!",
            title=f"{verb} {rotation.site} by {_day(rotation.deadline, view.today)}",
            detail=f"the host's deadline is {_in_days(left)}",
            rotation_id=rotation.id,
        )
    if rotation.state is RotationState.IDEA and left is not None and left < 0:
        yield ToDo(
            id="host-deadline-past",
            sign="×",
            title=f"{rotation.site}: the host's deadline is past",
            detail=f"it was {_day(rotation.deadline, view.today)}",
            way_out="ask the host, or another site",
            rotation_id=rotation.id,
        )
    if rotation.state is RotationState.ACCEPTED and row.over:
        yield ToDo(
            id="rotation-over",
            sign="?",
            title=f"{rotation.site} is over",
            detail="mark it done, and ask for the letter if you have not",
            rotation_id=rotation.id,
        )
    if view.safe_end is not None and row.gives is not None and not row.letters:
        yield from _too_late_for_sloe(row, view, view.safe_end)
    stands = rotation.state in (RotationState.ACCEPTED, RotationState.DONE)
    if stands and row.gives is not None and not row.letters:
        soon = rotation.starts_on is None or (rotation.starts_on - view.today).days <= SOON_DAYS
        if soon:
            yield ToDo(
                id="letter-missing",
                sign="!",
                title=f"Ask {rotation.site} for a letter",
                detail="no letter is entered for it; writers need your letter ID of the service",
                rotation_id=rotation.id,
            )


def _too_late_for_sloe(row: RotationRow, view: RotationsView, safe: date) -> Iterator[ToDo]:
    rotation = row.rotation
    if rotation.ends_on is None or rotation.ends_on <= safe:
        return
    late = row.ends_in_time is False
    yield ToDo(
        id="rotation-late",
        sign=_late_sign(view) if late else "!",
        title=f"{rotation.site} ends {'too late' if late else 'late'} for its SLOE",
        detail=f"in time by {_day(safe, view.today)}, {_day(view.last_end, view.today)} at the latest",
        way_out="an earlier month, or send the SLOE as an update",
        rotation_id=rotation.id,
    )


def _of_letter(row: LetterRow, view: RotationsView) -> Iterator[ToDo]:
    letter = row.letter
    if not row.suits:
        yield ToDo(
            id="letter-kind",
            sign="×",
            title=f"Letter {row.name} cannot come from there",
            detail=row.reason or "",
            way_out="change the letter's kind or its rotation",
            letter_id=letter.id,
            rotation_id=letter.rotation_id,
        )
    if letter.state in (LetterState.ASKED, LetterState.PROMISED) and letter.due_on is not None:
        overdue = (view.today - letter.due_on).days
        if overdue > 0:
            yield ToDo(
                id="letter-overdue",
                sign="!",
                title=f"Remind {letter.writer} of letter {row.name}",
                detail=f"expected {_days(overdue)} ago",
                letter_id=letter.id,
            )
    if letter.state is LetterState.PLANNED and row.rotation is not None:
        ends = row.rotation.ends_on
        if ends is not None and (ends - view.today).days <= 7:
            yield ToDo(
                id="letter-ask",
                sign="!",
                title=f"Ask {letter.writer} for letter {row.name}",
                detail=f"the rotation {'ended' if ends < view.today else 'ends'} {_day(ends, view.today)}",
                letter_id=letter.id,
            )


def _to_assign(view: RotationsView) -> Iterator[ToDo]:
    short, wanting, uploaded = view.short
    if short:
        yield ToDo(
            id="letter-unassigned",
            sign="!",
            title=f"Assign letters to {short} {'program' if short == 1 else 'programs'}",
            detail=f"{short} of {wanting} could have more of the {uploaded} uploaded; by hand, each one",
        )


def _day(day: date | None, today: date) -> str:
    return "?" if day is None else " ".join(show_date(day, today).split())


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _in_days(number: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(number, f"in {number} days")
