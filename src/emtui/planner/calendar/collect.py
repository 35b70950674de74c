"""One list from many records: milestones, answers of the profile, rotations, letters, own entries."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from emtui import guide
from emtui.guide.letters import rotation_kinds
from emtui.plan import Plan, Rotation
from emtui.planner.calendar.entry import DatedEntry, Row, What
from emtui.planner.milestones import Milestone, milestones, opening_day, own_days, services_of
from emtui.vocabulary import (
    DateBasis,
    Ecfmg,
    InterviewState,
    Lane,
    LetterState,
    RotationState,
    Tab,
    Visa,
)

DAY = timedelta(days=1)
SCORE, EXAM, LATEST_EXAM = "score", "exam", "latest-exam"


class Collected(NamedTuple):
    """The entries, earliest first and of one day the longest first; `hidden` are those the user took off."""

    entries: tuple[DatedEntry, ...]
    hidden: tuple[DatedEntry, ...]


def collect(plan: Plan) -> Collected:
    """Every date of `plan`, each with what it needs and what hangs on it."""
    seasonal = tuple(_season(plan))
    taken_off = {
        f"milestone:{own.milestone}"
        for own in plan.overruled_dates
        if own.hidden and own.match_year == plan.profile.match_year
    }
    found = _linked(
        [
            *(entry for entry in seasonal if entry.id not in taken_off),
            *_profile(plan),
            *_expected_score(plan),
            *_latest_exam(plan),
            *_rotations(plan),
            *_letters(plan),
            *_interviews(plan),
        ]
    )
    found.extend(_own(plan))
    found.sort(key=lambda entry: entry.until or entry.on, reverse=True)  # of one day the longest first
    found.sort(key=lambda entry: entry.on)
    return Collected(entries=tuple(found), hidden=tuple(entry for entry in seasonal if entry.id in taken_off))


# -- the season


def _season(plan: Plan) -> Iterator[DatedEntry]:
    profile = plan.profile
    if profile.match_year is None:
        return
    rows = {own.milestone: own for own in plan.overruled_dates if own.match_year == profile.match_year}
    for found in milestones(profile.match_year, services_of(profile), own_days(plan)):
        if _concerns(found, plan):
            yield DatedEntry(
                id=f"milestone:{found.id}",
                on=found.on,
                until=found.until,
                title=found.title,
                lane=found.lane,
                what=What.MILESTONE,
                basis=found.basis,
                rule=found.rule,
                held=found.held,
                source=found.source,
                checked_on=found.checked_on,
                earliest=found.earliest,
                latest=found.latest,
                at=found.time,
                zone=found.zone,
                note=found.note,
                guides_day=found.guides_day,
                headline=found.headline,
                row=rows.get(found.id),
                needs=guide.milestone_kinds()[found.id].needs,
            )


def _concerns(found: Milestone, plan: Plan) -> bool:
    """Whether a milestone is anything to this applicant, as far as that is known."""
    kind = guide.milestone_kinds()[found.id]
    if kind.until_certified and plan.profile.ecfmg is Ecfmg.CERTIFIED:
        return False
    return kind.visa is None or plan.profile.visa in (None, Visa.UNDECIDED, kind.visa)


# -- the profile


def _profile(plan: Plan) -> Iterator[DatedEntry]:
    profile = plan.profile
    taken = profile.step2_score is not None
    if profile.step2_date is not None:
        yield _answer(EXAM, profile.step2_date, "Step 2 CK", Lane.STUDY, "step2_date", headline=True)
    if profile.dedicated_from is not None:
        yield _answer(
            "profile:dedicated_from", profile.dedicated_from, "Dedicated study", Lane.STUDY, "dedicated_from",
            until=None if profile.step2_date is None else profile.step2_date - DAY,
        )  # fmt: skip
    if not taken:
        for key, title in (
            ("eligibility_from", "Eligibility begins"),
            ("eligibility_until", "Eligibility ends"),
        ):
            day: date | None = getattr(profile, key)
            if day is not None:
                yield _answer(f"profile:{key}", day, title, Lane.STUDY, key)
    for key, title, lane in (
        ("oet_date", "OET", Lane.ECFMG),
        ("step3_date", "Step 3", Lane.VISA),
        ("in_us_until", "Last day in the US", Lane.VISA),
    ):
        day = getattr(profile, key)
        if day is not None:
            yield _answer(f"profile:{key}", day, title, lane, key)


def _answer(
    name: str,
    day: date,
    title: str,
    lane: Lane,
    field: str,
    *,
    until: date | None = None,
    headline: bool = False,
) -> DatedEntry:
    return DatedEntry(
        id=name,
        on=day,
        until=until if until is not None and until > day else None,
        title=title,
        lane=lane,
        what=What.PROFILE,
        basis=DateBasis.YOURS,
        earliest=day,
        latest=day,
        headline=headline,
        tab=Tab.PROFILE,
        field=field,
    )


def _expected_score(plan: Plan) -> Iterator[DatedEntry]:
    """The score on its way: about four weeks after the exam, eight to be safe."""
    exam, lead = plan.profile.step2_date, guide.lead_times()["score-back"]
    if exam is not None and plan.profile.step2_score is None:
        rule = _after("Step 2 CK", lead)
        yield _expected(SCORE, "Score back", Lane.STUDY, lead, exam, rule)._replace(needs=(EXAM,))


def _latest_exam(plan: Plan) -> Iterator[DatedEntry]:
    """The last exam day whose score is back when programs begin to read: to be safe, and typically."""
    profile, lead = plan.profile, guide.lead_times()["score-back"]
    if profile.match_year is None or profile.step2_score is not None:
        return
    read = opening_day(profile.match_year, own_days(plan)).earliest
    on, latest = read - lead.safe * DAY, read - lead.typical * DAY
    rule = f"{lead.safe} days before the earliest day programs read, {lead.typical} at the usual pace"
    entry = _expected(LATEST_EXAM, "Last safe exam day", Lane.STUDY, lead, on, rule)
    yield entry._replace(on=on, earliest=on, latest=latest)


def _expected(name: str, title: str, lane: Lane, lead: guide.LeadTime, start: date, rule: str) -> DatedEntry:
    """What follows from `start` after a lead time."""
    on = start + lead.typical * DAY
    return DatedEntry(
        id=name,
        on=on,
        title=title,
        lane=lane,
        what=What.EXPECTED,
        basis=DateBasis.RULE,
        earliest=on,
        latest=start + lead.safe * DAY,
        rule=rule,
        source=lead.source.text,
        checked_on=lead.source.checked_on,
        moves=False,
    )


def _after(what: str, lead: guide.LeadTime) -> str:
    return f"{lead.typical} days after {what}, {lead.safe} to be safe"


# -- rotations, letters, interviews


def planned(rotation: Rotation) -> bool:
    """Whether a rotation is still meant to happen, or did."""
    return rotation.state is not RotationState.DECLINED


def gives_sloe(rotation: Rotation) -> bool:
    """Whether a rotation can end in a SLOE: an observership cannot."""
    return rotation_kinds()[rotation.kind].gives is not None


def _rotations(plan: Plan) -> Iterator[DatedEntry]:
    with_letter = {letter.rotation_id for letter in plan.letters}
    for rotation in filter(planned, plan.rotations):
        if rotation.starts_on is not None:
            yield _record(
                f"rotation:{rotation.id}", rotation.starts_on, rotation.site, What.ROTATION, rotation,
                until=rotation.ends_on, needs=f"host:{rotation.id}",
            )  # fmt: skip
        if rotation.deadline is not None and rotation.state is RotationState.IDEA:
            yield _record(
                f"host:{rotation.id}",
                rotation.deadline,
                f"Apply to {rotation.site}",
                What.HOST_DEADLINE,
                rotation,
            )
        if rotation.ends_on is not None and gives_sloe(rotation) and rotation.id not in with_letter:
            yield _sloe(f"sloe:{rotation.id}", f"SLOE of {rotation.site}", rotation.ends_on, rotation.id)


def _letters(plan: Plan) -> Iterator[DatedEntry]:
    """The day each letter is due, or, where none is set, the day its rotation makes likely."""
    ends = {rotation.id: rotation.ends_on for rotation in plan.rotations}
    declined = {rotation.id for rotation in plan.rotations if not planned(rotation)}
    for letter in plan.letters:
        if letter.state is LetterState.UPLOADED or letter.rotation_id in declined:
            continue
        name, title, end = f"letter:{letter.id}", f"Letter of {letter.writer}", ends.get(letter.rotation_id)
        if letter.due_on is not None:
            rotation = f"rotation:{letter.rotation_id}"
            yield _record(name, letter.due_on, title, What.LETTER, letter, needs=rotation)
        elif end is not None:
            yield _sloe(name, title, end, letter.rotation_id)._replace(row=letter, tab=Tab.ROTATIONS)


def _sloe(name: str, title: str, end: date, rotation: int | None) -> DatedEntry:
    """A letter on its way since its rotation ended."""
    lead = guide.lead_times()["sloe"]
    entry = _expected(name, title, Lane.ROTATIONS, lead, end, _after("the rotation", lead))
    return entry._replace(private=True, needs=(f"rotation:{rotation}",))


def _record(
    name: str,
    day: date,
    title: str,
    what: What,
    row: Row,
    *,
    until: date | None = None,
    needs: str | None = None,
) -> DatedEntry:
    return DatedEntry(
        id=name,
        on=day,
        until=until if until is not None and until > day else None,
        title=title,
        lane=Lane.ROTATIONS,
        what=what,
        basis=DateBasis.YOURS,
        earliest=day,
        latest=day,
        private=True,
        tab=Tab.ROTATIONS,
        row=row,
        needs=() if needs is None else (needs,),
    )  # fmt: skip


def _interviews(plan: Plan) -> Iterator[DatedEntry]:
    names = {program.id: program.name for program in plan.programs}
    for interview in plan.interviews:
        if interview.day is None or interview.state is InterviewState.DECLINED:
            continue
        title = f"Interview {names.get(interview.program_id, '')}".strip()
        yield _record(
            f"interview:{interview.id}", interview.day, title, What.INTERVIEW, interview,
            needs="milestone:interview-offers",
        )._replace(
            lane=Lane.APPLICATIONS, tab=Tab.PROGRAMS, at=interview.at, zone=interview.zone
        )  # fmt: skip


def _own(plan: Plan) -> Iterator[DatedEntry]:
    for own in plan.calendar_entries:
        on, until = own.starts_on, own.ends_on
        yield DatedEntry(
            id=f"entry:{own.id}",
            on=on,
            until=until if until is not None and until > on else None,
            title=own.title,
            lane=own.lane,
            what=What.OWN,
            basis=DateBasis.YOURS,
            earliest=on,
            latest=on,
            at=own.at,
            zone=own.zone,
            note=own.notes,
            private=True,
            row=own,
        )


# -- what hangs on what


def _linked(found: list[DatedEntry]) -> list[DatedEntry]:
    """The entries with both directions of every need, where both ends are on the calendar."""
    groups = {
        "exam": [EXAM],
        "oet": ["profile:oet_date"],
        "score": [SCORE],
        "rotations": [entry.id for entry in found if entry.what is What.ROTATION],
        "sloes": [entry.id for entry in found if entry.id.startswith(("sloe:", "letter:"))],
        "interviews": [entry.id for entry in found if entry.what is What.INTERVIEW],
    }
    there = {entry.id for entry in found}
    needs: dict[str, tuple[str, ...]] = {}
    hanging: dict[str, list[str]] = {}
    for entry in found:
        if not entry.needs:
            continue
        names = [name for need in entry.needs for name in groups.get(need, [need]) if name in there]
        needs[entry.id] = tuple(names)
        for name in names:
            hanging.setdefault(name, []).append(entry.id)
    return [
        entry._replace(needs=needs.get(entry.id, ()), hanging=tuple(hanging.get(entry.id, ())))
        if entry.id in needs or entry.id in hanging
        else entry
        for entry in found
    ]
