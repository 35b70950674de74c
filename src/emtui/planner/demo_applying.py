"""Rotations, letters and programs for the demo plans: hospitals, people and facts in here are invented."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from emtui.guide.aging import aging
from emtui.plan import (
    Letter,
    LetterAssignment,
    Program,
    ProgramFact,
    RankFactor,
    Rotation,
    SavedFilter,
)
from emtui.planner.provenance import is_known
from emtui.vocabulary import (
    ApplicationState,
    CutoffKind,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Setting,
    Specialty,
)

_SETTINGS = {"a": Setting.ACADEMIC, "c": Setting.COMMUNITY, "h": Setting.HYBRID}

# Name, city, state, setting; the order is from most to fewest IMGs.
_PLACES = """
Palm Coast Regional|Fort Pierce|FL|c
Everglade|Hialeah|FL|c
Sandhill Regional|Ocala|FL|c
Gulfside|Brandon|FL|c
Harbor-Gulf Regional|Tampa|FL|c
Eastmere General|Newark|NJ|c
Crescent Borough|Bronx|NY|c
Mesa Verde|El Paso|TX|h
Suncoast|Sarasota|FL|c
Cedar Valley|San Antonio|TX|c
Harbor Community|Houston|TX|c
Twin Rivers|Lubbock|TX|h
Orchard Park|Orlando|FL|c
Lakeview Medical Center|Houston|TX|a
Kings Landing|Brooklyn|NY|c
Fairmount|Detroit|MI|c
Bayfront University|Miami|FL|a
Ironwood|Flint|MI|c
Stonebridge|Pontiac|MI|h
Brazos County|Waco|TX|c
Delta Mercy|Stockton|CA|c
North Fork|Cleveland|OH|h
Trinity Bend|Dallas|TX|a
Live Oak|Austin|TX|a
Willow Creek|Toledo|OH|c
Prairie State|Peoria|IL|h
Lake Shore General|Chicago|IL|c
Three Forks|Pittsburgh|PA|h
Liberty Hill|Philadelphia|PA|c
Saint Elsewhere|Boston|MA|a
Blue Ridge|Roanoke|VA|h
Tidewater|Norfolk|VA|c
Piedmont Crossing|Charlotte|NC|h
Magnolia|Jackson|MS|a
Bayou Parish|Baton Rouge|LA|h
River Bend|Saint Louis|MO|a
Heartland|Kansas City|MO|h
Plains University|Omaha|NE|a
Ozark Summit|Springfield|MO|c
Red Clay|Macon|GA|h
Peachtree Mercy|Atlanta|GA|a
Palmetto|Columbia|SC|h
Desert Sky|Phoenix|AZ|h
Silver State|Las Vegas|NV|c
High Desert|Bakersfield|CA|h
Inland Valley|Riverside|CA|c
Golden Gate Mercy|Oakland|CA|a
Cascade|Portland|OR|a
Sound View|Tacoma|WA|h
Great Basin|Salt Lake City|UT|a
Front Range|Denver|CO|a
Queen City|Cincinnati|OH|a
Bluegrass|Lexington|KY|a
Cumberland|Nashville|TN|a
Bluff City|Memphis|TN|h
Hoosier Mercy|Indianapolis|IN|a
Badger State|Milwaukee|WI|a
North Star|Minneapolis|MN|a
Capital Region|Albany|NY|h
Finger Lakes|Rochester|NY|a
Elm City|New Haven|CT|a
Constitution|Hartford|CT|h
Ocean State|Providence|RI|a
Chesapeake|Baltimore|MD|a
Potomac|Washington|DC|a
Keystone|Harrisburg|PA|h
Allegheny Point|Erie|PA|c
Wabash|Fort Wayne|IN|c
Cornhusk|Lincoln|NE|c
Pelican Bay|New Orleans|LA|a
"""

# How many are planned, how many of them at most academic, and how many in the second specialty.
_LISTS = {1: (40, 17, 0), 2: (66, 9, 18), 3: (48, 8, 12)}


def applying_rows(number: int, today: date) -> dict[str, Any]:
    """The tables of applying for the guide's scenario `number`, as of `today`, by their names in the plan."""
    rotations, letters = _rotations(number, today), _letters(number, today)
    programs = tuple(_programs(number))
    return {
        "rotations": rotations,
        "letters": letters,
        "programs": programs,
        "program_facts": tuple(_facts(programs, today)),
        "letter_assignments": tuple(_assigned(letters, programs)),
        "rank_factors": (
            RankFactor(id=1, name="People", weight=4.0),
            RankFactor(id=2, name="Training", weight=3.0),
            RankFactor(id=3, name="Visa and contract", weight=3.0),
            RankFactor(id=4, name="Place", weight=2.0),
        ),
        "saved_filters": (
            SavedFilter(id=1, name="Open", text="j1 cutoff<=235 img>10"),
            SavedFilter(id=2, name="To check", text="listed stale sort:-fit"),
            SavedFilter(id=3, name="Reach", text="setting:academic j1"),
        ),
    }


def _rotations(number: int, today: date) -> tuple[Rotation, ...]:
    def month(
        id_: int, site: str, kind: RotationKind, state: RotationState, start: int, **more: Any
    ) -> Rotation:
        day = today + timedelta(days=start)
        day -= timedelta(days=day.weekday())  # rotations begin on a Monday
        return Rotation(
            id=id_, site=site, kind=kind, state=state, starts_on=day, ends_on=day + timedelta(days=25), **more
        )

    done, away, community = RotationState.DONE, RotationKind.AWAY_EM, RotationKind.COMMUNITY_EM
    if number == 1:
        return (
            month(1, "Harbor Community", community, done, -100, cost_usd=2400, place="Houston, TX"),
            month(
                2, "Lakeview Medical Center", away, RotationState.ACCEPTED, 42,
                cost_usd=3100, place="Houston, TX", deadline=today + timedelta(days=11), notes="deposit $500",
            ),
            month(
                3, "Bayfront Toxicology", RotationKind.SUB_SPECIALTY, RotationState.APPLIED, 112,
                cost_usd=1800, place="Miami, FL",
            ),
        )  # fmt: skip
    if number == 2:
        return (
            month(1, "Eastmere General", community, done, -160, cost_usd=1400, place="Newark, NJ"),
            month(2, "Cedar Valley", community, RotationState.ACCEPTED, 56, cost_usd=2200),
            month(
                3, "Fairmount", community, RotationState.IDEA, 91,
                cost_usd=1900, place="Detroit, MI", deadline=today + timedelta(days=24),
            ),
            month(4, "Fairmount", RotationKind.OBSERVERSHIP, RotationState.DECLINED, 70, cost_usd=0),
        )  # fmt: skip
    return (
        month(1, "Kings Landing", away, done, -230, cost_usd=2800, place="Brooklyn, NY"),
        month(2, "Ironwood", community, done, -170, cost_usd=1600, place="Flint, MI"),
        month(3, "Stonebridge", away, done, -110, cost_usd=2500, place="Pontiac, MI"),
    )


def _letters(number: int, today: date) -> tuple[Letter, ...]:
    def ago(days: int) -> date:
        return today - timedelta(days=days)

    sloe, esloe = LetterKind.NON_RESIDENCY, LetterKind.ESLOE
    uploaded, planned = LetterState.UPLOADED, LetterState.PLANNED
    if number == 1:
        return (
            Letter(
                id=1, kind=sloe, writer="Dr. A", rotation_id=1, state=uploaded,
                asked_on=ago(75), uploaded_on=ago(41),
            ),
            Letter(id=2, kind=esloe, writer="Lakeview EM", rotation_id=2, state=planned),
            Letter(id=3, kind=LetterKind.SUB_SPECIALTY, writer="Bayfront Tox", rotation_id=3, state=planned),
            Letter(
                id=4, kind=LetterKind.O_SLOE, writer="medicine ward", state=LetterState.PROMISED,
                asked_on=ago(30), due_on=today + timedelta(days=18),
            ),
        )  # fmt: skip
    if number == 2:
        return (
            Letter(id=1, kind=sloe, writer="Cedar Valley EM", rotation_id=2, state=planned),
            Letter(
                id=2, kind=LetterKind.LETTER, writer="chief of the home ED", state=uploaded,
                asked_on=ago(60), uploaded_on=ago(20),
            ),
        )  # fmt: skip
    return (
        Letter(
            id=1, kind=esloe, writer="Kings Landing EM", rotation_id=1, state=uploaded,
            asked_on=ago(210), uploaded_on=ago(180),
        ),
        Letter(id=2, kind=sloe, writer="Dr. A", rotation_id=2, state=uploaded, uploaded_on=ago(120)),
        Letter(id=3, kind=esloe, writer="Stonebridge EM", rotation_id=3, state=uploaded, uploaded_on=ago(61)),
    )  # fmt: skip


def _programs(number: int) -> Iterator[Program]:
    """The invented list: the less academic and the more IMGs, the likelier it is planned."""
    listed, most_academic, second = _LISTS[number]
    academic = planned = 0
    places = [line.split("|") for line in _PLACES.strip().splitlines()]
    for place, (name, city, state, kind) in enumerate(places):
        public = _public(place, kind)
        fits = public["j1"] is not False and (kind != "a" or academic < most_academic)
        takes = fits and planned < listed
        planned, academic = planned + takes, academic + (takes and kind == "a")
        yield Program(
            id=place + 1,
            code=None if place % 17 == 11 else f"9{(place + 101) * 37:06d}C0",
            name=name,
            city=city,
            state=state,
            setting=_SETTINGS[kind],
            length_years=4 if place % 5 == 2 else 3,
            signal=takes and place in (4, 13, 16),
            tie="a cousin lives there" if name == "Lakeview Medical Center" else None,
            application=ApplicationState.PLANNED if takes else ApplicationState.CONSIDERING,
            **public,
        )
    for place, (name, city, state, kind) in enumerate(places[:second]):
        yield Program(
            id=len(places) + place + 1,
            name=name,
            specialty=Specialty.IM if number == 2 else Specialty.FM,
            city=city,
            state=state,
            setting=_SETTINGS[kind],
            j1=True if place % 4 else None,
            application=ApplicationState.PLANNED,
        )


def _public(place: int, kind: str) -> dict[str, Any]:
    """What an invented page says, and here and there does not say."""
    cutoff = (None, 225, 230, 235, 232, 240)[place % 6]
    no_cutoff = place % 12 == 6
    return {
        "j1": None if place % 11 == 8 else place % 13 != 12,
        "h1b": (None, False, True, False)[place % 4],
        "img_percent": None if place % 10 == 9 else float(max(2, 56 - place + (place * 7) % 9)),
        "cutoff": None if no_cutoff else cutoff,
        "cutoff_kind": CutoffKind.NONE
        if no_cutoff
        else None
        if cutoff is None
        else (CutoffKind.STRICT, CutoffKind.PREFERRED, CutoffKind.UNKNOWN)[place % 3],
        "graduation_limit": (None, 5, None, 10)[place % 4],
        "attempts_allowed": 1 if kind == "a" and place % 3 == 0 else None,
        "sloes_wanted": (1, 2, None)[place % 3],
    }


def _facts(programs: tuple[Program, ...], today: date) -> Iterator[ProgramFact]:
    """Where it was read: most of it lately, some of it too long ago."""
    ages = (12, 45, 12, 131, 31, 45, 12, 103, 20, 38)
    number = 0
    for program in programs:
        place = program.id or 0
        for field in aging().fields:
            if not is_known(program, field):
                continue
            number += 1
            age = ages[(place + len(field)) % len(ages)] if field != "img" else 20
            yield ProgramFact(
                id=number,
                program_id=place,
                field=field,
                source="program page" if place % 3 else "a list, not the page itself",
                checked_on=today - timedelta(days=age),
            )


def _assigned(letters: tuple[Letter, ...], programs: tuple[Program, ...]) -> Iterator[LetterAssignment]:
    """What is in is assigned to the first programs; the rest is still to be done by hand."""
    ready = [letter for letter in letters if letter.state is LetterState.UPLOADED]
    wanted = [
        program
        for program in programs
        if program.application is ApplicationState.PLANNED and program.specialty is Specialty.EM
    ]
    number = 0
    for letter in ready:
        for program in wanted[:6]:
            number += 1
            yield LetterAssignment(id=number, letter_id=letter.id or 0, program_id=program.id or 0)
