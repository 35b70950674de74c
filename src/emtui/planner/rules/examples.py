"""The guide's worked examples: which of them is nearest to a plan."""

from emtui import guide
from emtui.planner.rules.facts import Facts, Fires, Outcome


def scenario_1(facts: Facts) -> Outcome:
    """The example of a strong score and an average record is the nearest."""
    return _nearest_is(facts, 1)


def scenario_2(facts: Facts) -> Outcome:
    """The example of a lower score and much emergency work is the nearest."""
    return _nearest_is(facts, 2)


def scenario_3(facts: Facts) -> Outcome:
    """The example of a borderline score and excellent rotations is the nearest."""
    return _nearest_is(facts, 3)


def _nearest_is(facts: Facts, number: int) -> Outcome:
    if facts.score is None:
        return facts.score_asks
    nearest = min(guide.scenarios(), key=lambda example: _distance(facts, example))
    if nearest.number != number:
        return None
    return Fires(f"{facts.said}; the example has {nearest.score}")


def _distance(facts: Facts, example: guide.Scenario) -> float:
    """How unlike the two are: five points of score weigh as much as one rotation or a Step 1 failure."""
    assert facts.score is not None
    distance = abs(facts.score - example.score) / 5
    if facts.step1_failures is not None:
        distance += (facts.step1_failures > 0) != (example.profile["step1"] == "pass-after-failure")
    if facts.profile.us_em_rotations is not None:
        distance += abs(min(facts.profile.us_em_rotations, 3) - example.profile["us_em_rotations"])
    return distance
