"""What the rank list says: places, scores, and what its length means."""

from textual.content import Content

from emtui.plan import Plan
from emtui.planner.programs import title_of
from emtui.planner.ranking import Ranking, RankRow
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.programs_words import application
from emtui.tui.text import Text, accent, faint, line, lines, look, mark, plain, quiet, strong
from emtui.tui.widgets.row_table import Column, Row

COLUMNS = (
    Column("place", "rank", align="right"),
    Column("tied", "", width=1, gap=1),
    Column("name", "program", least=14, grow=True, gap=1),
    Column("where", "", least=6, drop=1),
    Column("score", "score", align="right"),
    Column("state", "state"),
)
EMPTY = (
    "The rank list begins with interviews",
    "programs that invited you wait here until you rank them",
    "esc",
    "back to the programs; space brings one to invited",
)


def row(found: RankRow, *, waiting: bool = False, left_out: bool = False) -> Row:
    """A program on the list, one that waits for its place, or one that is not to be ranked."""
    program = found.program
    place: Text = strong(str(found.place)) if found.place is not None else quiet(sign("nothing"))
    if left_out:
        place = mark("no")
    score = quiet(sign("nothing")) if found.score is None else plain(f"{found.score:.1f}")
    if found.missing and found.score is not None:
        score = line(look(sign("estimate")), score)
    where = " ".join(filter(None, (program.city, program.state)))
    state = (
        faint("do not rank")
        if left_out
        else quiet("not ranked yet")
        if waiting
        else application(program.application)
    )
    return Row(
        program.id or 0,
        {
            "place": place,
            "tied": quiet("=") if found.tied else "",
            "name": faint(title_of(program)) if left_out else plain(title_of(program)),
            "where": quiet(where),
            "score": score,
            "state": state,
        },
        found,
    )


def state(found: Ranking) -> Content:
    """Ties and what waits."""
    parts = []
    if found.unranked:
        parts.append(f"{len(found.unranked)} not ranked yet")
    if any(row.tied for row in found.ranked):
        parts.append("= tied: settle it before you certify")
    return quiet(f" {sign('dot')} ".join(parts))


def beside_number(found: Ranking) -> Content:
    """What stands beside the number of contiguous ranks."""
    facts = found.length.facts
    return lines(
        [
            strong("contiguous in EM"),
            line(quiet("matched: median "), strong(str(facts.matched_median))),
            line(quiet("not matched: "), strong(str(facts.unmatched_median))),
        ]
    )


def length(found: Ranking, width: int) -> Content:
    """What the length of the list means, and what the figures do not tell."""
    facts, rows = found.length.facts, []
    limits = (f"{found.length.limits} ({facts.source.text})", facts.advice_limits)
    for said, limit in zip(found.length.said, limits, strict=True):
        first, *more = wrapped(said, width - 2)
        rows += [line(accent(sign("bullet")), " ", first), *(line("  ", part) for part in more)]
        rows += [line("  ", quiet(part)) for part in wrapped(limit, width - 2)]
        rows.append(plain(""))
    return lines(rows[:-1])


def factors(row: RankRow | None, plan: Plan, width: int) -> Content:
    """What programs are compared by, with how the selected one did."""
    if not plan.rank_factors:
        return lines(
            map(quiet, wrapped("nothing yet; f names what counts for you, with weights: training 8", width))
        )
    own = {} if row is None else _scores_of(plan, row.program.id)
    rows: list[Text] = []
    if row is not None:
        rows.append(strong(row.program.name))
    for factor in plan.rank_factors:
        score = own.get(factor.id or 0)
        shown = quiet(sign("unknown")) if score is None else strong(str(score))
        rows.append(line(shown, "  ", factor.name, quiet(f"  weight {factor.weight:g}")))
    return lines(rows)


def _scores_of(plan: Plan, program_id: int | None) -> dict[int, int]:
    return {score.factor_id: score.score for score in plan.factor_scores if score.program_id == program_id}
