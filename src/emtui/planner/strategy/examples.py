"""The guide's three worked examples beside a plan: which is nearest, where they differ, what each does."""

from collections.abc import Sequence
from typing import NamedTuple

from emtui import guide
from emtui.planner.rules import Facts, Fires
from emtui.planner.strategy import Outcomes
from emtui.vocabulary import Step1, Visa

UNKNOWN = "?"


class Trait(NamedTuple):
    """One thing that an example and the plan have or lack; unknown is `?`."""

    name: str
    example: str
    yours: str

    @property
    def same(self) -> bool:
        """Whether the two are alike."""
        return self.example == self.yours


class Example(NamedTuple):
    """A worked example: `near` where it is the nearest, `why` how near; `items` is its strategy."""

    scenario: guide.Scenario
    near: bool
    why: str
    traits: tuple[Trait, ...]
    items: tuple[str, ...]


def examples(facts: Facts, said: Outcomes) -> tuple[Example, ...]:
    """The three examples, in the guide's order, by what the rules `said`; without a score none is nearest."""
    return tuple(
        Example(
            scenario=scenario,
            near=isinstance(said[f"scenario-{scenario.number}"], Fires),
            why=_why(facts, scenario, traits),
            traits=traits,
            items=scenario.items,
        )
        for scenario in guide.scenarios()
        for traits in [_traits(facts, scenario)]
    )


def _why(facts: Facts, scenario: guide.Scenario, traits: Sequence[Trait]) -> str:
    if facts.score is None:
        return "how near it is follows from a score"
    apart = facts.score - scenario.score
    points = f"{abs(apart)} points {'above' if apart > 0 else 'below'} it" if apart else "the same score"
    return f"{points}, {sum(trait.same for trait in traits)} of {len(traits)} traits alike"


def _traits(facts: Facts, scenario: guide.Scenario) -> tuple[Trait, ...]:
    profile, of = facts.profile, scenario.profile
    return (
        Trait("Step 2 CK", str(scenario.score), UNKNOWN if facts.score is None else str(facts.score)),
        Trait("Step 1 passed", _step1(Step1(of["step1"])), _step1(profile.step1)),
        Trait("US EM rotations", str(of["us_em_rotations"]), _number(profile.us_em_rotations)),
        Trait("EM SLOEs", str(of["em_sloes"]), _number(profile.em_sloes)),
        Trait("research, QI", str(of["research_items"]), _number(profile.research_items)),
        Trait("ED work, years", f"{of['ed_years']:g}", _number(profile.ed_years)),
        Trait("visa", _visa(Visa(of["visa"])), _visa(profile.visa)),
    )


def _step1(state: Step1 | None) -> str:
    said = {Step1.PASS: "at once", Step1.PASS_AFTER_FAILURE: "later", Step1.NOT_TAKEN: "not taken"}
    return UNKNOWN if state is None else said.get(state, str(state))


def _visa(visa: Visa | None) -> str:
    said = {Visa.J1: "J-1", Visa.H1B: "H-1B"}
    return UNKNOWN if visa is None else said.get(visa, str(visa))


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:g}"
