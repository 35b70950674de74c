"""What cannot hold as planned, and the way out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from emtui import fields, guide
from emtui.dates import say_date
from emtui.plan import Letter, Plan, Profile, Rotation
from emtui.planner.calendar.collect import EXAM, LATEST_EXAM, SCORE
from emtui.planner.calendar.entry import CONFLICT, LOOK, Conflict, DatedEntry, What
from emtui.planner.calendar.letters import coming_sloes
from emtui.planner.counted import Arrival, expected
from emtui.planner.milestones import Milestone, milestone, opening_day, own_days
from emtui.planner.shifts import night_near, nights_of
from emtui.vocabulary import Ecfmg, Exam, Tab

DAY = timedelta(days=1)
MATCH_DAY, OET_LAST = "milestone:nrmp-match-day", "milestone:oet-last"
PATHWAYS_OPEN, PATHWAYS_CLOSE = "milestone:ecfmg-pathways-open", "milestone:ecfmg-pathways-close"
CONFIRMED = "milestone:ecfmg-confirmed"


class _Ground(NamedTuple):
    """One plan on one day, as the conflicts look at it."""

    plan: Plan
    today: date
    entries: Mapping[str, DatedEntry]
    others: Sequence[DatedEntry]  # than the user's own, of which there may be thousands
    opening: Milestone | None
    taken: bool  # whether applications are taken by now

    @property
    def profile(self) -> Profile:
        return self.plan.profile

    @property
    def exam(self) -> date | None:
        """The exam day, until its score is there."""
        return None if self.profile.step2_score is not None else self.profile.step2_date

    @property
    def rotations(self) -> list[tuple[Rotation, DatedEntry]]:
        """The rotations that are dated and not over."""
        return [
            (entry.row, entry)
            for entry in self.others
            if entry.what is What.ROTATION and isinstance(entry.row, Rotation) and entry.last >= self.today
        ]

    def say(self, day: date) -> str:
        return say_date(day, self.today)


def conflicts(plan: Plan, entries: Sequence[DatedEntry], today: date) -> tuple[Conflict, ...]:
    """The conflicts of `plan` on `today`, those that break something first; none once the Match is over."""
    year, own = plan.profile.match_year, own_days(plan)
    ground = _Ground(
        plan=plan,
        today=today,
        entries={entry.id: entry for entry in entries},
        others=[entry for entry in entries if entry.what is not What.OWN],
        opening=None if year is None else opening_day(year, own),
        taken=year is not None and milestone(f"{guide.em_service().of(year)}-submit", year, own).on <= today,
    )
    match_day = ground.entries.get(MATCH_DAY)
    if match_day is not None and match_day.on < today:
        return ()
    checks = (
        _outside_eligibility, _score_late, _exam_in_nights, _rotation_over_exam, _rotation_over_study,
        _sloe_late, _letter_unassigned, _oet_late, _pathway_late, _leaves_us,
    )  # fmt: skip
    said = [conflict for check in checks for conflict in check(ground)]
    return tuple(sorted(said, key=lambda conflict: conflict.sign != CONFLICT))


# -- the exam


def _outside_eligibility(ground: _Ground) -> Iterator[Conflict]:
    for key, sentence in fields.contradictions(ground.profile):
        if key == "step2_date":
            limits = [
                f"{word} {ground.say(day)}"
                for word, day in (
                    ("from", ground.profile.eligibility_from), ("until", ground.profile.eligibility_until),
                )
                if day is not None
            ]  # fmt: skip
            yield Conflict(
                id="outside-eligibility",
                key="outside-eligibility",
                sign=CONFLICT,
                subject="Exam outside eligibility",
                text=sentence,
                way_out=f"sit {' '.join(limits)}, or have the period extended",
                entries=(EXAM, "profile:eligibility_until", "profile:eligibility_from"),
                tab=Tab.PROFILE,
                field="step2_date",
            )


def _score_late(ground: _Ground) -> Iterator[Conflict]:
    exam, limits, score = ground.exam, ground.entries.get(LATEST_EXAM), ground.entries.get(SCORE)
    opening = ground.opening
    if exam is None or limits is None or score is None or opening is None or exam <= limits.on:
        return
    late = exam > limits.latest
    read = f"programs read from {ground.say(opening.earliest)}"
    back = (
        f"back about {ground.say(score.on)}" if late else f"back by {ground.say(score.latest)} at the latest"
    )
    if exam < ground.today:
        way_out = "apply on time all the same, and tell programs when it is in"
    elif limits.latest < ground.today:
        way_out = "sit as soon as you are ready, or apply a season later"
    elif limits.on < ground.today:
        way_out = f"sit by {ground.say(limits.latest)}"
    else:
        way_out = f"sit by {ground.say(limits.on)} to be safe, {ground.say(limits.latest)} at the latest"
    yield Conflict(
        id="score-late",
        key="score-late",
        sign=CONFLICT if late else LOOK,
        subject="Score after programs read" if late else "Score may be late",
        text=f"{back}, {read}",
        way_out=way_out,
        entries=(EXAM, SCORE, f"milestone:{opening.id}"),
        tab=Tab.PROFILE,
        field="step2_date",
    )


def _exam_in_nights(ground: _Ground) -> Iterator[Conflict]:
    exam = ground.exam
    if exam is None or exam < ground.today:
        return
    nights = nights_of(ground.plan)
    night = night_near(ground.profile, nights, exam, ground.today)
    if night is None:
        return
    entered = [
        entry.id
        for entry in ground.entries.values()
        if entry.what is What.OWN and (entry.on, entry.last) in nights and entry.on <= night <= entry.last
    ]
    guessed = not entered and ground.profile.shift_anchor is None
    when = "the night before" if night < exam else "the same night"
    yield Conflict(
        id="exam-in-nights",
        key="exam-in-nights",
        sign=LOOK if guessed else CONFLICT,
        subject="Exam in a night block",
        text=f"a night shift {when}, {ground.say(night)}" + (", if the pattern starts on Monday" * guessed),
        way_out="say on which day the pattern starts" if guessed else "swap the shift, or move the exam",
        entries=(EXAM, *entered),
        tab=Tab.PROFILE,
        field="shift_anchor" if guessed else "step2_date",
    )


# -- rotations and letters


def _rotation_over_exam(ground: _Ground) -> Iterator[Conflict]:
    exam = ground.exam
    if exam is None or exam < ground.today:
        return
    for rotation, entry in ground.rotations:
        if entry.on <= exam <= entry.last:
            yield Conflict(
                id="rotation-over-exam",
                key=f"rotation-over-exam:{rotation.id}",
                sign=CONFLICT,
                subject=f"Exam during {rotation.site}",
                text=f"the rotation runs to {ground.say(entry.last)}",
                way_out=f"sit before {ground.say(entry.on)} or after {ground.say(entry.last)}",
                entries=(EXAM, entry.id),
                tab=Tab.CALENDAR,
            )


def _rotation_over_study(ground: _Ground) -> Iterator[Conflict]:
    study, exam = ground.entries.get("profile:dedicated_from"), ground.exam
    if study is None or study.until is None or exam is None or exam < ground.today:
        return
    for rotation, entry in ground.rotations:
        days = (min(entry.last, study.last) - max(entry.on, study.on)).days + 1
        if days > 0:
            yield Conflict(
                id="rotation-over-study",
                key=f"rotation-over-study:{rotation.id}",
                sign=LOOK,
                subject=f"{rotation.site} in dedicated study",
                text=f"{_days(days)} of {_days((study.last - study.on).days + 1)}",
                way_out="move the rotation, or begin dedicated study after it",
                entries=(entry.id, study.id),
                tab=Tab.CALENDAR,
            )


def _sloe_late(ground: _Ground) -> Iterator[Conflict]:
    """SLOEs that come after programs read; less of a matter where enough others are in time."""
    opening = ground.opening
    if opening is None:
        return
    coming = [
        (entry, arrival)
        for entry in ground.others
        if entry.id.startswith(("sloe:", "letter:"))
        and (arrival := _arrival(entry, ground)).latest is not None
        and arrival.latest > opening.earliest
    ]
    if not coming:
        return
    enough = _sloes_in_time(ground, opening) >= guide.thresholds().sloes
    for entry, arrival in coming:
        late = bool(arrival.late(opening.earliest))
        rotation = _rotation_of(entry, ground)
        expected_on = (
            f"expected about {ground.say(entry.on)}" if entry.estimate else f"due {ground.say(entry.on)}"
        )
        if entry.on < ground.today:
            expected_on = f"not in yet, {expected_on}"
        yield Conflict(
            id="sloe-late",
            key=f"sloe-late:{entry.id}",
            sign=CONFLICT if late and not enough else LOOK,
            subject=f"{entry.title} {'after they read' if late else 'may be late'}",
            text=f"{expected_on}, programs read from {ground.say(opening.earliest)}",
            way_out=_sloe_way_out(rotation, ground, opening),
            entries=(entry.id, *entry.needs, f"milestone:{opening.id}"),
            tab=Tab.ROTATIONS,
        )


def _arrival(entry: DatedEntry, ground: _Ground) -> Arrival:
    """When a letter is there: one that was entered by its own state, else as long as one usually takes."""
    if not isinstance(entry.row, Letter):
        return Arrival(entry.on, entry.latest, None)
    rotation = next((row for row in ground.plan.rotations if row.id == entry.row.rotation_id), None)
    return expected(entry.row, rotation, ground.today)


def _sloes_in_time(ground: _Ground, opening: Milestone) -> int:
    """The SLOEs that are in time: those of letters, and those that rotations without one yet can give."""
    from emtui.planner.letters import letter_rows, sloes_in_time  # only where one is late

    counted = sloes_in_time(ground.plan, letter_rows(ground.plan, opening, ground.today)) or 0
    return counted + sum(
        entry.id.startswith("sloe:") and entry.on <= opening.earliest for entry in coming_sloes(ground.others)
    )


def _rotation_of(entry: DatedEntry, ground: _Ground) -> DatedEntry | None:
    return next((ground.entries[name] for name in entry.needs if name.startswith("rotation:")), None)


def _sloe_way_out(rotation: DatedEntry | None, ground: _Ground, opening: Milestone) -> str:
    last = opening.earliest - guide.lead_times()["sloe"].safe * DAY
    if rotation is not None and rotation.on > ground.today and last > ground.today:
        return f"end the rotation by {ground.say(last)}, or send the SLOE as an update"
    return "ask for it early, and send it as an update if it is late"


def _letter_unassigned(ground: _Ground) -> Iterator[Conflict]:
    """Programs with fewer letters than there are to give: ResidencyCAS wants each assigned by hand."""
    if not ground.plan.letters:
        return
    from emtui.planner.letters import short_of_letters  # only where there are letters

    found = short_of_letters(ground.plan, taken=ground.taken)
    if not found.short:
        return
    due = ground.entries.get("milestone:sloes-due")
    by = "" if due is None or due.on < ground.today else f" by {ground.say(due.earliest)}"
    yield Conflict(
        id="letter-unassigned",
        key="letter-unassigned",
        sign=CONFLICT if due is not None and due.earliest <= ground.today else LOOK,
        subject="Letters not assigned",
        text=f"{found.short} of {found.wanting} programs could have more of the {found.uploaded} uploaded",
        way_out=f"assign them in the service{by}, program by program",
        entries=("milestone:sloes-due",) if due is not None else (),
        tab=Tab.ROTATIONS,
    )


# -- papers


def _oet_late(ground: _Ground) -> Iterator[Conflict]:
    profile, last = ground.profile, ground.entries.get(OET_LAST)
    if (
        last is None
        or profile.oet_date is None
        or profile.oet_result in (None, Exam.PASS)
        or profile.oet_date <= last.on
    ):
        return
    yield Conflict(
        id="oet-late",
        key="oet-late",
        sign=CONFLICT,
        subject=f"OET on {ground.say(profile.oet_date)}",
        text=f"the last sitting that counts is in December {last.on.year}",
        way_out=f"book a sitting by {ground.say(last.on)}",
        entries=("profile:oet_date", OET_LAST),
        tab=Tab.PROFILE,
        field="oet_date",
    )


def _pathway_late(ground: _Ground) -> Iterator[Conflict]:
    """The pathway cannot be through by the rank list deadline, or may not be."""
    profile, lead = ground.profile, guide.lead_times()["pathway"]
    close, confirmed = ground.entries.get(PATHWAYS_CLOSE), ground.entries.get(CONFIRMED)
    if (
        close is None
        or confirmed is None
        or profile.ecfmg not in (Ecfmg.NOT_STARTED, Ecfmg.PATHWAY_SUBMITTED)
    ):
        return
    start, waits_for_oet = _pathway_start(ground)
    submitted = profile.ecfmg is Ecfmg.PATHWAY_SUBMITTED
    too_late = (start > close.latest and not submitted) or start + lead.typical * DAY > confirmed.on
    risky = (start > close.earliest and not submitted) or start + lead.safe * DAY > confirmed.on
    if not too_late and not risky:
        return
    begun = "the review takes" if submitted else f"started {ground.say(start)}, it takes"
    yield Conflict(
        id="pathway-late",
        key="pathway-late",
        sign=CONFLICT if too_late else LOOK,
        subject=f"Pathway {'too' if too_late else 'may be'} late",
        text=f"{begun} {lead.typical} to {lead.safe} days; papers are due {ground.say(close.on)}, "
        f"ECFMG confirms {ground.say(confirmed.on)}",
        way_out=_pathway_way_out(ground, close, waits_for_oet=waits_for_oet),
        entries=tuple(
            name for name in ("profile:oet_date", PATHWAYS_CLOSE, CONFIRMED) if name in ground.entries
        ),
        tab=Tab.PROFILE,
        field="oet_date" if waits_for_oet else "ecfmg",
    )


def _pathway_start(ground: _Ground) -> tuple[date, bool]:
    """The first day the pathway can go ahead, and whether it is the OET that it waits for."""
    profile, opens = ground.profile, ground.entries.get(PATHWAYS_OPEN)
    start = ground.today
    if profile.ecfmg is Ecfmg.NOT_STARTED and opens is not None:
        start = max(start, opens.on)
    if profile.oet_result is not Exam.PASS and profile.oet_date is not None and profile.oet_date > start:
        return profile.oet_date, True
    return start, False


def _pathway_way_out(ground: _Ground, close: DatedEntry, *, waits_for_oet: bool) -> str:
    if waits_for_oet:
        return "sit the OET earlier"
    if ground.profile.ecfmg is Ecfmg.PATHWAY_SUBMITTED:
        return "ask ECFMG how far the review is"
    if close.latest < ground.today:
        return "ask ECFMG whether the pathways reopen, or apply a season later"
    return f"apply for the pathway now, by {ground.say(max(close.earliest, ground.today))}"


def _leaves_us(ground: _Ground) -> Iterator[Conflict]:
    """What has to happen in the US after the last day there."""
    leaves = ground.profile.in_us_until
    if leaves is None:
        return
    for entry in ground.others:
        if entry.last <= leaves or entry.last < ground.today:
            continue
        step3 = entry.field == "step3_date" and ground.profile.step3 is not Exam.PASS
        if not step3 and entry.what not in (What.ROTATION, What.INTERVIEW):
            continue
        interview = entry.what is What.INTERVIEW
        yield Conflict(
            id="leaves-us",
            key=f"leaves-us:{entry.id}",
            sign=LOOK if interview else CONFLICT,
            subject=f"{entry.title} after you leave the US",
            text=f"{ground.say(entry.last)}, your last day there is {ground.say(leaves)}"
            + (", unless it is virtual" if interview else ""),
            way_out="stay longer where the visa allows it, or move it",
            entries=(entry.id, "profile:in_us_until"),
            tab=Tab.PROFILE,
            field="in_us_until",
        )


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
