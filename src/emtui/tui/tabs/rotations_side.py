"""What stands beside the rotations: how many SLOEs come in time, and what is to be done."""

from textual.content import Content

from emtui.guide import rules
from emtui.planner.rotations import RotationsView, ToDo
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.rotations_words import short_day
from emtui.tui.text import Text, accent, bad, faint, good, line, lines, look, mark, quiet, spread, strong

TO_DO_SIGNS = {"×": "no", "!": "look", "?": "unknown"}


def big_number(view: RotationsView) -> str:
    """EM SLOEs that are in, or will be in time; nothing while that is not known."""
    return "" if view.reads is None else str(view.sloes_in_time)


def beside_number(view: RotationsView) -> Content:
    """What stands beside the big number."""
    if view.reads is None:
        return lines(
            [
                strong("when do programs read?"),
                quiet("a match year tells, and so what"),
                quiet("is late; set it in 2 Profile"),
            ]
        )
    known = "none is in yet" if not view.sloes_in else f"{view.sloes_in} in"
    return lines(
        [
            strong("EM SLOE in time" if view.sloes_in_time == 1 else "EM SLOEs in time"),
            quiet(f"of {view.sloes_wanted} wanted; {known}"),
            line(quiet("read from "), *_reads(view), _left(view)),
        ]
    )


def _reads(view: RotationsView) -> list[Text]:
    assert view.reads is not None
    about: list[Text] = [look(sign("estimate")), " "] if view.reads.tentative else []
    return [*about, short_day(view.reads.earliest, view.today)]


def _left(view: RotationsView) -> Content:
    assert view.reads is not None
    left = (view.reads.earliest - view.today).days
    return quiet(f", {numbers.days(left)}" if left >= 0 else "")


def standing(view: RotationsView) -> Content:
    """Months, letters and lateness against what the guide asks for."""
    enough = view.done + view.planned >= view.wanted
    late = strong(str(len(view.late)))
    return lines(
        [
            line(
                quiet("US EM months  "),
                strong(str(view.done)),
                " done, ",
                strong(str(view.planned)),
                " planned ",
                mark("ok" if enough else "look"),
            ),
            line(quiet("advised       "), f"{view.wanted} to {view.wanted_up_to}"),
            line(quiet("letters       "), strong(str(view.uploaded)), f" of {len(view.letters)} uploaded"),
            line(quiet("late          "), late, " ", mark("no") if view.late else mark("ok")),
        ]
    )


def strip(view: RotationsView, width: int) -> Content:
    """Where you stand and the first thing to do, in two rows for a narrow screen."""
    if view.reads is None:
        first = line(mark("unknown"), " ", strong("no match year"), quiet(": what is late is not known"))
        end = quiet("2 Profile")
    else:
        first = line(
            accent(str(view.sloes_in_time)),
            strong(f" of {view.sloes_wanted} EM SLOEs in time"),
            quiet("   months "),
            strong(f"{view.done}+{view.planned}"),
            quiet(f" of {view.wanted} to {view.wanted_up_to}"),
        )
        end = line(quiet("read from "), *_reads(view), _left(view))
    return lines([spread(first, end, width), _first_to_do(view, width)])


def _first_to_do(view: RotationsView, width: int) -> Content:
    if not view.to_do:
        return line(mark("ok"), quiet(" nothing to do now"))
    first = next((item for item in view.to_do if item.id != "sloe-two"), view.to_do[0])
    more = len(view.to_do) - 1
    if first.id == "sloe-two":  # the row above says that: here is what helps
        return line(_to_do_mark(first), " ", strong(first.way_out or first.title))
    told = line(_to_do_mark(first), " ", strong(first.title), quiet(f"  {first.detail}"))
    return spread(told, quiet(f"+{more}") if more else "", width)


def to_do(view: RotationsView, width: int) -> Content:
    """Everything to see to, worst first, and what the guide asks for."""
    rows: list[Text] = []
    for item in view.to_do:
        rows += [*_to_do_block(item, width), ""]
    if not view.to_do:
        rows += [line(mark("ok"), "  nothing to do now"), ""]
    rule = rules()["sloe-two"]
    *before, last = wrapped(rule.text, width)
    rows += map(quiet, before)
    if len(last) + len(rule.id) + 2 <= width:
        rows.append(spread(quiet(last), faint(rule.id), width))
    else:
        rows += [quiet(last), spread("", faint(rule.id), width)]
    return lines(rows)


def _to_do_block(item: ToDo, width: int) -> list[Content]:
    first, *more = wrapped(item.title, width - 3)
    rows: list[Content] = [
        line(_to_do_mark(item), "  ", strong(first)),
        *(line("   ", strong(part)) for part in more),
    ]
    rows += [line("   ", quiet(part)) for part in wrapped(item.detail, width - 3) if part]
    if item.way_out:
        way, *on = wrapped(item.way_out, width - 5)
        rows += [line("   ", accent(sign("leads")), " ", way), *(line("     ", part) for part in on)]
    return rows


def _to_do_mark(item: ToDo) -> Content:
    return mark(TO_DO_SIGNS[item.sign])


def to_do_state(view: RotationsView) -> Content:
    """How many things there are to see to."""
    late = sum(item.sign == "×" for item in view.to_do)
    if late:
        return line(mark("no"), bad(f" {late}"), quiet(f" of {len(view.to_do)}"))
    return quiet(str(len(view.to_do))) if view.to_do else good(sign("ok"))
