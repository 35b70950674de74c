"""Where the score puts you: the guide's bands, its list table, and programs' filters."""

from emtui import guide
from emtui.planner.rules.facts import Facts, Fires, Outcome, asks
from emtui.vocabulary import Band, Step1


def band_strong(facts: Facts) -> Outcome:
    """245 and above, without a Step 1 failure."""
    return _in_band(facts, Band.STRONG)


def band_viable(facts: Facts) -> Outcome:
    """238 to 244, or above with one Step 1 failure."""
    return _in_band(facts, Band.VIABLE)


def band_risk(facts: Facts) -> Outcome:
    """225 to 237."""
    return _in_band(facts, Band.RISK)


def band_high_risk(facts: Facts) -> Outcome:
    """Below 225, Step 1 failed and not passed since, or several attempts."""
    return _in_band(facts, Band.HIGH_RISK)


def cutoff_screen(facts: Facts) -> Outcome:
    """Below the score many programs screen by."""
    limits = guide.thresholds()
    if facts.score is None:
        return facts.score_asks
    if facts.score >= limits.cutoff:
        return None
    if facts.score < limits.friendly_cutoff:
        return Fires(f"{facts.said} is below {limits.cutoff} and {limits.friendly_cutoff}")
    return Fires(f"{facts.said} clears {limits.friendly_cutoff}, not {limits.cutoff}")


def list_245(facts: Facts) -> Outcome:
    """The list for 245 and above."""
    return _on_list(facts, "245")


def list_235(facts: Facts) -> Outcome:
    """The list for 235 to 244."""
    return _on_list(facts, "235")


def list_225(facts: Facts) -> Outcome:
    """The list for 225 to 234."""
    return _on_list(facts, "225")


def score_forward(facts: Facts) -> Outcome:
    """A strong score with nothing on the record that it has to make up for."""
    if facts.score is None:
        return facts.score_asks
    if facts.score < guide.thresholds().list_bands[0] or facts.step1_failures:
        return None
    return asks("step1") if facts.step1_failures is None else Fires(f"{facts.said} is strong")


def _in_band(facts: Facts, band: Band) -> Outcome:
    heavier = _outweighs_score(facts)
    by_score = facts.band
    if heavier is not None:
        placed = Band.HIGH_RISK
    elif by_score is None:
        return facts.score_asks
    elif by_score.band is Band.STRONG and facts.step1_failures:
        placed, heavier = Band.VIABLE, "one Step 1 failure"
    else:
        placed = by_score.band
    if placed is not band:
        return None
    if heavier is None:
        return Fires(f"{facts.said} is {band.value} by the guide{_second_opinion(facts, band)}")
    if by_score is None or by_score.band is band:
        return Fires(heavier)
    return Fires(f"{facts.said} alone is {by_score.name}; {heavier} weighs more")


def _second_opinion(facts: Facts, band: Band) -> str:
    """Where the guide contradicts itself: its own FAQ calls a score viable from the middle list on."""
    disputed = band is Band.RISK and facts.list_band == str(guide.thresholds().list_bands[1])
    return ", viable by its own FAQ" if disputed else ""


def _outweighs_score(facts: Facts) -> str | None:
    """What in the record means high risk at any score, if anything."""
    limits, profile = guide.thresholds(), facts.profile
    if profile.step1 is Step1.FAILED:
        return "a Step 1 not passed since it failed"
    if (profile.step2_attempts or 0) >= limits.step2_attempts_high_risk:
        return f"a record of {profile.step2_attempts} attempts at Step 2 CK"
    if (profile.step1_attempts or 0) >= limits.attempts_high_risk:
        return f"a record of {profile.step1_attempts} attempts at Step 1"
    return None


def _on_list(facts: Facts, row: str) -> Outcome:
    if facts.list_band is None:
        return facts.score_asks
    return Fires(f"by {facts.said}") if facts.list_band == row else None
