"""What the Study tab shows: the checklist with its reviews, question blocks by area, pace, and mistakes."""

from dataclasses import dataclass
from datetime import date

from emtui.guide import Source
from emtui.plan import ItemState, OwnItem, OwnSection, Plan
from emtui.planner.areas import AreaRow
from emtui.planner.mistakes import MistakesView
from emtui.planner.pacing import MissedDays, Pace, Streak
from emtui.vocabulary import Progress


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

    `own` is the plan's row where the user added it. `confident` items are done, or rated 3 or more, or without
    a rating remembered for three weeks.
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
    today with reviews. `days` are today and the coming days. `last_day` is the last day anything is planned on,
    None without exam day. `over` is true after exam day or once the real score is known: nothing is due then.
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
    sure: dict[str, str]

    def item(self, name: str) -> ItemView | None:
        """The item called `name`, hidden or not; None where there is none."""
        return next((item for section in self.sections for item in section.items if item.id == name), None)


def study(plan: Plan, today: date) -> StudyView:
    """What the Study tab shows of `plan` on `today`."""
    raise NotImplementedError
