"""The report in Markdown: one section a question an advisor asks."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from emtui import __version__, guide
from emtui.dates import show_date
from emtui.guide import Source
from emtui.plain import plain_line, plain_text
from emtui.plan import Plan
from emtui.planner.rules import PRACTICE_TESTS
from emtui.planner.strategy.moves import Move
from emtui.planner.strategy.view import StrategyView, strategy
from emtui.planner.strategy.what_ifs import compare, differences
from emtui.show import numbers
from emtui.show.report.redaction import Hidden, Part
from emtui.show.scores import readiness
from emtui.show.strategy import LISTS

CHART = "the chart of practice tests and projection stands here in the HTML report"
"""What stands in the place of the chart; the page puts the chart there."""

WITHHELD = "withheld"
AFFILIATION = (
    "emtui is an independent program. It is not affiliated with, endorsed by or speaking for NBME, USMLE, "
    "FSMB, ECFMG, NRMP, AAMC, CORD, Liaison or any residency program. Figures are quoted with their sources; "
    "estimates are estimates, and nothing here is legal or immigration advice."
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")

_HIDES = {  # what is judged by a part that is hidden is withheld with it
    "Step 1": Part.ATTEMPTS,
    "Visa": Part.VISA,
}
_UNTOLD_RULES = {"nbme-near", "nbme-target", "two-nbme", "delay-gap", "start-early"}
"""Rules that would take hidden tests for tests not taken."""

_FAQ_NEEDS = {
    "score": {Part.SCORES},
    "offset": {Part.SCORES, Part.ATTEMPTS},
    "delay": {Part.SCORES},
    "dual": {Part.SCORES, Part.ATTEMPTS},
}


def document(plan: Plan, today: date, hidden: Hidden) -> str:
    """The report on `plan`, from which what is `hidden` has been taken out already."""
    view, sources = strategy(plan, today), Sources()
    parts = [
        _head(plan, view, hidden),
        _section("Where this application stands", _standing(view, hidden)),
        _section("What to do next", _moves(view, hidden)),
        _section("Practice tests and projection", _scores(view, hidden)),
        _section("What the guide says, and the evidence for and against", _rules(view, hidden, sources)),
        _section("The Match in figures", _evidence(view, sources)),
        _section("A second specialty", _dual(view, hidden, sources)),
        _section("The nearest worked example", _example(view, hidden)),
        _section("Questions", _faq(view, hidden)),
        _section("What if", _what_ifs(plan, today)),
        _section("The story, in the applicant's own words", _story(view)),
        _section("Assumptions and model", _assumptions(view, hidden)),
        _section("Sources", sources.listed()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """`text` of a user as Markdown shows it: nothing in it is markup."""
    return _SPECIAL.sub(r"\\\1", plain_line(text))


def _section(title: str, lines: Iterator[str]) -> str:
    body = "\n".join(lines).strip()
    return f"## {title}\n\n{body}" if body else ""


def _day(day: date, today: date) -> str:
    return " ".join(show_date(day, today).split())


# -- the sections


def _head(plan: Plan, view: StrategyView, hidden: Hidden) -> str:
    profile = plan.profile
    named = Part.NAME in hidden
    who = WITHHELD if named else escaped(profile.name) if profile.name else "not given"
    school = WITHHELD if named else escaped(profile.school) if profile.school else "not given"
    left_out = ", ".join(part.value for part in Part if part in hidden)
    rows = [
        ("Applicant", who),
        ("School", school),
        ("Graduated", str(profile.graduation_year) if profile.graduation_year else "not given"),
        ("Match", f"March {profile.match_year}" if profile.match_year else "not chosen yet"),
        ("Step 2 CK on", profile.step2_date.isoformat() if profile.step2_date else "no day set"),
        ("As of", view.today.isoformat()),
        ("Left out", f"{left_out}, and free text" if left_out else "nothing"),
    ]
    return "\n".join(["# Emergency medicine residency: strategy report", "", *_table(("", ""), rows)])


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(' --- ' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(cell or ' ' for cell in row)} |"


def _standing(view: StrategyView, hidden: Hidden) -> Iterator[str]:
    rows: list[tuple[str, str, str]] = []
    if Part.SCORES in hidden:
        rows.append(("Score", WITHHELD, ""))
    elif view.score is None or view.band is None or view.list_band is None:
        rows.append(("Score", "none yet, real or projected", ""))
    else:
        rows.append(("Score", f"{view.score}, {'real' if view.basis == 'real' else 'projected'}", ""))
        rows.append(("Target band, by score alone", f"{view.band.name}: {view.band.text}", "target ranges"))
        rows.append(("List band, by score", LISTS[view.list_band], "score and program tier"))
    if view.band_by_rule is not None:
        rows.append(("Band by rule", view.band_by_rule.value, f"band-{view.band_by_rule.value}"))
    for row in view.standing:
        if _HIDES.get(row.label) in hidden:
            rows.append((row.label, WITHHELD, ""))
        else:
            rows.append((row.label, row.text, row.rule or ""))
    yield from _table(("", "now", "by"), rows)
    if view.bands_differ is not None:
        yield ""
        yield f"Where the bands differ: {view.bands_differ}."
    if Part.ATTEMPTS in hidden and Part.SCORES not in hidden:
        yield ""
        yield "With the attempts withheld, bands are by score alone."


def _scores(view: StrategyView, hidden: Hidden) -> Iterator[str]:
    if Part.SCORES in hidden:
        yield "Withheld."
        return
    yield from _table(("", ""), [(label, escaped(said)) for label, said in readiness(view.scores)])
    if view.scores.tests:
        yield from ("", CHART, "")
        rows = [
            (
                test.taken_on.isoformat(),
                escaped(test.name),
                numbers.own_score(test.score, test.unit),
                numbers.score(test.level),
                ", ".join(
                    filter(None, ("" if test.timed else "untimed", "" if test.counted else "not counted"))
                ),
            )
            for test in view.scores.tests
        ]
        yield from _table(("date", "test", "score", "on the Step 2 CK scale", "remarks"), rows)


def told_moves(view: StrategyView, hidden: Hidden) -> list[Move]:
    """The moves that a report may tell: with anything hidden none that ask, for the answer may be hidden."""
    if not hidden:
        return list(view.moves)
    asked = {question.key for question in view.questions}
    return [
        move
        for move in view.moves
        if move.rules[0] in {rule.id for rule in view.rules}
        and not (move.place in asked or (PRACTICE_TESTS in asked and move.text.startswith("Log ")))
        and not (Part.SCORES in hidden and set(move.rules) & _UNTOLD_RULES)
    ]


def _moves(view: StrategyView, hidden: Hidden) -> Iterator[str]:
    stages = {stage.id: stage for stage in guide.stages()}
    place = 0
    for stage, group in groupby(told_moves(view, hidden), key=lambda move: move.stage):
        yield f"**{stages[stage].title}** ({stages[stage].why})"
        yield ""
        for move in group:
            place += 1
            by = f", by {_day(move.by, view.today)}" if move.by else ""
            yield f"{place}. {move.text}{by}: {move.why} ({', '.join(move.rules[:3])})"
        yield ""


def _rules(view: StrategyView, hidden: Hidden, sources: "Sources") -> Iterator[str]:
    for rule in view.rules:
        if Part.SCORES in hidden and rule.id in _UNTOLD_RULES:
            continue
        yield f"- **{rule.text}** ({rule.id}): {rule.personal}"
        for fact in guide.evidence().get(rule.id, ()):
            yield f"    - {fact.side}: {fact.text}; but: {fact.limits} {sources.number(fact.source)}"


def _evidence(view: StrategyView, sources: "Sources") -> Iterator[str]:
    for row in view.figures:
        yield f"- **{row.figure}** {row.text}. But: {row.limits} {sources.number(row.source)}"


class Sources:
    """The sources named so far, each with a number."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}

    def number(self, source: Source) -> str:
        """The number that stands for `source` in the text."""
        return f"({self._numbers.setdefault(source, len(self._numbers) + 1)})"

    def listed(self) -> Iterator[str]:
        """All of them by their numbers, with the day they were checked and how sure they are."""
        for source, number in self._numbers.items():
            yield f"{number}. {source.text}; checked {source.checked_on}, {source.sure}"


def _dual(view: StrategyView, hidden: Hidden, sources: "Sources") -> Iterator[str]:
    dual = view.dual
    if not hidden & {Part.SCORES, Part.ATTEMPTS}:
        said = {
            True: "Worth serious thought",
            False: "Not asked for by the guide",
            None: "Cannot be told yet",
        }
        yield f"{said[dual.advised]}{': ' + '; '.join(dual.why) if dual.why else ''}."
        yield ""
    yield f"{dual.services[0].upper()}{dual.services[1:]}."
    yield ""
    rows = [
        (
            option.specialty.name,
            numbers.percent(option.specialty.rate / 100),
            f"{option.specialty.score[0]} / {option.specialty.score[1]}",
            f"{option.specialty.ranks[0]} / {option.specialty.ranks[1]}",
            option.specialty.text,
        )
        for option in dual.options
    ]
    yield from _table(
        ("specialty", "matched", "CK with / without", "ranks with / without", "what it says"), rows
    )
    yield ""
    yield f"But: {dual.limits} {sources.number(dual.options[0].specialty.source)}"


def _example(view: StrategyView, hidden: Hidden) -> Iterator[str]:
    near = next((row for row in view.examples if row.near), None)
    if near is None or hidden & {Part.SCORES, Part.ATTEMPTS, Part.VISA}:
        return
    yield f"{near.scenario.number}, {near.scenario.title}: {near.why}."
    yield ""
    yield from _table(
        ("", "the example", "here"), [(row.name, row.example, row.yours) for row in near.traits]
    )
    yield ""
    yield from (f"- {item}" for item in near.items)


def _faq(view: StrategyView, hidden: Hidden) -> Iterator[str]:
    for row in view.faq:
        if not hidden & _FAQ_NEEDS[row.entry.id]:
            yield f"- **{row.entry.question}** {row.yours}"


def _what_ifs(plan: Plan, today: date) -> Iterator[str]:
    now, *others = compare(plan, plan.profile_what_ifs, today)
    for other in others:
        if other.refused is None and other.what_if is not None:
            yield f"**{escaped(other.name)}** ({escaped(other.what_if.changes)})"
            yield ""
            rows = [(row.what, row.now, row.then) for row in differences(now, other)]
            yield from _table(("", "now", "then"), rows)
            yield ""


def _story(view: StrategyView) -> Iterator[str]:
    for told in view.story:
        if told.answer:
            yield f"**{told.prompt.question}**"
            yield ""
            yield from (
                f"> {escaped(line)}" if line.strip() else ">" for line in plain_text(told.answer).splitlines()
            )
            yield ""


def _assumptions(view: StrategyView, hidden: Hidden) -> Iterator[str]:
    figures = view.scores.figures
    if Part.SCORES not in hidden:
        yield f"- readiness model version {figures.model_version}; its ranges hold 50, 80 and 95 in 100"
        yield "- a projected score counts by the points reached in full"
        for said in view.scores.assumptions:
            yield f"- assumed otherwise than the guide: {escaped(said)}"
    yield "- the guide's advice is opinion, given without figures; evidence stands beside it with its limits"
    yield "- dates of seasons not yet published are estimates by rule"
    yield f"- made by emtui {__version__} on {view.today.isoformat()}"
    yield ""
    yield AFFILIATION
