"""Preparation: official forms, one question bank, one outline, acute care and its notebook."""

from emtui import guide
from emtui.plan import QuestionBlock
from emtui.planner.pacing import is_of
from emtui.planner.rules.facts import Facts, Fires, Outcome, asks


def two_nbme(facts: Facts) -> Outcome:
    """Fewer official forms than the guide asks for before exam day."""
    if facts.taken:
        return None
    if facts.exam_day is None:
        return asks("step2_date")
    wanted = guide.thresholds().official_forms
    return Fires(f"{len(facts.forms)} of {wanted} taken") if len(facts.forms) < wanted else None


def qbank(facts: Facts) -> Outcome:
    """The question bank is not done, or not done under time."""
    if facts.taken:
        return None
    blocks = _of_the_bank(facts)
    size = facts.profile.question_bank_size
    left = 0 if size is None else size - sum(block.questions for block in blocks)
    if left > 0:
        return Fires(f"{left:,} of {size:,} questions left")
    timed = _timed_share(facts, blocks)
    if timed is not None and timed < guide.thresholds().timed_share:
        return Fires(f"{timed:.0%} of the last weeks' questions were timed")
    return asks("question_bank_size") if size is None else None


def review_book(facts: Facts) -> Outcome:
    """No review outline is in use."""
    if facts.taken or facts.outline_in_use is not False:
        return None
    return Fires("none in use yet")


def em_focus(facts: Facts) -> Outcome:
    """No item of the checklist is begun before the exam."""
    if facts.taken:
        return None
    if facts.exam_day is None:
        return asks("step2_date")
    return None if facts.items_begun else Fires(f"no item begun, {facts.days_left} days left")


def em_notebook(facts: Facts) -> Outcome:
    """The notebook is empty before the exam."""
    if facts.taken:
        return None
    if facts.exam_day is None:
        return asks("step2_date")
    return None if facts.notes else Fires("no page written yet")


def _of_the_bank(facts: Facts) -> list[QuestionBlock]:
    return [block for block in facts.blocks if is_of(block, facts.profile.question_bank)]


def _timed_share(facts: Facts, blocks: list[QuestionBlock]) -> float | None:
    """The share of recent questions done under time; None where no recent block says."""
    days = guide.thresholds().timed_days
    recent = [
        block for block in blocks if block.timed is not None and (facts.today - block.done_on).days <= days
    ]
    questions = sum(block.questions for block in recent)
    return sum(block.questions for block in recent if block.timed) / questions if questions else None
