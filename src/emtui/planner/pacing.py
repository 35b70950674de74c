"""The pace through the question bank, what becomes of missed days, and the streak."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from emtui.dates import show_date
from emtui.guide.shifts import study_rules
from emtui.plan import Plan, QuestionBlock
from emtui.planner.capacity import Capacity
from emtui.planner.reviews import horizon
from emtui.vocabulary import Missed

_DAY = timedelta(days=1)


class Pace(NamedTuple):
    """How many questions a day finish the bank in time; None where that is unknown.

    `size` is the bank's, `done` and `dropped` what is off it, `left` the rest. `days` are the days left with
    room, today among them, `full_days` the same in normal study days; `per_day` is `left` over those, about
    `hours` of the `day_hours` a normal day has. `target` is what is planned for today, `moved_today` of it
    from missed days, `done_today` what was done, `to_do` the rest. `fits` is false where questions are left
    and no day is. `missing` names the key of the profile that has to be answered first; `sentence` says it
    all in words.
    """

    bank: str | None
    size: int | None
    done: int
    dropped: int
    left: int | None
    days: int | None
    full_days: float | None
    per_day: float | None
    hours: float | None
    day_hours: float | None
    target: int | None
    done_today: int
    to_do: int | None
    moved_today: int
    fits: bool
    missing: str | None
    sentence: str

    @property
    def no_room(self) -> bool:
        """Whether today has no room for questions, and none was done, while some are left."""
        return self.target == 0 and bool(self.left) and not self.done_today


class Choice(NamedTuple):
    """What can become of missed days: the questions today asks for then, and those left, in a sentence."""

    missed: Missed
    today: int
    left: int
    sentence: str


class MissedDays(NamedTuple):
    """Days with room on which nothing was logged, lately and not decided on yet; spread until then.

    `questions` is what they would have brought, `amounts` by day; `choices` are spread, move and drop.
    """

    days: tuple[date, ...]
    amounts: tuple[int, ...]
    questions: int
    sentence: str
    choices: tuple[Choice, ...]


class Streak(NamedTuple):
    """How many days in a row something was logged.

    `excused` days and those without room between them do not break it. `today` is whether today counts
    already; `best` is the longest there was.
    """

    days: int
    excused: int
    today: bool
    best: int


class Bank:
    """The question bank as the plan has it on one day: what is done, what is left, and the days for it."""

    def __init__(self, plan: Plan, today: date, room: Capacity) -> None:
        profile, ahead = plan.profile, horizon(plan, today)
        self.today, self.room = today, room
        self.day_hours = profile.study_hours
        self.name, self.size = profile.question_bank, profile.question_bank_size
        self.last_day = None if ahead.over else ahead.last_day
        self.over = ahead.over
        self.active = _active_days(plan, today)
        self.by_day = _by_day(plan.question_blocks, self.name, today)
        self.done = sum(self.by_day.values())
        self.done_today = self.by_day.get(today, 0)
        self.drops = {
            row.day: row.missed_questions or 0 for row in plan.study_days if row.missed is Missed.DROP
        }
        self.dropped = sum(self.drops.values())
        self.left = None if self.size is None else max(0, self.size - self.done - self.dropped)
        self.rooms: Mapping[date, float] = self._rooms_from(today)
        self.full_days = sum(self.rooms.values())
        self.moved = self._moved(plan) if self.rooms else {}

    def _rooms_from(self, first: date) -> dict[date, float]:
        """The room of each day from `first` to the last one with any."""
        if self.last_day is None:
            return {}
        days = (first + timedelta(days=ahead) for ahead in range((self.last_day - first).days + 1))
        return {day: room for day in days if (room := self.room.of(day)) > 0}

    def _moved(self, plan: Plan) -> dict[date, float]:
        """What each day from today on takes over from missed days that were moved."""
        moved: dict[date, int] = {}
        for row in plan.study_days:
            if row.missed is Missed.MOVE and row.decided_on is not None and row.missed_questions:
                moved[row.decided_on] = moved.get(row.decided_on, 0) + row.missed_questions
        extra: dict[date, float] = {}
        for decided_on, questions in moved.items():
            for day, share in self.next_days(decided_on).items():
                if day >= self.today:
                    extra[day] = extra.get(day, 0.0) + questions * share
        return extra

    def next_days(self, first: date) -> dict[date, float]:
        """The next few days with room from `first` on, each with its share of what is moved there."""
        days = list(self._rooms_from(first).items())[: study_rules().catch_up_days]
        whole = sum(room for _, room in days)
        return {day: room / whole for day, room in days}

    def per_full_day(self, *, off: float = 0.0, moved: float | None = None) -> float:
        """Questions on a normal study day, counted as of this morning, `off` of them taken out.

        What is `moved` to single days is not spread.
        """
        morning = (self.left or 0) + self.done_today
        beside = sum(self.moved.values()) if moved is None else moved
        return max(0.0, morning - off - beside) / self.full_days if self.full_days else 0.0

    def target(self, day: date) -> int:
        """How many questions are planned for `day`, moved ones among them."""
        return _whole(self.per_full_day() * self.rooms.get(day, 0.0) + self.moved.get(day, 0.0))


def pace(bank: Bank) -> Pace:
    """The pace that `bank` asks for."""
    known = bank.left is not None and bank.last_day is not None
    target = bank.target(bank.today) if known else None
    to_do = None if target is None else min(max(0, target - bank.done_today), bank.left or 0)
    per_day = (bank.left or 0) / bank.full_days if known and bank.full_days else None
    missing = None
    if not bank.over and not known:
        missing = "question_bank_size" if bank.size is None else "step2_date"
    found = Pace(
        bank=bank.name,
        size=bank.size,
        done=bank.done,
        dropped=bank.dropped,
        left=bank.left,
        days=len(bank.rooms) if known else None,
        full_days=bank.full_days if known else None,
        per_day=per_day,
        hours=None if per_day is None else per_day * study_rules().question_minutes / 60,
        day_hours=bank.day_hours,
        target=target,
        done_today=bank.done_today,
        to_do=to_do,
        moved_today=_whole(bank.moved.get(bank.today, 0.0)),
        fits=not known or bank.left == 0 or bank.full_days > 0,
        missing=missing,
        sentence="",
    )
    return found._replace(sentence=_in_words(found, bank))


def missed_days(bank: Bank) -> MissedDays | None:
    """The days missed of late that nothing was decided on; None where there are none or no pace is known."""
    if bank.left is None or not bank.rooms:
        return None
    active = bank.active
    if not active:
        return None
    first = max(min(active), bank.today - study_rules().missed_back * _DAY)
    undecided = [
        day
        for day in (first + timedelta(days=ahead) for ahead in range((bank.today - first).days))
        if day not in active and bank.room.of(day) > 0 and not _settled(bank.room, day)
    ]
    amounts = _would_have_been(bank, undecided) if undecided else []
    questions = min(sum(amounts), bank.left)
    if not questions:
        return None
    return MissedDays(
        days=tuple(undecided),
        amounts=tuple(amounts),
        questions=questions,
        sentence=_missed_in_words(bank, undecided, questions),
        choices=_choices(bank, questions),
    )


def streak(bank: Bank) -> Streak:
    """The streak up to today; a day not over yet does not break it."""
    active, today, room = bank.active, bank.today, bank.room
    if not active:
        return Streak(0, 0, False, 0)
    days = excused = best = passed = 0
    day = min(active)
    while day <= today:
        if day in active:
            days, excused, passed = days + 1, excused + passed, 0
            best = max(best, days)
        elif room.excused(day) or room.of(day) == 0:
            passed += bool(days)
        elif day < today:
            days = excused = passed = 0
        day += _DAY
    return Streak(days, excused + passed, today in active, best)


def _active_days(plan: Plan, today: date) -> set[date]:
    """The days up to `today` on which anything was logged: questions, reviews, practice tests."""
    days = {row.done_on for row in plan.question_blocks}
    days.update(row.reviewed_on for row in plan.reviews)
    days.update(row.taken_on for row in plan.practice_tests)
    return {day for day in days if day <= today}


def _by_day(blocks: Iterable[QuestionBlock], bank: str | None, today: date) -> dict[date, int]:
    """The questions done of `bank` by day."""
    found: dict[date, int] = {}
    for block in blocks:
        if block.done_on <= today and is_of(block, bank):
            found[block.done_on] = found.get(block.done_on, 0) + block.questions
    return found


def is_of(block: QuestionBlock, bank: str | None) -> bool:
    """Whether `block` counts for `bank`: it does unless it names another one; longer names are the same."""
    ours, other = (bank or "").casefold(), (block.bank or "").casefold()
    return not ours or not other or other in ours or ours in other


def _settled(room: Capacity, day: date) -> bool:
    """Whether the user has said what becomes of `day`."""
    row = room.days.get(day)
    return row is not None and (row.excused or row.missed is not None)


def _would_have_been(bank: Bank, days: Sequence[date]) -> list[int]:
    """The questions the pace asked for on the past `days`, as it was on the first of them."""
    first = days[0]
    done = sum(questions for on, questions in bank.by_day.items() if on < first)
    dropped = sum(questions for on, questions in bank.drops.items() if on < first)
    between = (first + timedelta(days=ahead) for ahead in range((bank.today - first).days))
    rooms = sum(map(bank.room.of, between)) + bank.full_days
    a_day = max(0, (bank.size or 0) - done - dropped) / rooms
    return [round(a_day * bank.room.of(day)) for day in days]


def _choices(bank: Bank, questions: int) -> tuple[Choice, ...]:
    """What today and the rest would be with the missed `questions` spread, moved or dropped."""
    left, room = bank.left or 0, bank.rooms.get(bank.today, 0.0)
    mine = bank.moved.get(bank.today, 0.0)
    onto = bank.next_days(bank.today)
    elsewhere = sum(bank.moved.values()) + questions
    spread = bank.target(bank.today)
    move = _whole(bank.per_full_day(moved=elsewhere) * room + mine + questions * onto.get(bank.today, 0.0))
    drop = _whole(bank.per_full_day(off=questions) * room + mine)
    days = "the next day" if len(onto) == 1 else f"the next {len(onto)} days"
    begins = f"{move} today" if room else f"from {_spoken(next(iter(onto)), bank.today)} on"
    rest = left - questions
    return (
        Choice(Missed.SPREAD, spread, left, f"spread over all days left: {_a_day(bank, spread)}"),
        Choice(Missed.MOVE, move, left, f"move to {days} with room: {begins}"),
        Choice(Missed.DROP, drop, rest, f"drop them: {_a_day(bank, drop, questions)}, {rest:,} left"),
    )


def _a_day(bank: Bank, today: int, off: int = 0) -> str:
    """`32 today`, or where today has no room what a full day brings with `off` questions taken out."""
    if bank.rooms.get(bank.today):
        return f"{today} today"
    return f"{_whole(bank.per_full_day(off=off))} on a full day"


def _missed_in_words(bank: Bank, days: list[date], questions: int) -> str:
    before, now = _whole(bank.per_full_day(off=questions)), _whole(bank.per_full_day())
    which = _spoken(days[0], bank.today) if len(days) == 1 else f"{len(days)} days"
    rise = f", {now} a full day instead of {before}" if now > before else ""
    return f"{which} missed: {questions} questions spread over the days left{rise}."


def _in_words(found: Pace, bank: Bank) -> str:
    if bank.over or found.missing == "step2_date":
        if found.left is None:
            return ""
        return f"{found.left:,} questions left{'' if bank.over else '; no exam day, so no pace'}."
    if found.missing is not None:
        return "How many questions has your bank? Then a pace can be set."
    if found.left == 0:
        return "The bank is done."
    if found.per_day is None:
        kept = bank.last_day is not None and bank.last_day < bank.today
        why = "the last days are kept free" if kept else "no day with room is left"
        return f"{found.left:,} questions left; {why}."
    room = f"{found.days} days" if found.full_days == found.days else f"{_number(found.full_days)} full days"
    a_day = f"{found.left:,} questions in {room}: {_whole(found.per_day)} on a full day"
    return f"{a_day}{_hours_in_words(found)}."


def _hours_in_words(found: Pace) -> str:
    """How many of a normal day's hours the questions take, and whether they are too many."""
    if found.hours is None or not found.day_hours:
        return ""
    too_many = found.hours > found.day_hours
    more = f"more than your {_number(found.day_hours)} h" if too_many else f"of {_number(found.day_hours)} h"
    return f", {_number(found.hours)}{' h, ' if too_many else ' '}{more}"


def _whole(questions: float) -> int:
    """So many questions, the last one begun counted as one."""
    return ceil(questions - 1e-9)


def _spoken(day: date, today: date) -> str:
    return " ".join(show_date(day, today).split())


def _number(value: float | None) -> str:
    return f"{value:.1f}".removesuffix(".0")
