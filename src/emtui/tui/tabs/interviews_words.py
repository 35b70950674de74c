"""What is said of interviews: their rows, and what the selected one wants next."""

from datetime import date, datetime

from textual.content import Content

from emtui.dates import show_date
from emtui.plan import Interview, Plan
from emtui.planner.programs import InterviewRow, title_of
from emtui.planner.ranking import weighted_score
from emtui.show import numbers
from emtui.tui.dialogs.interview import shown_hour
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import Text, accent, line, lines, look, mark, plain, quiet, strong
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import InterviewState

COLUMNS = (
    Column("day", "day"),
    Column("hour", "hour", drop=1),
    Column("program", "program", least=12, grow=True),
    Column("place", "", drop=2),
    Column("state", "state"),
    Column("score", "score", align="right"),
    Column("thanks", "thanks"),
)


EMPTY = (
    "Interviews belong here",
    "a program brought to invited comes here by itself",
    "a",
    "add an interview",
)


SIGNS = {
    InterviewState.INVITED: "todo",
    InterviewState.SCHEDULED: "started",
    InterviewState.DONE: "ok",
    InterviewState.DECLINED: "no",
}


def row_of(row: InterviewRow, plan: Plan, today: date) -> Row:
    """The row of an interview."""
    interview, program = row.interview, row.program
    score = weighted_score(plan, program)
    thanks: Text = quiet(sign("nothing"))
    if interview.thanked_on is not None:
        thanks = line(mark("ok"), " ", quiet(_day(interview.thanked_on, today)))
    elif row.to_thank:
        thanks = line(mark("look"), " to do")
    name = SIGNS[interview.state]
    tone = mark(name) if name in ("ok", "no") else accent(sign(name))
    return Row(
        interview.id or 0,
        {
            "day": quiet("no day yet") if interview.day is None else show_date(interview.day, today),
            "hour": shown_hour(interview.at),
            "program": strong(title_of(program)),
            "place": quiet(" ".join(filter(None, (program.city, program.state)))),
            "state": line(tone, " ", interview.state),
            "score": quiet(sign("nothing")) if score is None else f"{score:.1f}",
            "thanks": thanks,
        },
        row,
    )


def _day(day: date, today: date) -> str:
    return " ".join(show_date(day, today).split())


def about(row: InterviewRow | None, plan: Plan, today: date, width: int) -> Content:
    """The selected interview in full, and what it wants next."""
    if row is None:
        return quiet("no interview is selected")
    interview = row.interview
    rows: list[Text] = [strong(row.program.name), *_when(interview, row.days, plan, today), "", _next(row)]
    own = {score.factor_id: score.score for score in plan.factor_scores if score.program_id == row.program.id}
    if own:
        rows.append("")
        for factor in plan.rank_factors:
            score = own.get(factor.id or 0)
            shown = quiet(sign("unknown")) if score is None else strong(str(score))
            rows.append(line(shown, "  ", factor.name, quiet(f"  weight {factor.weight:g}")))
    if interview.notes:
        rows += ["", *map(plain, wrapped(" ".join(interview.notes.split()), width))]
    return lines(rows)


def _when(interview: Interview, days: int | None, plan: Plan, today: date) -> list[Content]:
    """The day and how far off it is, the hour where it holds and where the user is."""
    if interview.day is None or days is None:
        return [quiet("no day yet")]
    rows = [line(_day(interview.day, today), quiet(f", {numbers.days_in_words(days)}"))]
    if interview.at is not None:
        zone = quiet(f" {interview.zone}" if interview.zone else " in no zone")
        rows.append(line(shown_hour(interview.at), zone, _local(interview, plan.profile.local_zone, today)))
    return rows


def _local(interview: Interview, local: str | None, today: date) -> Content:
    """The hour in the user's own zone, with its day where that is another one."""
    day, at, zone = interview.day, interview.at, interview.zone
    if day is None or at is None or zone is None or local is None or zone == local:
        return plain("")
    from zoneinfo import ZoneInfo  # reads the system's files: only where two zones are known

    there = datetime.combine(day, at, ZoneInfo(zone))
    here = there.astimezone(ZoneInfo(local))
    other_day = "" if here.date() == day else f"{_day(here.date(), today)} "
    return line(quiet(", "), f"{other_day}{here:%H:%M}", quiet(" your time"))


def _next(row: InterviewRow) -> Content:
    """What the interview wants next, with its key."""
    match row.interview.state:
        case InterviewState.INVITED:
            return line(accent("e"), " give it its day")
        case InterviewState.SCHEDULED if row.days is not None and row.days < 0:
            return line(accent("space"), " it is past: mark it done, and score it")
        case InterviewState.SCHEDULED:
            return line(mark("ok"), quiet(" stands in the calendar"))
        case InterviewState.DONE if row.to_thank:
            return line(accent("t"), look(" thank them"))
        case InterviewState.DONE:
            return line(mark("ok"), quiet(" done and thanked"))
        case _:
            return quiet("declined")
