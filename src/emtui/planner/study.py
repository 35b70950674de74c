"""What the Study tab shows: the checklist with its reviews, question blocks by area, pace, and mistakes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from emtui.guide import Source
from emtui.guide.checklist import Item, about_checklist, checklist
from emtui.guide.shifts import study_rules
from emtui.plan import ItemState, OwnItem, OwnSection, Plan
from emtui.planner.areas import AreaRow, areas
from emtui.planner.capacity import Capacity
from emtui.planner.mistakes import MistakesView, mistakes
from emtui.planner.pacing import Bank, MissedDays, Pace, Streak, missed_days, pace, streak
from emtui.planner.reviews import OWN, Horizon, Memory, ReviewPlan, horizon, review_plan
from emtui.vocabulary import Progress

ELSEWHERE = "Other items of yours"
_YOURS = Source("yours", date.min, "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One checklist item, the guide's or the user's own, with what the user has done with it.

    `know` has one to six lines (an own item as many as were typed); `guideline`, `year`, `source` and
    `reviewed_by` are None for own items. `seen` is how often it was graded; `recall` the chance (0 to 1) to
    know it today; `on` the day it comes round next, None where nothing is planned; `due` if that is today.
    `stored` and `own` are the plan's rows behind it. Hidden items are in no count and never due.
    """

    id: str
    section: str
    section_title: str
    title: str
    question: str
    know: tuple[str, ...]
    trap: str | None
    guideline: str | None
    year: int | None
    system: str | None
    source: Source | None
    reviewed_by: str | None
    progress: Progress
    confidence: int | None
    notes: str | None
    hidden: bool
    confident: bool
    seen: int
    last_seen: date | None
    recall: float | None
    on: date | None
    due: bool
    own: OwnItem | None
    stored: ItemState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section with its items in order, hidden ones last; the counts leave hidden items out.

    `own` is the plan's row where the user added it. `confident` items are done, or rated 3 or more, or, not
    rated, remembered for three weeks.
    """

    id: str
    title: str
    items: tuple[ItemView, ...]
    total: int
    started: int
    confident: int
    due: int
    own: OwnSection | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """One coming day: its `capacity` in normal study days, shift letter, reviews and questions planned.

    `questions` is None where no pace is known; `free` days are the last ones before the exam.
    """

    day: date
    capacity: float
    letter: str | None
    rest: bool
    own: bool
    reviews: int
    questions: int | None
    free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItems:
    """Items not begun: how many are `left`, how many more fit `today`, and which come next in order."""

    left: int
    today: int
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyView:
    """The tab's answer.

    `due` are today's reviews in the order to do them, `minutes` what they take, `done_today` those graded
    already; `coming` all planned reviews, soonest first, today's among them. `next_due` is the next day after
    today with reviews. `days` are today and the coming days. Nothing is planned after `last_day`, and every
    item comes round once more from `round_from` on; both are None without exam day. `over` is true after exam
    day or once the real score is known: nothing is due then.
    `notice` is what has to be said once beside the checklist, `sure` what the word after a source means.
    """

    today: date
    exam_day: date | None
    last_day: date | None
    round_from: date | None
    over: bool
    sections: tuple[SectionView, ...]
    due: tuple[ItemView, ...]
    coming: tuple[ItemView, ...]
    done_today: int
    minutes: int
    next_due: date | None
    new: NewItems
    areas: tuple[AreaRow, ...]
    pace: Pace
    missed: MissedDays | None
    mistakes: MistakesView
    streak: Streak
    days: tuple[DayAhead, ...]
    notice: str
    unreviewed: str
    sure: Mapping[str, str]

    def item(self, name: str) -> ItemView | None:
        """The item called `name`, hidden or not; None where there is none."""
        return next((item for section in self.sections for item in section.items if item.id == name), None)


def study(plan: Plan, today: date) -> StudyView:
    """What the Study tab shows of `plan` on `today`."""
    room = Capacity(plan, today)
    ahead = horizon(plan, today)
    planned = review_plan(plan, today, room)
    bank = Bank(plan, today, room)
    sections = _sections(plan, planned, today)
    shown = {item.id: item for section in sections for item in section.items if not item.hidden}
    coming = sorted((item for item in shown.values() if item.on), key=lambda item: item.on or today)
    due = tuple(shown[name] for name in planned.today if name in shown)
    about = about_checklist()
    return StudyView(
        today=today,
        exam_day=ahead.exam_day,
        last_day=ahead.last_day,
        round_from=ahead.round_from,
        over=ahead.over,
        sections=sections,
        due=due,
        coming=(*due, *(item for item in coming if not item.due)),
        done_today=planned.done_today,
        minutes=round(len(due) * study_rules().review_minutes),
        next_due=min((item.on for item in coming if item.on and not item.due), default=None),
        new=_new(shown.values(), bank, ahead, today),
        areas=areas(plan.question_blocks, today),
        pace=pace(bank),
        missed=missed_days(bank),
        mistakes=mistakes(plan.mistakes, today),
        streak=streak(bank),
        days=_days_ahead(bank, ahead, planned),
        notice=about.notice,
        unreviewed=about.unreviewed,
        sure=about.sure,
    )


def _sections(plan: Plan, planned: ReviewPlan, today: date) -> tuple[SectionView, ...]:
    """The guide's sections, then the user's own, each with the guide's items and those added to it."""
    states = {row.item: row for row in plan.item_states}
    added: dict[str, list[OwnItem]] = {}
    for row in plan.own_items:
        added.setdefault(row.section, []).append(row)

    def view(name: str, title: str, items: tuple[Item, ...], own: OwnSection | None) -> SectionView:
        made = [_item(item, title, None, states.get(item.id), planned, today) for item in items]
        made += [
            _own_item(row, title, states.get(f"{OWN}{row.id}"), planned, today) for row in added.pop(name, ())
        ]
        return _section(name, title, made, own)

    found = [view(section.id, section.title, section.items, None) for section in checklist()]
    found += [view(f"{OWN}{row.id}", row.title, (), row) for row in plan.own_sections]
    found += [view(name, ELSEWHERE, (), None) for name in tuple(added)]
    return tuple(found)


def _section(name: str, title: str, items: list[ItemView], own: OwnSection | None) -> SectionView:
    shown = [item for item in items if not item.hidden]
    return SectionView(
        id=name,
        title=title,
        items=(*shown, *(item for item in items if item.hidden)),
        total=len(shown),
        started=sum(item.progress is not Progress.UNTOUCHED for item in shown),
        confident=sum(item.confident for item in shown),
        due=sum(item.due for item in shown),
        own=own,
    )


def _own_item(
    row: OwnItem, section_title: str, state: ItemState | None, planned: ReviewPlan, today: date
) -> ItemView:
    item = Item(
        id=f"{OWN}{row.id}",
        section=row.section,
        title=row.title,
        question=row.question or row.title,
        know=tuple(row.know.splitlines()),
        trap=None,
        guideline=None,
        year=None,
        system=row.system or "",
        source=_YOURS,
        reviewed_by=None,
    )
    return _item(item, section_title, row, state, planned, today)


def _item(
    item: Item,
    section_title: str,
    own: OwnItem | None,
    state: ItemState | None,
    planned: ReviewPlan,
    today: date,
) -> ItemView:
    memory = planned.memories.get(item.id)
    on = planned.on.get(item.id)
    progress = state.progress if state else Progress.UNTOUCHED
    return ItemView(
        id=item.id,
        section=item.section,
        section_title=section_title,
        title=item.title,
        question=item.question,
        know=item.know,
        trap=item.trap,
        guideline=item.guideline,
        year=item.year,
        system=item.system or None,
        source=None if own else item.source,
        reviewed_by=item.reviewed_by,
        progress=progress,
        confidence=state.confidence if state else None,
        notes=state.notes if state else None,
        hidden=state.hidden if state else False,
        confident=_confident(progress, state.confidence if state else None, memory),
        seen=memory.seen if memory else 0,
        last_seen=memory.last if memory else None,
        recall=memory.recall(today) if memory else None,
        on=on,
        due=on == today,
        own=own,
        stored=state,
    )


def _confident(progress: Progress, confidence: int | None, memory: Memory | None) -> bool:
    """Whether an item counts as known: an own word goes before what the grades say."""
    rules = study_rules()
    if progress is Progress.DONE:
        return True
    if progress is Progress.UNTOUCHED:
        return False
    if confidence is not None:
        return confidence >= rules.confident_from
    return memory is not None and memory.stability >= rules.known_stability


def _new(items: Collection[ItemView], bank: Bank, ahead: Horizon, today: date) -> NewItems:
    """What is not begun, spread over the days before the last round; over those left once it runs."""
    rules = study_rules()
    untouched = tuple(item.id for item in items if item.progress is Progress.UNTOUCHED)
    if ahead.over or (ahead.last_day is not None and ahead.last_day < today):
        return NewItems(left=len(untouched), today=0, next=untouched)
    begun_today = sum(item.stored is not None and item.stored.started_on == today for item in items)
    room = bank.room.of(today)
    fits = rules.new_items * room
    if ahead.round_from is not None:
        before = {day: share for day, share in bank.rooms.items() if day < ahead.round_from}
        days = sum((before or bank.rooms).values())
        fits = min(fits, (len(untouched) + begun_today) * room / days if days else 0)
    today_more = min(len(untouched), max(0, ceil(fits - 1e-9) - begun_today))
    return NewItems(left=len(untouched), today=today_more, next=untouched)


def _days_ahead(bank: Bank, ahead: Horizon, planned: ReviewPlan) -> tuple[DayAhead, ...]:
    """Today and the days to come, up to the exam where that is nearer."""
    known = bank.left is not None and bank.last_day is not None
    days = []
    for number in range(study_rules().days_ahead + 1):
        day = bank.today + timedelta(days=number)
        if ahead.exam_day is not None and not ahead.over and day >= ahead.exam_day:
            break
        room = bank.room.room(day)
        days.append(
            DayAhead(
                day=day,
                capacity=room.capacity,
                letter=room.letter,
                rest=room.rest,
                own=room.own,
                reviews=planned.load.get(day, 0),
                questions=bank.target(day) if known else None,
                free=not ahead.over and ahead.last_day is not None and day > ahead.last_day,
            )
        )
    return tuple(days)
