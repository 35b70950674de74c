"""What stands beside the programs: the list against the guide's advice, the bill, the interviews."""

from textual.content import Content

from emtui.planner.programs import Balance, Budget, Fees, ProgramRow, ProgramsView
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.program_words import fit_lines
from emtui.tui.tabs.programs_words import SETTINGS, next_interviews, setting_word
from emtui.tui.text import (
    Text,
    accent,
    bad,
    faint,
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

LABEL = 13
_PARTS = {
    "residencycas": "ResidencyCAS",
    "eras": "ERAS",
    "transcript": "transcripts",
    "nrmp": "NRMP",
    "ecfmg": "ECFMG",
}


def beside_number(view: ProgramsView, *, hidden: bool) -> Content:
    """What stands beside the number of programs on the list."""
    return lines(
        [strong("on the list"), _advised(view.balance, hidden=hidden), _verdict(view.balance, hidden=hidden)]
    )


def _advised(balance: Balance, *, hidden: bool) -> Content:
    if hidden and balance.rule:
        return quiet("advice is masked")
    if balance.rule is None:
        return quiet("a score tells how")
    if balance.low is None or balance.high is None:
        return quiet("no number advised")
    return quiet(f"{balance.low} to {balance.high} advised")


def _verdict(balance: Balance, *, hidden: bool) -> Content:
    if hidden:
        return plain("")
    if balance.rule is None:
        return quiet("many are advised")
    if balance.fits is None:
        return faint(balance.rule)
    return line(mark("ok" if balance.fits else "look"), " ", faint(balance.rule))


def balance(view: ProgramsView, width: int, *, hidden: bool, advice: bool = False) -> Content:
    """The mix of the list, what is not stated or stale, the budgets, and the guide's `advice` in full."""
    found = view.balance
    rows: list[Text] = []
    for setting, number, word, fits in found.settings:
        if setting is None and not number:
            continue
        sign_of = plain("") if fits is None or hidden else mark("ok" if fits else "look")
        told = quiet(f" {word}") if word and not hidden else plain("")
        rows.append(_row(setting_word(setting), line(strong(str(number)), told), sign_of, width))
    rows.append("")
    if found.visa_stated is not None and found.listed and not hidden:
        whole = found.visa_stated == found.listed
        shown = line(strong(str(found.visa_stated)), quiet(f" of {found.listed}"))
        rows.append(_row("visa stated", shown, mark("ok" if whole else "look"), width))
    rows.append(
        _row("IMGs known", line(strong(str(found.imgs_known)), quiet(f" of {found.listed}")), "", width)
    )
    stale = len(view.stale)
    rows.append(
        _row(
            "stale facts",
            line(strong(str(stale)), quiet(f" over {view.stale_days}d")),
            mark("look") if stale else mark("ok"),
            width,
        )
    )
    rows += [_budget("signals", view.signals, width), _budget("ties", view.ties, width)]
    if advice and found.advice is not None and not hidden:
        rows += ["", *map(quiet, wrapped(found.advice, width))]
    return lines(rows)


def _budget(name: str, budget: Budget, width: int) -> Content:
    doubt = budget.limit.source.sure not in ("official",) and budget.own_limit is None
    limit = line(quiet(" of "), look(sign("estimate")) if doubt else "", quiet(str(budget.most)))
    over = line(mark("no"), bad(" over")) if budget.over else plain("")
    return _row(name, line(strong(str(budget.used)), limit), over, width)


def _row(label: str, value: Text, sign_of: Text, width: int) -> Content:
    return spread(line(fit(quiet(label), LABEL), value), sign_of, width)


def bill(found: Fees, width: int, *, brief: bool) -> Content:
    """The bill line by line, its total, and what is left of the budget."""
    if not found.lines:
        return lines(map(quiet, wrapped("nothing to pay yet: a program costs from planned on", width)))
    rows: list[Text] = []
    unknown = dict.fromkeys(entry.part for entry in found.lines if entry.usd is None)
    if brief:
        notes: dict[str, Text] = {"residencycas": str(found.em), "eras": str(found.others)}
        notes |= {part: line(quiet("+"), mark("unknown")) for part in unknown}
        rows += [
            _amount(name, usd, notes.get(part, ""), width)
            for part, name in _PARTS.items()
            if (usd := getattr(found, part))
        ]
    else:
        rows += [
            _amount(entry.title, entry.usd, _note(entry.detail, own=entry.own), width)
            for entry in found.lines
        ]
    bare = [_PARTS[part] for part in unknown if not getattr(found, part)]
    if brief and bare:
        rows.append(line(fit(quiet(", ".join(bare)), 14), mark("unknown"), quiet(" not known")))
    more = line(quiet("+"), mark("unknown")) if found.unknown else plain("")
    rows += ["", _amount(strong("total"), found.total, more, width)]
    if found.left is not None:
        rows.append(_amount("budget left", found.left, mark("ok" if found.left >= 0 else "no"), width))
    return lines(rows)


def season(found: Fees) -> Content:
    """Whose scales the bill is reckoned by."""
    if not found.lines:
        return plain("")
    known = quiet(f"{found.season} scales")
    return known if found.of_season else line(look(sign("estimate")), " ", known)


def _note(detail: str, *, own: bool) -> Content:
    return line(quiet(detail), accent(" yours")) if own else quiet(detail)


def _amount(name: Text, usd: float | None, note: Text, width: int) -> Content:
    shown = mark("unknown") if usd is None else strong(numbers.money(usd))
    behind = 4 if width < 40 else 9  # cells for the note
    label = quiet(name) if isinstance(name, str) else name
    room = max(width - 9 - behind, 8)
    return line(fit(label, room), fit(shown, 8, "right"), " ", fit(note, behind))


def interviews(view: ProgramsView, width: int, most: int) -> Content:
    """The interviews that are coming."""
    shown = next_interviews(view.interviews, view.today, most)
    if not shown:
        return quiet("none yet")
    return lines([fit(row, width) for row in shown])


def strip(view: ProgramsView, row: ProgramRow | None, width: int, *, hidden: bool) -> Content:
    """The list in three lines for a narrow screen: size and mix, what is open, the selected fit."""
    found = view.balance
    advised = (
        quiet(f", {found.low} to {found.high} advised ")
        if found.low is not None and not hidden
        else quiet(" ")
    )
    ok = plain("") if found.fits is None or hidden else mark("ok" if found.fits else "look")
    mix = Content("  ").join(
        line(quiet(f"{SETTINGS[setting] if setting else sign('unknown')} "), strong(str(number)))
        for setting, number, _, _ in found.settings
        if number
    )
    first = line(accent(str(found.listed)), strong(" on the list"), advised, ok)
    signals = line(quiet("signals "), strong(f"{view.signals.used}/{view.signals.most}"), "  ", mix)
    return lines(
        [
            spread(first, signals, width),
            _open_facts(view, hidden=hidden),
            _fit_strip(row, width, hidden=hidden),
        ]
    )


def _open_facts(view: ProgramsView, *, hidden: bool) -> Content:
    found, parts = view.balance, []
    if view.stale:
        parts.append(line(mark("look"), " ", strong(numbers.many(len(view.stale), "fact")), " too old"))
    if found.visa_stated is not None and found.visa_stated < found.listed and not hidden:
        parts.append(
            line(
                mark("look"),
                " ",
                strong(str(found.listed - found.visa_stated)),
                f" of {found.listed} do not state the visa",
            )
        )
    return Content("   ").join(parts) if parts else line(mark("ok"), quiet(" no fact is too old"))


def _fit_strip(row: ProgramRow | None, width: int, *, hidden: bool) -> Content:
    return (
        plain("") if row is None else fit_lines(row, 10_000, hidden=hidden)[0].truncate(width, ellipsis=True)
    )


def total(found: Fees) -> Content:
    """The bill in a few words."""
    if not found.lines:
        return plain("")
    left = "" if found.left is None else f"; {numbers.money(found.left)} of the budget left"
    more = line(quiet("+"), mark("unknown")) if found.unknown else plain("")
    return line(quiet(numbers.money(found.total)), more, quiet(left))
