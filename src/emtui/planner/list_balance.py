"""The list as a whole against the guide's advice for the score: how many, and at what kind of hospital."""

from collections import Counter
from typing import NamedTuple

from emtui import guide
from emtui.guide.applying import ListAdvice, list_advice
from emtui.plan import Plan, Program
from emtui.planner.counted import ON_THE_LIST
from emtui.planner.fit import sponsors
from emtui.planner.rules import Facts
from emtui.vocabulary import Setting, Specialty, Visa


class SettingLine(NamedTuple):
    """Programs of one setting; `word` is what the guide says of them, `fits` None where it says nothing."""

    setting: Setting | None
    number: int
    word: str | None
    fits: bool | None


class Balance(NamedTuple):
    """The EM programs that are planned or further: how many, of what kind, and the guide's word on it.

    `low` to `high` are the numbers it names for this score, None where it names none; `fits` whether the
    list is within them. `visa_stated` counts those known to sponsor the visa wanted, None where none is
    needed; `imgs_known` those known to have IMGs. `advice` is one sentence for this list, `rule` its id in
    the guide; both None while no score is known.
    """

    listed: int
    settings: tuple[SettingLine, ...]
    low: int | None
    high: int | None
    fits: bool | None
    visa_stated: int | None
    imgs_known: int
    band: str | None
    rule: str | None
    advice: str | None
    source: str | None

    def number(self, setting: Setting | None) -> int:
        """How many programs are of one setting; None is unknown."""
        return next(line.number for line in self.settings if line.setting is setting)


def balance_of(plan: Plan, facts: Facts) -> Balance:
    """How the list of `plan` stands against the guide's advice."""
    listed = [
        program
        for program in plan.programs
        if program.specialty is Specialty.EM and program.application in ON_THE_LIST
    ]
    advice = None if facts.list_band is None else list_advice()[facts.list_band]
    kinds = Counter(program.setting for program in listed)
    return Balance(
        listed=len(listed),
        settings=tuple(_line(setting, kinds, advice) for setting in (*Setting, None)),
        low=advice.low if advice else None,
        high=advice.high if advice else None,
        fits=_fits(len(listed), advice),
        visa_stated=_visa_stated(listed, plan.profile.visa),
        imgs_known=sum(bool(program.has_imgs or program.img_percent) for program in listed),
        band=facts.list_band,
        rule=advice.rule if advice else None,
        advice=_advice(len(listed), kinds, advice) if advice else None,
        source=advice.source.text if advice else None,
    )


def _line(setting: Setting | None, kinds: Counter[Setting | None], advice: ListAdvice | None) -> SettingLine:
    word = advice.words.get(setting) if advice and setting else None
    fits = None
    known = sum(number for kind, number in kinds.items() if kind is not None)
    if advice and known and setting is not None:
        few_academic = kinds[Setting.ACADEMIC] <= advice.academic * known
        fits = few_academic if setting is Setting.ACADEMIC else kinds[setting] > 0 or None
    return SettingLine(setting, kinds[setting], word, fits)


def _fits(listed: int, advice: ListAdvice | None) -> bool | None:
    if advice is None or advice.low is None or advice.high is None:
        return None
    return advice.low <= listed <= advice.high


def _visa_stated(listed: list[Program], visa: Visa | None) -> int | None:
    if visa in (None, Visa.NONE):
        return None
    return sum(sponsors(program, visa) is True for program in listed)


def _advice(listed: int, kinds: Counter[Setting | None], advice: ListAdvice) -> str:
    """The guide's word for the band, and where this list stands."""
    said = guide.rules()[advice.rule].text
    where = f"{listed} on the list"
    if advice.low is not None and advice.high is not None:
        if listed < advice.low:
            where += f", {advice.low - listed} short of {advice.low}"
        elif listed > advice.high:
            where += f", {listed - advice.high} above {advice.high}"
    known = sum(number for kind, number in kinds.items() if kind is not None)
    if known and kinds[Setting.ACADEMIC] > advice.academic * known:
        where += f"; {kinds[Setting.ACADEMIC]} of {known} academic is more than it means"
    return f"{said}: {where}"
