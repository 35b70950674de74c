"""A small, fixed run of the simulation study: the model against what people use, on made-up learners."""

import pytest
from benchmarks.learners import CASES, DRAWN, HELD_OUT, TUNED_ON, World
from benchmarks.peers import PEERS, Printed
from benchmarks.readiness_study import Summary, main, run, summarise

# Where the best formula happens to assume the truth: that nothing grows, or that everybody gains 9 points.
SUITED_TO_A_PEER = {"flat": 1.20, "large shift": 1.15}


@pytest.fixture(
    scope="module",
    params=[(TUNED_ON, 60), (HELD_OUT, 60), (DRAWN, 30)],
    ids=["tuned on", "held out", "drawn at random"],
)
def found(request: pytest.FixtureRequest) -> dict[str, Summary]:
    """The study's summaries by case, for each group of worlds that does not contradict the priors."""
    worlds: tuple[World, ...]
    worlds, learners = request.param
    return summarise(run(world, learners) for world in worlds)


def test_the_error_is_a_tenth_under_every_single_peer(found: dict[str, Summary]) -> None:
    assert found["all"].mae < 0.90 * min(found["all"].peers)


def test_no_case_is_much_worse_than_the_best_peer_of_that_case(found: dict[str, Summary]) -> None:
    for case in CASES:
        assert found[case].ratio < SUITED_TO_A_PEER.get(case, 1.10), case


def test_the_80_percent_range_holds_about_80_percent(found: dict[str, Summary]) -> None:
    assert 0.78 < found["all"].cover[1] < 0.88
    for case in CASES:
        assert 0.74 < found[case].cover[1] < 0.92, case


def test_the_50_and_95_percent_ranges_hold_what_they_say(found: dict[str, Summary]) -> None:
    half, _, nearly_all = found["all"].cover
    assert 0.45 < half < 0.60
    assert 0.93 < nearly_all < 0.99


def test_targets_said_to_be_likely_are_reached_as_often(found: dict[str, Summary]) -> None:
    trials = found["all"].trials
    assert found["all"].brier < 0.12
    for low, high in ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0)):
        chosen = [one for one in trials if low <= one.chance <= high]
        said = sum(one.chance for one in chosen) / len(chosen)
        reached = sum(one.reached for one in chosen) / len(chosen)
        assert reached == pytest.approx(said, abs=0.10)


def test_the_peers_formulas_are_those_published() -> None:
    tests = [Printed("nbme-12", 238.0, 40, 20), Printed("uwsa-2", 250.0, 30, 10)]
    said = {peer.name: round(peer.score(tests), 1) for peer in PEERS}
    assert said == {
        "last score": 250.0,
        "mean of last two": 244.0,
        "straight line": 286.0,
        "recency-weighted": 245.0,
        "Step Gunner": 255.0,
        "Tackett": 263.2,
        "NBMEcalc": 243.8,
    }


def test_the_study_prints_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    main(["2"])
    printed = capsys.readouterr().out
    assert all(case in printed for case in CASES)
    assert all(peer.name in printed for peer in PEERS)
    assert "held out" in printed
