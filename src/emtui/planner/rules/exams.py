"""Exams on the record: a weak or failed Step 1, attempts, and a pass that stays."""

from emtui import guide
from emtui.planner.rules.facts import Facts, Fires, Outcome, asks
from emtui.vocabulary import Answer, Exam, Step1


def step1_pass(facts: Facts) -> Outcome:
    """Step 1 is not passed: failed, or not taken yet."""
    match facts.profile.step1:
        case None:
            return asks("step1")
        case Step1.FAILED:
            return Fires("failed, and not passed since")
        case Step1.NOT_TAKEN:
            return Fires("not taken yet: the first attempt counts most")
        case _:
            return None


def step1_offset(facts: Facts) -> Outcome:
    """A Step 2 CK high enough to offset a weak Step 1 or one failure in part."""
    weak, enough = is_weak_step1(facts), guide.thresholds().offset_from
    if weak is False or (facts.step1_failures or 0) > 1 or (facts.score is not None and facts.score < enough):
        return None
    if weak is None:
        return asks("step1", "weak_step1")
    if facts.score is None:
        return facts.score_asks
    return Fires(f"{facts.said} beside {_step1_in_words(facts)}")


def step1_highlight(facts: Facts) -> Outcome:
    """A weak Step 1 and a better Step 2 CK."""
    weak = is_weak_step1(facts)
    if weak is False:
        return None
    if weak is None:
        return asks("step1", "weak_step1")
    if facts.score is None:
        return facts.score_asks
    before = facts.profile.step1_score
    better = facts.score > before if before is not None else facts.score >= guide.thresholds().better_from
    return Fires(f"{facts.said} after {_step1_in_words(facts)}") if better else None


def attempt_story(facts: Facts) -> Outcome:
    """Any failed Step."""
    profile = facts.profile
    failed = []
    if facts.step1_failures:
        failed.append("Step 1")
    if (profile.step2_attempts or 0) > 1 or _passed_step2(facts) is False:
        failed.append("Step 2 CK")
    if profile.step3 is Exam.FAILED:
        failed.append("Step 3")
    if failed:
        return Fires(f"a failed attempt at {' and '.join(failed)}")
    return asks("step1") if facts.step1_failures is None else None


def no_rush(facts: Facts) -> Outcome:
    """A Step 1 failure or weak clinical exams, with Step 2 CK still ahead."""
    if facts.taken:
        return None
    if facts.step1_failures:
        return Fires("with a Step 1 failure this exam has to hold")
    if facts.profile.weak_clinical_exams is Answer.YES:
        return Fires("weak clinical exams ask for more time, not for a date")
    unknown = []
    if facts.step1_failures is None:
        unknown.append("step1")
    if facts.profile.weak_clinical_exams is not Answer.NO:
        unknown.append("weak_clinical_exams")
    return asks(*unknown) if unknown else None


def no_retake(facts: Facts) -> Outcome:
    """Step 2 CK is passed."""
    return Fires(f"passed with {facts.profile.step2_score}") if _passed_step2(facts) else None


def _passed_step2(facts: Facts) -> bool | None:
    score = facts.profile.step2_score
    if score is None:
        return None
    return score >= guide.pass_mark_on(facts.profile.step2_date or facts.today).mark


def is_weak_step1(facts: Facts) -> bool | None:
    """Whether Step 1 is passed but weak; None where that is unknown."""
    if facts.profile.step1 in (Step1.FAILED, Step1.NOT_TAKEN):
        return False
    if facts.profile.weak_step1 is Answer.YES or facts.step1_failures:
        return True
    if facts.profile.weak_step1 is Answer.NO and facts.step1_failures == 0:
        return False
    return None


def _step1_in_words(facts: Facts) -> str:
    if facts.step1_failures:
        return "a failed Step 1"
    if facts.profile.step1_score is not None:
        return f"{facts.profile.step1_score} in Step 1"
    return "a weak Step 1"
