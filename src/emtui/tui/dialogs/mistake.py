"""Log or edit a mistake: what it was about, why it happened, what follows, and when to look again."""

from datetime import date

from emtui import guide
from emtui.dates import parse_date
from emtui.errors import Refused
from emtui.plain import quoted
from emtui.plan import Mistake
from emtui.show import numbers
from emtui.tui.access import planner_of
from emtui.tui.desk import Change
from emtui.tui.dialogs.sheet import Line, SheetDialog, Typed, differing
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.text import Text
from emtui.vocabulary import MistakeReason

REASONS = ", ".join(MistakeReason)


class MistakeDialog(SheetDialog):
    """Asks for a mistake, or for changes to `mistake`."""

    def __init__(self, mistake: Mistake | None = None) -> None:
        super().__init__()
        self.HEADING = "Log a mistake" if mistake is None else "Edit a mistake"
        self._mistake = mistake

    def lines(self) -> tuple[Line, ...]:
        known = self._mistake
        revisit = known.revisit_on if known is not None else None
        return (
            Line("topic", "what it was about, in a few words", known.topic if known else "", needed=True),
            Line("why", REASONS, (known and known.reason) or ""),
            Line("next", "what you will do about it", (known and known.next_step) or ""),
            Line(
                "revisit",
                "when to look at it again: +3, fri, 23 nov …",
                revisit.isoformat() if revisit else "",
            ),
            Line(
                "system",
                "such as cardio, resp, gi",
                system_name(known.system) if known else "",
                names=tuple(row.name for row in guide.systems().values()),
            ),
            Line("day", "when it was made", known.made_on.isoformat() if known else "today"),
        )

    def meaning(self, key: str, typed: str) -> Text:
        match key:
            case "why":
                return read_reason(typed).value
            case "system":
                return guide.systems()[read_system(typed)].name
            case "revisit" | "day":
                day, today = self._day(key, typed), planner_of(self).today
                return f"{day_in_words(day, today)}, {numbers.days_in_words((day - today).days)}"
        return ""

    def change(self, typed: Typed) -> Change | None:
        mistake = self._read(typed)
        if self._mistake is None:
            return lambda store: store.add(mistake)
        before = self._mistake
        changed = differing(before, mistake)
        return (lambda store: store.change(before, **changed)) if changed else None

    def _read(self, typed: Typed) -> Mistake:
        known = self._mistake
        return Mistake(
            id=None if known is None else known.id,
            made_on=self._day("day", typed["day"] or "today"),
            topic=typed["topic"],
            reason=read_reason(typed["why"]) if typed["why"] else None,
            next_step=typed["next"] or None,
            revisit_on=self._day("revisit", typed["revisit"]) if typed["revisit"] else None,
            revisited_on=None if known is None else known.revisited_on,
            system=read_system(typed["system"]) if typed["system"] else None,
        )

    def _day(self, key: str, typed: str) -> date:
        planner, past = planner_of(self), key == "day"
        day = parse_date(typed, today=planner.today, order=planner.config.dates, prefer_past=past)
        if past and day > planner.today:
            raise Refused(f"{day} is still to come; a mistake is logged once it is made")
        return day


def read_reason(typed: str) -> MistakeReason:
    """The reason `typed` begins; raise Refused."""
    wanted = typed.casefold().replace(" ", "-")
    found = [reason for reason in MistakeReason if reason.startswith(wanted)]
    if len(found) != 1:
        raise Refused(f"{quoted(typed)} is not a reason; type {REASONS}, or their first letters")
    return found[0]


def read_system(typed: str) -> str:
    """The id of the area that `typed` names; raise Refused."""
    found = guide.find_system(typed)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise Refused(f"{quoted(typed)} is not an area of the exam; type one such as cardio, resp or gi")
    raise Refused(f"{quoted(typed)} can be {', '.join(system.name for system in found)}; type more of it")


def system_name(system: str | None) -> str:
    """What an area is called; empty where there is none."""
    known = None if system is None else guide.systems().get(system)
    return "" if known is None else known.name
