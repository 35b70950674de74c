"""The Profile tab's answers: what is known, the band, and what holds it back."""

from dataclasses import replace
from datetime import date

from emtui.plan import Plan, Profile
from emtui.planner.demo import demo_plan
from emtui.planner.profile import profile_view
from emtui.vocabulary import Band, Step1, Visa

TODAY = date(2027, 5, 20)


def test_a_projected_score_is_the_basis_until_the_real_one_is_known() -> None:
    plan = demo_plan(1, TODAY)
    before = profile_view(plan, TODAY)
    assert before.basis == "projected"
    assert before.score is not None
    assert before.band is not None
    after = profile_view(replace(plan, profile=replace(plan.profile, step2_score=236)), TODAY)
    assert (after.basis, after.score) == ("real", 236)
    assert after.band is not None
    assert after.band.band is Band.RISK


def test_nothing_known_has_no_band_and_asks() -> None:
    view = profile_view(Plan(), TODAY)
    assert (view.basis, view.score, view.band, view.known, view.effects) == ("none", None, None, 0, ())
    assert view.questions


def test_fields_that_do_not_concern_the_applicant_are_not_asked() -> None:
    free = profile_view(Plan(profile=Profile(visa=Visa.NONE)), TODAY)
    bound = profile_view(Plan(profile=Profile(visa=Visa.H1B)), TODAY)
    assert bound.asked == free.asked + 2  # where the petition is filed, and Step 3


def test_what_cannot_be_true_together_is_named_with_the_key_to_mend() -> None:
    view = profile_view(Plan(profile=Profile(step1=Step1.PASS, step1_attempts=2)), TODAY)
    assert [key for key, _ in view.contradictions] == ["step1_attempts"]
