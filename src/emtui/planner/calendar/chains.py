"""What must happen before what, from today to opening day and to the rank list deadline."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from emtui import guide
from emtui.plan import Plan, Profile
from emtui.planner.calendar.collect import EXAM, SCORE
from emtui.planner.calendar.entry import Chain, ChainStep, DatedEntry
from emtui.planner.calendar.letters import coming_sloes, sloes_there
from emtui.planner.milestones import OwnDays, milestone, opening_day, own_days
from emtui.vocabulary import ApplicationState, Ecfmg, Exam

DAY = timedelta(days=1)
SENT = frozenset({ApplicationState.APPLIED, ApplicationState.INVITED, ApplicationState.INTERVIEWED})
ACCEPTED = frozenset({Ecfmg.PATHWAY_ACCEPTED, Ecfmg.CERTIFIED})


class _Ground(NamedTuple):
    """One plan on one day, as the chains look at it; the season's days hold whether hidden or not."""

    plan: Plan
    today: date
    year: int
    own: OwnDays
    entries: Mapping[str, DatedEntry]

    @property
    def profile(self) -> Profile:
        return self.plan.profile

    def day(self, name: str) -> date:
        """The day of a milestone."""
        return milestone(name, self.year, self.own).on

    def earliest(self, name: str) -> date:
        """The earliest day a milestone may be on."""
        return milestone(name, self.year, self.own).earliest


def chains(plan: Plan, entries: Sequence[DatedEntry], today: date) -> tuple[Chain, ...]:
    """The chains of `plan` on `today`, those to opening day first, the tightest of a goal first."""
    year = plan.profile.match_year
    if year is None:
        return ()
    ground = _Ground(plan, today, year, own_days(plan), {entry.id: entry for entry in entries})
    opening = opening_day(year, ground.own)
    to_opening = [
        _chain("score", "Step 2 CK score", opening.id, opening.earliest, _score(ground, opening.earliest)),
        _chain("sloes", "EM SLOEs", opening.id, opening.earliest, _sloes(ground, opening.earliest)),
        _chain("application", "Application", opening.id, opening.earliest, _application(ground)),
    ]
    due = ground.day("nrmp-rol-deadline")
    to_ranking = [
        _chain("certification", "ECFMG", "nrmp-rol-deadline", due, _certification(ground, due)),
        _chain("result", "Step 2 CK result", "nrmp-rol-deadline", due, _score(ground, due)),
        _chain("match", "Match", "nrmp-rol-deadline", due, _registration(ground, due)),
    ]
    return (*_tightest_first(to_opening, today), *_tightest_first(to_ranking, today))


def _tightest_first(found: list[Chain], today: date) -> list[Chain]:
    """The chains by slack, then those in which nothing can be done yet, then those all done.

    The first is critical where something can be done in it.
    """
    found.sort(key=lambda chain: (chain.slack is None, _waits(chain, today), chain.slack or 0))
    first, *others = found
    return [first._replace(critical=not _waits(first, today)), *others]


def _waits(chain: Chain, today: date) -> bool:
    """Whether everything left of a chain has yet to open."""
    return all(step.done or step.earliest > today for step in chain.steps)


def _chain(name: str, title: str, goal: str, day: date, steps: Iterator[ChainStep]) -> Chain:
    known = tuple(steps)
    return Chain(
        id=name,
        title=title,
        goal=f"milestone:{goal}",
        day=day,
        steps=known,
        slack=min((step.slack for step in known if not step.done), default=None),
    )


def _step(
    title: str,
    *,
    on: date | None,
    earliest: date,
    latest: date,
    safe: date | None = None,
    entry: str | None = None,
    done: bool = False,
) -> ChainStep:
    safe = latest if safe is None else safe
    return ChainStep(
        title=title,
        entry=entry,
        on=on,
        earliest=earliest,
        safe=safe,
        latest=latest,
        slack=(safe - (on or earliest)).days,
        done=done,
    )  # fmt: skip


# -- the chains


def _score(ground: _Ground, due: date) -> Iterator[ChainStep]:
    """The exam, then its score, by the day it is needed."""
    profile, lead = ground.profile, guide.lead_times()["score-back"]
    exam, taken = profile.step2_date, profile.step2_score is not None
    earliest = max(ground.today, profile.eligibility_from or ground.today)
    sat = taken or (exam is not None and exam < ground.today)
    yield _step(
        "sit Step 2 CK",
        entry=EXAM if exam else None,
        on=exam,
        earliest=earliest,
        safe=due - lead.safe * DAY,
        latest=due - lead.typical * DAY,
        done=sat,
    )
    back = (exam or earliest) + lead.typical * DAY
    yield _step(
        "score back",
        entry=SCORE if exam and not taken else None,
        on=back if exam else None,
        earliest=max(back, ground.today),
        latest=due,
        done=taken,
    )


def _sloes(ground: _Ground, due: date) -> Iterator[ChainStep]:
    """As many SLOEs as the guide asks for: the last of them decides."""
    lead, wanted = guide.lead_times()["sloe"], guide.thresholds().sloes
    missing = wanted - sloes_there(ground.plan)
    if missing <= 0:
        yield _step(f"{wanted} SLOEs uploaded", on=None, earliest=ground.today, latest=due, done=True)
        return
    coming = coming_sloes(ground.entries.values())
    sloe = coming[missing - 1] if len(coming) >= missing else None
    rotation = next((ground.entries[name] for name in sloe.needs), None) if sloe else None
    host = next((ground.entries[name] for name in rotation.needs), None) if rotation else None
    if host is not None:
        yield _step(host.title, entry=host.id, on=host.on, earliest=ground.today, latest=host.on)
    ends = rotation.last if rotation else None
    if sloe is None or rotation is not None:
        yield _step(
            f"end {rotation.title}" if rotation else f"end EM rotation {wanted}",
            entry=rotation.id if rotation else None,
            on=ends,
            earliest=ground.today,
            safe=due - lead.safe * DAY,
            latest=due - lead.typical * DAY,
            done=ends is not None and ends < ground.today,
        )
    yield _step(
        f"SLOE {wanted} uploaded",
        entry=sloe.id if sloe else None,
        on=sloe.on if sloe else None,
        earliest=max((ends or ground.today) + lead.typical * DAY, ground.today),
        latest=due,
    )


def _application(ground: _Ground) -> Iterator[ChainStep]:
    """The account, then the application, by the service's own deadline."""
    service = guide.em_service().of(ground.year)
    opens = ground.day(f"{service}-opens")
    sent = any(program.application in SENT for program in ground.plan.programs)
    last = (
        ground.earliest("residencycas-deadline")
        if service == "residencycas"
        else ground.earliest("eras-programs-read")
    )
    yield _step(
        "open the account",
        entry=f"milestone:{service}-opens",
        on=opens,
        earliest=max(opens, ground.today),
        latest=last,
        done=sent,
    )
    submit = ground.day(f"{service}-submit")
    yield _step(
        "submit",
        entry=f"milestone:{service}-submit",
        on=submit if submit >= ground.today else None,
        earliest=max(submit, ground.today),
        latest=last,
        done=sent,
    )


def _certification(ground: _Ground, due: date) -> Iterator[ChainStep]:
    """The OET, then the pathway, then ECFMG's word to NRMP."""
    profile, lead = ground.profile, guide.lead_times()["pathway"]
    certified = profile.ecfmg is Ecfmg.CERTIFIED
    oet = None if profile.oet_result is Exam.FAILED and _past(profile.oet_date, ground) else profile.oet_date
    yield _step(
        "pass the OET",
        entry="profile:oet_date" if profile.oet_date else None,
        on=oet,
        earliest=ground.today,
        safe=ground.earliest("oet-last"),
        latest=ground.day("oet-last"),
        done=certified or profile.oet_result is Exam.PASS,
    )
    submitted = profile.ecfmg not in (None, Ecfmg.NOT_STARTED)
    opens = ground.today if submitted else ground.day("ecfmg-pathways-open")
    start = max(opens, ground.today, oet or ground.today)
    yield _step(
        "apply for a pathway",
        entry="milestone:ecfmg-pathways-close",
        on=None,
        earliest=start,
        safe=min(ground.earliest("ecfmg-pathways-close"), due - lead.safe * DAY),
        latest=min(ground.day("ecfmg-pathways-close"), due - lead.typical * DAY),
        done=submitted,
    )
    yield _step(
        "pathway accepted",
        entry="milestone:ecfmg-confirmed",
        on=None,
        earliest=start if submitted else start + lead.typical * DAY,
        latest=due,
        done=profile.ecfmg in ACCEPTED,
    )


def _past(day: date | None, ground: _Ground) -> bool:
    return day is not None and day < ground.today


def _registration(ground: _Ground, due: date) -> Iterator[ChainStep]:
    """Registration with the NRMP, then the rank list."""
    opens = ground.day("nrmp-registration-opens")
    yield _step(
        "register with NRMP",
        entry="milestone:nrmp-registration-opens",
        on=opens if opens >= ground.today else None,
        earliest=max(opens, ground.today),
        safe=ground.day("nrmp-registration-deadline"),
        latest=due,
    )
    ranking = ground.day("nrmp-ranking-opens")
    yield _step(
        "certify the rank list",
        entry="milestone:nrmp-rol-deadline",
        on=None,
        earliest=max(ranking, ground.today),
        latest=due,
    )
