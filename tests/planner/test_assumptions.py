"""What the user assumes otherwise than the guide: it moves the projection, is said, and can be taken back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from emtui import guide
from emtui.plan import Assumptions, OwnInstrument, Plan, PracticeTest, Profile
from emtui.planner.assumptions import instruments_of, own_assumptions, priors_of
from emtui.planner.scores import Figures, scores
from emtui.planner.sitting import sitting
from emtui.vocabulary import Unit

TODAY = date(2027, 5, 20)
PLAN = Plan(
    profile=Profile(step2_date=date(2027, 6, 15), target=245),
    practice_tests=(
        PracticeTest(id=1, taken_on=date(2027, 4, 20), instrument="nbme-12", score=236.0),
        PracticeTest(id=2, taken_on=date(2027, 5, 10), instrument="uwsa-2", score=248.0),
    ),
)
UWSA_2 = OwnInstrument(instrument="uwsa-2", name="UWSA 2")


def figures(plan: Plan) -> Figures:
    return scores(plan, TODAY).figures


def assuming(**shift: float | None) -> Plan:
    return replace(PLAN, assumptions=Assumptions(**shift))


def using(**figures: Any) -> Plan:
    return replace(PLAN, own_instruments=(replace(UWSA_2, **figures),))


def test_the_shift_moves_the_projection_by_as_many_points_and_the_cautious_reading_not_at_all() -> None:
    usual, lower = figures(PLAN), figures(assuming(shift=0.0))
    assert usual.mean is not None
    assert lower.mean == pytest.approx(usual.mean - guide.readiness_priors().shift)
    assert lower.mean == lower.conservative_mean == usual.conservative_mean
    assert (lower.p_pass, lower.conservative_p_target) == (usual.p_pass, usual.conservative_p_target)
    assert lower.p_target == lower.conservative_p_target


def test_more_doubt_in_the_shift_widens_the_range_around_the_same_mean() -> None:
    usual, doubtful = figures(PLAN), figures(assuming(shift_sd=12.0))
    assert doubtful.mean == usual.mean
    assert doubtful.sd is not None
    assert usual.sd is not None
    assert doubtful.sd > usual.sd
    assert figures(assuming(shift_sd=0.0)).sd == pytest.approx((usual.sd**2 - 16) ** 0.5)


def test_figures_of_ones_own_for_a_test_of_the_guide_are_reckoned_with() -> None:
    usual, higher = figures(PLAN), figures(using(offset=0.0))
    assert usual.mean is not None
    assert higher.mean is not None
    assert higher.mean > usual.mean + 1
    assert scores(using(offset=0.0), TODAY).tests[0].level == 248.0
    assert figures(using(noise_sd=30.0)).mean != usual.mean


def test_sit_or_delay_reckons_with_them_too() -> None:
    usual, hopeful = sitting(PLAN, TODAY), sitting(assuming(shift=12.0), TODAY)
    assert usual is not None
    assert hopeful is not None
    assert [option.mean for option in hopeful.options] == pytest.approx(
        [option.mean + 12.0 - guide.readiness_priors().shift for option in usual.options]
    )


@pytest.mark.parametrize("own", [UWSA_2, replace(UWSA_2, offset=5.0, offset_sd=3.0, noise_sd=8.5)])
def test_the_guides_own_figures_change_nothing_and_are_not_said(own: OwnInstrument) -> None:
    plan = replace(PLAN, own_instruments=(own,), assumptions=Assumptions(shift=2.5, shift_sd=4.0))
    assert figures(plan) == figures(PLAN)
    assert own_assumptions(plan) == ()
    assert priors_of(plan) == guide.readiness_priors()
    assert instruments_of(plan) == guide.instruments()


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (PLAN, ()),
        (assuming(shift=0.0), ("test-day shift 0 (yours; the guide says 2.5)",)),
        (
            assuming(shift=-1.5, shift_sd=6.0),
            (
                "test-day shift -1.5 (yours; the guide says 2.5)",
                "test-day shift in doubt by 6 (yours; the guide says 4)",
            ),
        ),
        (using(offset=3.0), ("UWSA 2 reads 3 high (yours; the guide says 5 high)",)),
        (using(offset=0.0), ("UWSA 2 reads on scale (yours; the guide says 5 high)",)),
        (using(offset=-4.5), ("UWSA 2 reads 4.5 low (yours; the guide says 5 high)",)),
        (
            using(offset_sd=1.0, noise_sd=10.0),
            (
                "UWSA 2 in doubt by 1 (yours; the guide says 3)",
                "UWSA 2 scatters by 10 (yours; the guide says 8.5)",
            ),
        ),
        (
            replace(
                PLAN,
                own_instruments=(
                    OwnInstrument(instrument="nbme-17", name="NBME 17", offset=2.0),
                    OwnInstrument(instrument="bank", name="Bank", unit=Unit.PERCENT),
                ),
            ),
            ("NBME 17 reads 2 high (yours; on scale for a test not in the guide)",),
        ),
    ],
)
def test_every_change_is_said_with_the_guides_figure(plan: Plan, said: tuple[str, ...]) -> None:
    assert scores(plan, TODAY).assumptions == said
