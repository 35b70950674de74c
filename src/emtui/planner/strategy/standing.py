"""Where a plan stands: score, Step 1, visa, experience and letters, each with the rule it is judged by."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from emtui import fields, guide
from emtui.planner.rules import Facts
from emtui.vocabulary import Ecfmg, Step1, Visa

Judged = Literal["ok", "look", "unknown"]


class Standing(NamedTuple):
    """One line of the record: `sign` says how the guide sees it, `rule` by which of its rules.

    Unknown is "unknown", never good or bad; `field` is the profile key that would tell. `short` fits a
    narrow screen.
    """

    label: str
    sign: Judged
    text: str
    rule: str | None
    field: str | None = None


def standing(facts: Facts, fired: Mapping[str, str]) -> tuple[Standing, ...]:
    """The record of `facts`; `fired` are the rules that apply, with their reasons."""
    return tuple(judge(facts, fired) for judge in _JUDGES)


def _step1(facts: Facts, fired: Mapping[str, str]) -> Standing:
    state, failures = facts.profile.step1, facts.step1_failures
    if state is None and not failures:
        return Standing("Step 1", "unknown", "not answered", None, "step1")
    if state is Step1.NOT_TAKEN and not failures:
        return Standing("Step 1", "unknown", "not taken yet", None, "step1")
    if state is Step1.FAILED:
        return Standing("Step 1", "look", "failed, not passed since", "band-high-risk")
    if failures:
        offset = "step1-offset" in fired
        said = f"passed after {'one failure' if failures == 1 else f'{failures} failures'}"
        return Standing(
            "Step 1",
            "look",
            f"{said}{', partly offset' if offset else ''}",
            "step1-offset" if offset else "attempt-story",
        )
    if "step1-highlight" in fired:
        return Standing("Step 1", "look", "passed, but weak", "step1-highlight")
    return Standing("Step 1", "ok", "passed, first attempt", None)


def _visa(facts: Facts, fired: Mapping[str, str]) -> Standing:
    match facts.profile.visa:
        case None:
            return Standing("Visa", "unknown", "not answered", None, "visa")
        case Visa.NONE:
            return Standing("Visa", "ok", "none needed", None)
        case Visa.UNDECIDED:
            return Standing("Visa", "look", "undecided", "visa-decide-early", "visa")
        case Visa.H1B:
            return Standing("Visa", "look", "H-1B: few programs, high scores", "visa-amplifies")
        case _:
            return Standing("Visa", "look", "J-1: score counts for less", "visa-amplifies")


def _rotations(facts: Facts, fired: Mapping[str, str]) -> Standing:
    done, wanted = facts.profile.us_em_rotations, guide.thresholds().rotations
    if done is None:
        return Standing("EM months", "unknown", "not answered", None, "us_em_rotations")
    if done < wanted:
        return Standing("EM months", "look", f"{done} of {wanted} to {wanted + 1} in the US", "usce")
    return Standing("EM months", "ok", f"{done} in the US", "usce")


def _letters(facts: Facts, fired: Mapping[str, str]) -> Standing:
    there, wanted = facts.profile.em_sloes, guide.thresholds().sloes
    if there is None:
        return Standing("EM SLOEs", "unknown", "not answered", None, "em_sloes")
    if there < wanted:
        return Standing("EM SLOEs", "look", f"{there} of {wanted} in", "sloe-two")
    return Standing("EM SLOEs", "ok", f"{there} in", "sloe-two")


def _certification(facts: Facts, fired: Mapping[str, str]) -> Standing:
    state = facts.profile.ecfmg
    if state is None:
        return Standing("ECFMG", "unknown", "not answered", None, "ecfmg")
    said = fields.BY_KEY["ecfmg"].say(state, facts.today)
    close = state in (Ecfmg.CERTIFIED, Ecfmg.PATHWAY_ACCEPTED)
    return Standing("ECFMG", "ok" if close else "look", said, "ecfmg-ready")


_JUDGES: tuple[Callable[[Facts, Mapping[str, str]], Standing], ...] = (
    _step1,
    _visa,
    _rotations,
    _letters,
    _certification,
)
