"""What stands beside the score: rotations, letters, projects, service."""

from emtui import guide
from emtui.planner.rules.facts import Facts, Fires, Outcome, asks
from emtui.vocabulary import Answer


def usce(facts: Facts) -> Outcome:
    """Fewer US EM rotations than the guide asks for."""
    done, wanted = facts.profile.us_em_rotations, guide.thresholds().rotations
    if done is None:
        return asks("us_em_rotations")
    return Fires(f"{done} of {wanted} to {wanted + 1} done") if done < wanted else None


def sloe_two(facts: Facts) -> Outcome:
    """Fewer EM SLOEs than the guide asks for."""
    there, wanted = facts.profile.em_sloes, guide.thresholds().sloes
    if there is None:
        return asks("em_sloes")
    return Fires(f"{there} of {wanted} in") if there < wanted else None


def research_qi(facts: Facts) -> Outcome:
    """No research or quality improvement yet."""
    if facts.profile.research_items is None:
        return asks("research_items")
    return Fires("none yet") if facts.profile.research_items == 0 else None


def em_story(facts: Facts) -> Outcome:
    """Neither emergency work nor service nor leadership yet."""
    profile = facts.profile
    if profile.ed_years or Answer.YES in (profile.ems_volunteer, profile.leadership):
        return None
    unknown = [
        key for key in ("ems_volunteer", "leadership") if getattr(profile, key) in (None, Answer.UNKNOWN)
    ]
    if profile.ed_years is None:
        unknown.append("ed_years")
    return asks(*unknown) if unknown else Fires("no emergency work, service or leadership yet")


def us_time(facts: Facts) -> Outcome:
    """A last day in the US, with rotations still to be done before it."""
    leaves, wanted = facts.profile.in_us_until, guide.thresholds().rotations
    if leaves is None or leaves < facts.today:
        return None
    done = facts.profile.us_em_rotations
    if done is None:
        return asks("us_em_rotations")
    if done >= wanted:
        return None
    left = (leaves - facts.today).days
    return Fires(f"{left} days until you leave; {done} of {wanted} rotations done")
