"""The guide's files: whole, without doubles, and each fact with its source."""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any

import pytest

from emtui import guide
from emtui.vocabulary import Band

FILES = sorted(
    entry.name for entry in resources.files("emtui.guide").iterdir() if entry.name.endswith(".toml")
)
SURE = {"official", "reported", "derived", "unsure", "advice"}


def tables(value: object) -> Iterator[dict[str, Any]]:
    """Every table in a parsed file, however deep."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from tables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tables(inner)


@pytest.mark.parametrize("name", FILES)
def test_every_fact_says_where_it_is_from_and_how_sure_it_is(name: str) -> None:
    parsed = tomllib.loads(resources.files("emtui.guide").joinpath(name).read_text(encoding="utf-8"))
    sourced = [table for table in tables(parsed) if "source" in table]
    assert sourced or name == "bands.toml"  # the bands are the guide's own cut points
    for table in sourced:
        assert len(table["source"]) > 8, table
        assert isinstance(table["checked_on"], date), table
        assert table["sure"] in SURE, table


@pytest.mark.parametrize("name", FILES)
def test_no_file_points_at_an_address(name: str) -> None:
    text = resources.files("emtui.guide").joinpath(name).read_text(encoding="utf-8")
    assert "http" not in text
    assert all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("instruments.toml", "instrument"),
        ("systems.toml", "system"),
        ("rules.toml", "rule"),
        ("bands.toml", "band"),
    ],
)
def test_ids_are_unique(name: str, table: str) -> None:
    rows = tomllib.loads(resources.files("emtui.guide").joinpath(name).read_text(encoding="utf-8"))[table]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))


def test_each_rule_fits_a_panel_line_and_says_more_below() -> None:
    for rule in guide.rules().values():
        assert len(rule.text) <= 36, rule.id
        assert not rule.text.endswith("."), rule.id
        assert rule.text[0].islower() or rule.text[:2].isupper() or rule.text[0].isdigit(), rule.id
        assert len(rule.longer) > len(rule.text), rule.id
        assert rule.source.text.startswith("the guide: "), rule.id
        for fact in guide.evidence().get(rule.id, ()):
            assert fact.side in {"for", "against", "beside"}, rule.id
            assert fact.limits, rule.id


@pytest.mark.parametrize(
    ("rule", "figure"),
    [
        ("dual", "ResidencyCAS"),  # EM left ERAS
        ("dual", "251"),  # internal medicine asks for more, not less
        ("soap", "65"),
        ("apply-early", "not ERAS"),
        ("band-risk", "disagrees with itself"),
    ],
)
def test_where_facts_contradict_the_guide_they_stand_beside_it(rule: str, figure: str) -> None:
    assert any(figure in fact.text for fact in guide.evidence()[rule])


def test_all_evidence_is_beside_a_rule() -> None:
    assert set(guide.evidence()) <= set(guide.rules())


def test_sit_by_limits_are_in_order() -> None:
    limits = guide.thresholds()
    days = [limits.sit_by_aim.of(2027), limits.sit_by_guideline.of(2027), limits.sit_by_outer.of(2027)]
    assert days == [date(2027, 7, 7), date(2027, 7, 31), date(2027, 8, 7)]


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (224, Band.HIGH_RISK),
        (224.9, Band.HIGH_RISK),
        (225, Band.RISK),
        (237.9, Band.RISK),
        (238, Band.VIABLE),
        (244.9, Band.VIABLE),
        (245, Band.STRONG),
    ],
)
def test_a_score_between_integers_counts_by_its_floor(score: float, band: Band) -> None:
    assert guide.band_of(score).band is band


def test_slices_of_the_exam_add_up_and_nutrition_is_no_slice() -> None:
    slices = [system for system in guide.systems().values() if system.kind == "system"]
    assert sum(system.mid for system in slices) == 101
    assert guide.systems()["nutrition"].kind == "overlay"
    for system in guide.systems().values():
        assert system.low < system.mid < system.high
        assert system.mid == (system.low + system.high) / 2


def test_a_word_stands_for_one_area() -> None:
    words = [word for system in guide.systems().values() for word in {*system.words}]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("word", "area"),
    [
        ("cardio", "cardiovascular"),
        ("Cardio ", "cardiovascular"),
        ("resp", "respiratory"),
        ("neuro", "nervous-senses"),
        ("gi", "gastrointestinal"),
        ("renal", "renal-reproductive"),
        ("ob", "pregnancy"),
        ("psych", "behavioral"),
        ("peds", "pediatrics"),
        ("tox", "multisystem"),
        ("cardiovasc", "cardiovascular"),
        ("heme  onc", "blood-immune"),
    ],
)
def test_people_call_areas_by_their_short_words(word: str, area: str) -> None:
    assert [system.id for system in guide.find_system(word)] == [area]


def test_an_open_word_lists_all_it_may_mean_and_a_strange_one_nothing() -> None:
    assert {system.id for system in guide.find_system("p")} >= {"pregnancy", "pediatrics", "respiratory"}
    assert guide.find_system("astrology") == []
    assert guide.find_system("  ") == []


@pytest.mark.parametrize(
    ("score", "share"),
    [(1, 0), (205, 0), (235, 15), (240, 23), (243, 28), (245, 32), (275, 98), (280, 100), (300, 100)],
)
def test_percentiles_follow_the_published_steps(score: float, share: int) -> None:
    assert guide.percentile(score) == share


def test_percentiles_never_fall() -> None:
    shares = [guide.percentile(score / 2) for score in range(390, 600)]
    assert shares == sorted(shares)


def test_norms_say_whose_they_are_not() -> None:
    assert "not affiliated" in guide.norms().not_affiliated
    assert "international" in guide.norms().limits
