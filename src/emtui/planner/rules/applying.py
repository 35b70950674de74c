"""Applying: visa, list, second specialty, certification, and the season's own advice."""

from datetime import date

from emtui import guide
from emtui.dates import show_date
from emtui.planner.milestones import milestone
from emtui.planner.rules.facts import Facts, Fires, Outcome, asks
from emtui.vocabulary import Answer, Band, Ecfmg, Exam, Visa


def visa_amplifies(facts: Facts) -> Outcome:
    """A visa has to be sponsored."""
    match facts.profile.visa:
        case None:
            return asks("visa")
        case Visa.H1B:
            return Fires("H-1B: fewer programs, and they expect more than for J-1")
        case Visa.J1:
            return Fires("J-1: more programs than H-1B, fewer than without a visa")
        case _:
            return None


def visa_decide_early(facts: Facts) -> Outcome:
    """The kind of visa is undecided."""
    if facts.profile.visa is None:
        return asks("visa")
    return Fires("undecided so far") if facts.profile.visa is Visa.UNDECIDED else None


def waiver_plan(facts: Facts) -> Outcome:
    """A J-1 with a waiver job in mind."""
    match facts.profile.visa, facts.profile.waiver_open:
        case None, _:
            return asks("visa")
        case Visa.J1, Answer.YES:
            return Fires("J-1, and open to a waiver job")
        case Visa.J1, None | Answer.UNKNOWN:
            return asks("waiver_open")
        case _:
            return None


def program_research(facts: Facts) -> Outcome:
    """The application year, until programs read: the time a list is built."""
    read = facts.programs_read
    if read is None:
        return asks("match_year")
    if not date(read.year, 1, 1) <= facts.today <= read:
        return None
    return Fires(f"the list for {read.year} is built now")


def program_tools(facts: Facts) -> Outcome:
    """The time a list is built, with a visa to be sponsored."""
    if not isinstance(program_research(facts), Fires):
        return program_research(facts)
    match facts.profile.visa:
        case None:
            return asks("visa")
        case Visa.NONE:
            return None
        case Visa.UNDECIDED:
            return Fires("no visa decided on: look for both kinds")
        case visa:
            return Fires(f"{'J-1' if visa is Visa.J1 else 'H-1B'} has to be sponsored")


def dual(facts: Facts) -> Outcome:
    """A score below the guide's line, or a red flag."""
    profile, below = facts.profile, guide.thresholds().dual_below
    why = []
    if facts.score is not None and facts.score < below:
        why.append(f"{facts.said} is below {below}")
    if facts.step1_failures:
        why.append("a failed Step 1")
    if (profile.step2_attempts or 0) > 1:
        why.append("more than one attempt at Step 2 CK")
    if profile.us_em_rotations == 0:
        why.append("no US EM rotation")
    if why:
        return Fires("; ".join(why))
    unknown = list(facts.score_asks.keys) if facts.score is None else []
    if facts.step1_failures is None:
        unknown.append("step1")
    if profile.us_em_rotations is None:
        unknown.append("us_em_rotations")
    return asks(*unknown) if unknown else None


def oet_certification(facts: Facts) -> Outcome:
    """OET is not passed yet."""
    profile = facts.profile
    if profile.oet_result is Exam.PASS or profile.ecfmg is Ecfmg.CERTIFIED:
        return None
    if profile.oet_result is None:
        return asks("oet_result")
    if profile.oet_date is None or profile.oet_date < facts.today:
        return Fires("failed; not booked again" if profile.oet_result is Exam.FAILED else "not booked")
    booked = f"booked for {show_date(profile.oet_date, facts.today)}"
    if facts.last_oet is not None and profile.oet_date > facts.last_oet:
        return Fires(f"{booked}, after the last December date of {facts.last_oet.year}")
    return Fires(booked)


def ecfmg_ready(facts: Facts) -> Outcome:
    """Something the application needs is not there, in the year it goes out."""
    profile, year = facts.profile, facts.application_year
    if year is None:
        return asks("match_year")
    if facts.today.year != year:
        return None
    missing = []
    if profile.ecfmg in (Ecfmg.NOT_STARTED, Ecfmg.PATHWAY_SUBMITTED):
        missing.append(f"ECFMG {profile.ecfmg.replace('-', ' ')}")
    if facts.exam_day is not None:
        missing.append("no Step 2 CK result yet")
    wanted = guide.thresholds().sloes
    if profile.em_sloes is not None and profile.em_sloes < wanted:
        missing.append(f"{profile.em_sloes} of {wanted} SLOEs")
    if missing:
        return Fires("; ".join(missing))
    unknown = [key for key in ("ecfmg", "em_sloes") if getattr(profile, key) is None]
    return asks(*unknown) if unknown else None


def apply_early(facts: Facts) -> Outcome:
    """The weeks around the opening of the application service."""
    read = facts.programs_read
    if read is None:
        return asks("match_year")
    if not guide.thresholds().applying_from.of(read.year) <= facts.today <= read:
        return None
    return Fires(f"for the Match of March {read.year + 1}")


def interview_story(facts: Facts) -> Outcome:
    """The interview months."""
    if facts.programs_read is None:
        return asks("match_year")
    if not _interviewing(facts):
        return None
    return Fires("interview months: have two or three examples ready")


def interview_english(facts: Facts) -> Outcome:
    """A score in the risk zone or below."""
    if facts.band is None:
        return facts.score_asks
    if facts.band.band not in (Band.RISK, Band.HIGH_RISK):
        return None
    return Fires(f"{facts.said} is {facts.band.name} by itself")


def papers_ready(facts: Facts) -> Outcome:
    """The interview months, with a visa to be sponsored."""
    if facts.programs_read is None:
        return asks("match_year")
    if not _interviewing(facts) or facts.profile.visa is Visa.NONE:
        return None
    return asks("visa") if facts.profile.visa is None else Fires("interview months, and a visa to come")


def rank_balance(facts: Facts) -> Outcome:
    """The weeks in which programs are ranked, with interviews to rank."""
    year = facts.profile.match_year
    if year is None:
        return asks("match_year")
    until = milestone("nrmp-rol-deadline", year).on
    if not facts.interviews or not guide.thresholds().ranking_from.of(year) <= facts.today <= until:
        return None
    return Fires(f"{_interviews(facts.interviews)}, {facts.ranked} ranked")


def soap(facts: Facts) -> Outcome:
    """Few interviews by the middle of December."""
    year, limits = facts.application_year, guide.thresholds()
    if year is None or facts.interviews is None or facts.interviews >= limits.interviews:
        return None
    if not limits.soap_from.of(year) <= facts.today <= date(year + 1, 3, 31):
        return None
    return Fires(f"{_interviews(facts.interviews)} so far")


def _interviews(number: int) -> str:
    return f"{number} interview{'' if number == 1 else 's'}"


def _interviewing(facts: Facts) -> bool:
    """Whether these are the interview months of the season."""
    read = facts.programs_read
    return read is not None and read < facts.today <= guide.thresholds().interviews_until.of(read.year + 1)
