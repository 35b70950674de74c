"""When each begun checklist item comes round: as memory asks, before the exam, on days with room.

What is stored is history: grades, and the memory after each. The days are worked out anew from it every time,
so that another exam day, other shifts or missed reviews change the plan and nothing that was done.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from math import ceil
from typing import NamedTuple

from emtui.guide.shifts import study_rules
from emtui.plan import ItemState, Plan, Review
from emtui.planner.capacity import Capacity
from emtui.vocabulary import Progress

OWN = "own-"


class Memory(NamedTuple):
    """What is known of one item after its last grade: FSRS's stability (days), difficulty and due day."""

    stability: float
    difficulty: float
    last: date
    due: date
    seen: int

    def recall(self, day: date) -> float:
        """The chance, 0 to 1, to know the item on `day`: FSRS-6's forgetting curve."""
        factor, decay = _forgetting()
        elapsed = max(0, (day - self.last).days)
        return float((1 + factor * elapsed / max(self.stability, 0.001)) ** -decay)


@cache
def _forgetting() -> tuple[float, float]:
    """Factor and decay of the forgetting curve: after as many days as the stability, `retention` is left."""
    rules = study_rules()
    return rules.retention ** (-1 / rules.decay) - 1, rules.decay


class Horizon(NamedTuple):
    """What exam day means for studying: nothing is planned after `last_day`.

    From `round_from` on every item comes round once more; both are None without exam day. `over` is true
    after exam day or once the real score is known.
    """

    exam_day: date | None
    last_day: date | None
    round_from: date | None
    over: bool


class ReviewPlan(NamedTuple):
    """The next day of each item that is planned, today's in the order to do them.

    `rounds` holds a later day for those that come round again in the last round, `load` how many reviews a
    day has (today: still to do), `done_today` how many were done. `memories` are the graded items, `begun`
    all that were begun and are not hidden, graded or not.
    """

    on: Mapping[str, date]
    rounds: Mapping[str, date]
    today: tuple[str, ...]
    load: Mapping[date, int]
    done_today: int
    memories: Mapping[str, Memory]
    begun: frozenset[str]


class _Wish(NamedTuple):
    """An item wants `day`, but may go anywhere from `earliest` to `latest`; days are counted from today.

    `day` is None where any day will do.
    """

    item: str
    day: int | None
    earliest: int
    latest: int


def horizon(plan: Plan, today: date) -> Horizon:
    """What the exam day of `plan` means for studying on `today`."""
    exam_day, rules = plan.profile.step2_date, study_rules()
    over = plan.profile.step2_score is not None or (exam_day is not None and exam_day < today)
    if exam_day is None:
        return Horizon(None, None, None, over)
    last_day = exam_day - timedelta(days=rules.free_days + 1)
    return Horizon(exam_day, last_day, exam_day - timedelta(days=rules.last_round_days), over)


def review_plan(
    plan: Plan,
    today: date,
    room: Capacity | None = None,
    *,
    memories: Mapping[str, Memory] | None = None,
    graded: Review | None = None,
) -> ReviewPlan:
    """When every begun item comes round, as seen on `today`; as if `graded` were stored, where it is given.

    `memories` spares finding them in the plan again.

    Nothing after the last day before the exam that is not kept free; every begun item at least once in the
    last round; days without room get none while there is another, full days hand on to the days before, then
    to those after. Without exam day the days are FSRS's own, and past the exam there are none.
    """
    memories = dict(memories_of(plan, today) if memories is None else memories)
    if graded is not None:
        memories[graded.item] = after(memories.get(graded.item), graded)
    states = {row.item: row for row in plan.item_states}
    begun = _begun(plan, graded)
    ahead = horizon(plan, today)
    done_today = sum(item in begun for item, memory in memories.items() if memory.last == today)
    on: dict[str, date] = {}
    rounds: dict[str, date] = {}
    if not ahead.over:
        wanted = {item: _wanted(states.get(item), memories.get(item), today) for item in begun}
        if ahead.last_day is None:
            on = {item: max(day, today) for item, day in wanted.items()}
        elif ahead.last_day >= today:
            desk = _Desk(today, ahead.last_day, room or Capacity(plan, today), done_today)
            on, rounds = _placed(wanted, memories, ahead, desk)
    load: dict[date, int] = {}
    for day in (*on.values(), *rounds.values()):
        load[day] = load.get(day, 0) + 1
    due = sorted((item for item, day in on.items() if day == today), key=_by_recall(memories, today))
    return ReviewPlan(on, rounds, tuple(due), load, done_today, memories, begun)


def memories_of(plan: Plan, today: date) -> dict[str, Memory]:
    """The memory of every item graded up to `today`; the newest grade of an item counts."""
    rows = [row for row in plan.reviews if row.reviewed_on <= today]
    seen = Counter(row.item for row in rows)
    return {
        item: Memory(row.stability, row.difficulty, row.reviewed_on, row.due, seen[item])
        for item, row in {row.item: row for row in rows}.items()
    }


def after(memory: Memory | None, graded: Review) -> Memory:
    """The memory once `graded` is stored."""
    seen = memory.seen + 1 if memory else 1
    return Memory(graded.stability, graded.difficulty, graded.reviewed_on, graded.due, seen)


def _begun(plan: Plan, graded: Review | None) -> frozenset[str]:
    """Every item begun and not hidden; grades of an item put back to the beginning stay, and wait."""
    own = {f"{OWN}{row.id}" for row in plan.own_items}
    found = {
        row.item for row in plan.item_states if row.progress is not Progress.UNTOUCHED and not row.hidden
    }
    if graded is not None:
        found.add(graded.item)
    return frozenset(item for item in found if item in own or not item.startswith(OWN))


def _wanted(state: ItemState | None, memory: Memory | None, today: date) -> date:
    """The day memory alone asks for; an item never graded is wanted at once, one known already in weeks."""
    if memory is not None:
        return memory.due
    started = (state.started_on if state else None) or today
    if state is not None and state.progress is Progress.DONE:
        return started + timedelta(days=study_rules().last_round_days)
    return started


class _Desk:
    """The days from today to the last one, with their room and what lies on them already."""

    def __init__(self, today: date, last_day: date, room: Capacity, done_today: int) -> None:
        self.today = today
        self.last = (last_day - today).days
        self.rooms = [room.of(today + timedelta(days=ahead)) for ahead in range(self.last + 1)]
        if not any(self.rooms):
            self.rooms = [1.0] * len(self.rooms)  # no day has room, and yet the exam comes
        self.loads = [0] * len(self.rooms)
        self.loads[0] = done_today
        self.most = float(study_rules().most_reviews)

    def make_room_for(self, reviews: int) -> None:
        """Let days take more than they should where everything could not be done otherwise."""
        self.most = max(self.most, (reviews + self.loads[0]) / sum(self.rooms))

    def place(self, wish: _Wish) -> date:
        """The day for `wish`, from now on taken."""
        day = self._nearest(wish) if wish.day is not None else None
        if day is None:
            day = self._emptiest(wish)
        self.loads[day] += 1
        return self.today + timedelta(days=day)

    def _nearest(self, wish: _Wish) -> int | None:
        assert wish.day is not None
        before = range(wish.day, wish.earliest - 1, -1)
        after = range(wish.day + 1, wish.latest + 1)
        return next((day for days in (before, after) for day in days if self._takes(day)), None)

    def _takes(self, day: int) -> bool:
        return self.loads[day] < ceil(self.most * self.rooms[day])

    def _emptiest(self, wish: _Wish) -> int:
        """The day with the least on it for its room; days without room only where there is no other."""
        days = range(wish.earliest, wish.latest + 1)
        return min(days, key=lambda day: (self.loads[day] + 1) / (self.rooms[day] or 0.001))


def _placed(
    wanted: Mapping[str, date], memories: Mapping[str, Memory], ahead: Horizon, desk: _Desk
) -> tuple[dict[str, date], dict[str, date]]:
    """The next day of each item, and a day in the last round where the next one is before it."""
    assert ahead.round_from is not None
    first = max(0, (ahead.round_from - desk.today).days)
    firm: list[_Wish] = []
    free: list[_Wish] = []
    again: list[str] = []
    for item in sorted(wanted, key=_by_recall(memories, desk.today)):
        memory = memories.get(item)
        day = max(0, (wanted[item] - desk.today).days)
        earliest = 1 if memory is not None and memory.last == desk.today else 0
        if memory is None or memory.last < ahead.round_from:
            if day < first:
                again.append(item)
            else:
                earliest = first
            wish = _Wish(item, day if day <= desk.last else None, earliest, desk.last)
            (free if wish.day is None else firm).append(wish)
        elif max(day, earliest) <= desk.last:
            firm.append(_Wish(item, day, earliest, desk.last))
    desk.make_room_for(len(firm) + len(free) + len(again))
    firm.sort(key=lambda wish: wish.day or 0)  # the weakest first within a day: the order is kept
    on = {wish.item: desk.place(wish) for wish in firm}
    # What is remembered best comes round first, the weakest last and so nearest to the exam.
    on |= {wish.item: desk.place(wish) for wish in reversed(free)}
    rounds: dict[str, date] = {}
    for item in again:
        earliest = max(first, (on[item] - desk.today).days + 1)
        if on[item] < ahead.round_from and earliest <= desk.last:
            rounds[item] = desk.place(_Wish(item, None, earliest, desk.last))
    return on, rounds


def _by_recall(memories: Mapping[str, Memory], today: date) -> Callable[[str], tuple[bool, float, str]]:
    """A sort key: the least remembered first, items never graded after the graded ones, then by name."""

    def key(item: str) -> tuple[bool, float, str]:
        memory = memories.get(item)
        return (memory is None, 0.0 if memory is None else memory.recall(today), item)

    return key
