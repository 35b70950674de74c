"""The words of Today's panes: each function turns a part of the view into lines of a given width."""

from collections.abc import Sequence

from textual.content import Content

from emtui import guide
from emtui.dates import show_date
from emtui.planner.needs import Warning_
from emtui.planner.scores import Figures
from emtui.planner.strategy import Guidance
from emtui.planner.strategy.moves import Move
from emtui.planner.today import Due, NextDate, TodayView
from emtui.show import numbers
from emtui.tui.masks import MASKED_FIELDS, date_title, without_scores
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import as_many_as_fit, rule_lines
from emtui.tui.text import (
    Text,
    accent,
    fit,
    line,
    lines,
    look,
    mark,
    plain,
    quiet,
    spread,
    strong,
)
from emtui.tui.text import masked as dots
from emtui.tui.widgets.row_table import Row
from emtui.vocabulary import ProjectionState, Tab

LABEL_WIDTH = 10
SIGN_NAMES = {"×": "no", "!": "look", "?": "unknown"}


def secret(text: str, masked: bool) -> str:
    """`text`, or dots as wide where scores are masked."""
    return dots(text) if masked else text


# -- exam day


def exam_number(view: TodayView, *, masked: bool) -> str:
    """The large digits: the real score where it is known, else the projected one; none where masked."""
    score = view.scores.step2_score or view.scores.figures.mean
    return "" if masked or score is None else numbers.score(score)


def exam_unknown(view: TodayView) -> Content | None:
    """What stands in place of the figures while there are none: what is missing, and the keys to mend it."""
    figures = view.scores.figures
    if figures.state is ProjectionState.TAKEN:
        return None
    if view.exam_day is not None and view.exam_day < view.today:
        what = f"Exam day was {' '.join(show_date(view.exam_day, view.today).split())}"
        return _invitation(what, "type the score when it is out, or the new day", "real 245")
    if figures.mean is not None:
        return None
    if view.scores.tests:
        why = "a projection needs a day to look at, planned or guessed"
        return _invitation("No exam day yet", why, "exam 15 jun")
    why = "it takes an exam day and a practice test; two make it worth reading"
    words = "exam 15 jun" if view.exam_day is None else "nbme 13 241"
    return _invitation("Your projection will stand here", why, words)


def _invitation(what: str, why: str, words: str) -> Content:
    return lines([strong(what), quiet(why), "", line(accent(":"), quiet(" then type  "), words)])


def exam_words(view: TodayView, *, narrow: bool, masked: bool) -> Content:
    """The three rows beside the big number."""
    figures = view.scores.figures
    if narrow:
        return lines([*_figures(view, narrow=True, masked=masked), _standing(figures)])
    taken = figures.state is ProjectionState.TAKEN
    what, of_what = ("Step 2 CK", "score") if taken else ("projected", "for exam day")
    if masked:
        return lines([strong(dots("243")), quiet(f"{what} {of_what}"), _standing(figures)])
    return lines([quiet(what), quiet(of_what), _standing(figures)])


def _standing(figures: Figures) -> Content:
    """How far to trust the number: need more data, stale, or when the last test was."""
    if figures.state is ProjectionState.TAKEN:
        return mark("ok").append(" known")
    if figures.state is ProjectionState.NEED_MORE_DATA:
        return line(mark("unknown"), quiet(" need more data"))
    days = figures.last_test_days
    if days is None:
        return Content("")
    if figures.state is ProjectionState.STALE:
        return look(f"{sign('look')} {numbers.days(days)} old")
    return quiet(f"last test {numbers.days(days)}" if days else "tested today")


def exam_range(view: TodayView, *, narrow: bool, masked: bool) -> Content:
    """The rows under the big number: range and chance, or on a narrow screen the conservative reading."""
    if narrow:
        return lines(_conservative(view.scores.figures, masked=masked))
    return lines(_figures(view, narrow=False, masked=masked))


def _figures(view: TodayView, *, narrow: bool, masked: bool) -> list[Content]:
    figures, width = view.scores.figures, 9 if narrow else LABEL_WIDTH
    real = view.scores.step2_score
    if real is not None:
        band = guide.band_of(real)
        about = "" if masked else f"  {band.text}"
        return [
            line(quiet(fit("band", width)), strong(secret(band.name, masked)), quiet(about)),
            line(quiet(fit("target", width)), _target(figures, masked), quiet(_past_target(view, masked))),
        ]
    rows = []
    if figures.low80 is not None and figures.high80 is not None:
        write = numbers.tight_spread if narrow else numbers.spread
        rows.append(
            line(quiet(fit("80%", width)), strong(secret(write(figures.low80, figures.high80), masked)))
        )
    if figures.p_target is not None:
        label = f"P({sign('at-least')}{secret(str(figures.target), masked)})"
        rows.append(line(quiet(fit(label, width)), strong(secret(numbers.percent(figures.p_target), masked))))
    else:
        rows.append(line(quiet(fit("target", width)), _target(figures, masked)))
    return rows


def _target(figures: Figures, masked: bool) -> Content:
    if figures.target is None:
        return quiet(f"{sign('unknown')} not set")
    return strong(secret(str(figures.target), masked))


def _past_target(view: TodayView, masked: bool) -> str:
    """How far the real score is from the target."""
    real, target = view.scores.step2_score, view.scores.target
    if real is None or target is None or masked:
        return ""
    if real < target:
        return f"  {target - real} below it"
    return f"  reached, {real - target} above it" if real > target else "  reached"


def _conservative(figures: Figures, *, masked: bool) -> list[Content]:
    if figures.conservative_mean is None:
        return []
    said = secret(numbers.score(figures.conservative_mean), masked)
    if figures.conservative_p_target is not None:
        said += f", {secret(numbers.percent(figures.conservative_p_target), masked)}"
    return [quiet("if practice = exam:"), quiet(said)]


def exam_state(view: TodayView, *, narrow: bool, masked: bool) -> Content:
    """What the frame says at its bottom: how many tests, and the conservative reading."""
    figures = view.scores.figures
    counted = sum(not test.future for test in view.scores.tests)
    if figures.mean is None or figures.state is ProjectionState.TAKEN:
        return quiet(numbers.many(counted, "test")) if counted else Content("")
    parts = [numbers.many(counted, "test")]
    if narrow and figures.target is not None:
        parts.append(f"target {secret(str(figures.target), masked)}")
    if not narrow:
        if figures.pace_needed is not None and figures.pace_needed > 0 and not masked:
            seen = f"{numbers.pace(figures.pace_seen)}, " if figures.pace_seen is not None else ""
            parts.append(f"pace {seen}{numbers.pace(figures.pace_needed)} needed")
        parts += [" ".join(row.plain for row in _conservative(figures, masked=masked))]
    return quiet(f" {sign('dot')} ".join(part for part in parts if part))


# -- what is due, what needs you


def due_rows(view: TodayView, *, masked: bool, log: str) -> list[Row]:
    """The rows of what is due, the one thing to do now first, and of missed days last.

    `log` is the key of the log line, which is where questions are logged.
    """
    rows = [_due_row(due, masked, log) for due in view.due]
    missed = view.study.missed
    if missed is not None:
        due = Due(kind="missed", title="Catch up", detail=missed.sentence, tab=Tab.STUDY)
        cells: dict[str, Text] = {
            "title": quiet(due.title),
            "detail": quiet(due.detail),
            "tab": quiet(due.tab.reference),
        }
        rows.append(Row(due.kind, cells, value=due))
    return rows


def _due_row(due: Due, masked: bool, log: str) -> Row:
    cells: dict[str, Text] = {
        "title": strong(due.title),
        "detail": without_scores(due.detail) if masked else due.detail,
        "tab": quiet(f"{log} log" if due.kind == "questions" else due.tab.reference),
    }
    return Row(f"{due.kind} {due.title}", cells, value=due)


def warning_rows(view: TodayView, *, masked: bool) -> list[Row]:
    """The rows of what needs mending."""
    return [_warning_row(f"{warning.id} {warning.subject}", warning, masked) for warning in view.warnings]


def _warning_row(key: str, warning: Warning_, masked: bool) -> Row:
    subject, text = warning.subject, warning.text
    if masked:
        subject, text = without_scores(subject), without_scores(text)
        if warning.field in MASKED_FIELDS:
            subject, text = dots(""), ""
    said = line(mark(SIGN_NAMES[warning.sign]), " ", strong(subject), f"; {text}" if text else "")
    return Row(key, {"text": said, "tab": quiet(warning.tab.reference)}, value=warning)


def warning_count(warnings: Sequence[Warning_]) -> str:
    """What the frame says: `3 warnings · 2 unknown`."""
    unknown = sum(warning.sign == "?" for warning in warnings)
    rest = len(warnings) - unknown
    parts = [numbers.many(rest, "warning")] if rest else []
    parts += [f"{unknown} unknown"] if unknown else []
    return f" {sign('dot')} ".join(parts)


def guide_now(
    moves: Sequence[Move], rules: Sequence[Guidance], width: int, height: int, *, masked: bool
) -> Content:
    """The first moves, then the guide's rules for this plan, as fully as the room allows."""
    if masked:  # the others tell the score, the band or the visa
        rules = [rule for rule in rules if rule.tab not in (Tab.PROGRAMS, Tab.STRATEGY)]
    if not rules:
        return lines(["", quiet("what the guide advises follows from the answers in 2 Profile")])
    first: list[Text] = [
        _first_move(place, move, width, masked=masked) for place, move in enumerate(moves, 1)
    ]
    first = ["", *first, ""] if first else [""]
    room, gap = height - len(first), 1
    blocks = [rule_lines(rule, width, personal=not masked) for rule in rules]
    if _rows(blocks, gap) > room:
        blocks, gap = [rule_lines(rule, width) for rule in rules], 0
    for index, rule in enumerate(rules if gap and not masked else ()):
        block = rule_lines(rule, width, personal=True, longer=True)
        if _rows(blocks, gap) + len(block) - len(blocks[index]) <= room:
            blocks[index] = block
    return lines([*first, *as_many_as_fit(blocks, room, gap=gap)])


def _first_move(place: int, move: Move, width: int, *, masked: bool) -> Text:
    """One of the first moves, with its place in the order of 8 Strategy and the tab where it is done."""
    text = dots("") if masked and move.place in MASKED_FIELDS else move.text
    return spread(line(accent(f"{place} "), strong(text)), quiet(move.tab.reference), width)


def _rows(blocks: Sequence[Sequence[Content]], gap: int) -> int:
    return sum(map(len, blocks)) + gap * (len(blocks) - 1)


# -- next dates


def next_dates(view: TodayView, width: int, height: int, *, masked: bool = False) -> Content:
    """The dates ahead, those up to exam day apart from those after it."""
    rows: list[Text] = [""]
    for head, entries in _stretches(view):
        rows += [""] if len(rows) > 1 else []
        rows += [quiet(head)] if head else []
        rows += [_next_date(entry, view, width, masked) for entry in entries]
    if not view.next:
        rows += [
            strong("No dates yet"),
            quiet("exam day, OET and the permit's"),
            quiet("days come from 2 Profile"),
        ]
    return lines(rows[:height])


def next_height(view: TodayView) -> int:
    """The rows `next_dates` asks for, a blank one at either end."""
    stretches = _stretches(view)
    rows = sum(len(entries) + bool(head) for head, entries in stretches) + max(len(stretches) - 1, 0)
    return (rows or 3) + 2


def next_state(view: TodayView) -> Content:
    """What the frame says at its bottom: the legend of the estimates, where there are any."""
    if not any(entry.estimate for entry in view.next):
        return Content("")
    return line(mark("estimate"), quiet(" estimate"))


def _stretches(view: TodayView) -> list[tuple[str, list[NextDate]]]:
    """The dates ahead in stretches with their heads, which are blank where there is only one."""
    if view.exam_day is None or view.exam_day < view.today:
        return [("", list(view.next))] if view.next else []
    before = [entry for entry in view.next if entry.date <= view.exam_day]
    after = [entry for entry in view.next if entry.date > view.exam_day]
    found = [("Up to exam day", before), ("After it", after)]
    return [(head, entries) for head, entries in found if entries]


def _next_date(entry: NextDate, view: TodayView, width: int, masked: bool) -> Content:
    name = date_title(entry.title, entry.lane, hidden=masked)
    title = accent(name) if entry.date == view.exam_day else plain(name)
    days = line(strong(f"{entry.days:>4}"), quiet(" d  "))
    # the days tell this March from the next one, and the title needs the room of the year
    reference = entry.date if entry.days < 365 else view.today
    day = quiet(show_date(entry.date, reference))
    return spread(line(days, title), line(mark("estimate"), " ", day) if entry.estimate else day, width)


def next_dates_narrow(view: TodayView, width: int, rows: int, *, masked: bool = False) -> Content:
    """The dates ahead in two columns, filled downwards."""
    if not view.next:
        return quiet("no dates yet: exam day, OET and the permit's days come from 2 Profile")
    half = (width - 3) // 2
    cells = [_next_date(entry, view, half, masked) for entry in view.next[: 2 * rows]]
    cells += [fit("", half)] * (2 * rows - len(cells))
    return lines(line(cells[row], "   ", cells[row + rows]) for row in range(rows))
