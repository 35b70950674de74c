"""The checklist: whole, honest about where each item is from, and fit for a pane and a review card."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import resources
from itertools import chain
from pathlib import Path

import pytest

from emtui import guide
from emtui.guide.checklist import Item, Section, about_checklist, checklist

ITEMS = [item for section in checklist() for item in section.items]
SIGNS = set("≥≤×→±°")
LONGEST = 110
ARTICLE = (  # what the guide article says of clinical content
    "Emergency management (airway, shock, trauma, toxicology)",
    "Neurology and acute presentations",
    "Rapid evaluation Broad internal medicine, surgery, and critical care knowledge",
    "Acute dyspnea, chest pain, abdominal pain, trauma, sepsis, altered mental status",
    "Interpretation of EKGs, arterial blood gases, X-rays (especially chest, abdominal series)",
    "ACLS/BLS algorithms Airway management including indications for intubation",
    "Shock classifications and management Stroke and MI pathways Key poisons/toxins and their antidotes",
)
FLAGS = re.compile(r"\[M-\]|\[M\]|\[V2?-?\]|\[D\]|TODO|http")


def lines(item: Item) -> Iterator[str]:
    """Every line of an item that a reader sees."""
    yield from (item.title, item.question, *item.know)
    if item.trap:
        yield item.trap


def runs(text: str, length: int = 4) -> list[tuple[str, ...]]:
    """Every run of `length` words in `text`, lower case, without signs."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return [tuple(words[start : start + length]) for start in range(len(words) - length + 1)]


def test_there_is_enough_to_know() -> None:
    assert len(checklist()) >= 18
    assert len(ITEMS) >= 120


def test_every_file_is_a_section_and_sections_come_in_their_order() -> None:
    folder = resources.files("emtui.guide").joinpath("checklist")
    files = {entry.name for entry in folder.iterdir()} - {"about.toml"}
    assert files == {f"{section.id}.toml" for section in checklist()}
    assert [section.order for section in checklist()] == list(range(1, len(checklist()) + 1))
    for section in checklist():
        assert section.items
        assert len(section.title) <= 26, section.title
        assert {item.section for item in section.items} == {section.id}


def test_ids_are_unique_and_of_a_form_that_can_stay() -> None:
    ids = [item.id for item in ITEMS]
    assert len(ids) == len(set(ids))
    for name in ids:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", name), name


def test_no_id_that_notes_and_reviews_hang_on_is_gone() -> None:
    """`checklist_ids.txt` only grows: a new item's id is added to it, none is changed or taken out."""
    known = Path(__file__).with_name("checklist_ids.txt").read_text("utf-8").split()
    assert sorted(item.id for item in ITEMS) == known


@pytest.mark.parametrize(
    "topic",
    [
        "resus-vf-pvt",
        "resus-cpr-quality",
        "airway-intubation-indications",
        "shock-classes",
        "shock-hemorrhage-classes",
        "stroke-lysis",
        "acs-reperfusion",
        "tox-acetaminophen",
        "tox-other-antidotes",
        "ekg-svt-and-wide",
        "abg-compensation",
        "film-abdomen",
        "film-pneumothorax",
        "dyspnea-bedside",
        "chest-killers",
        "abdomen-mimics",
        "trauma-primary-survey",
        "sepsis-antimicrobials",
        "altered-first-minutes",
        "med-kidney",
        "surgery-postoperative-fever",
        "icu-ards",
        "neuro-weakness",
    ],
)
def test_what_the_guide_article_asks_for_is_there(topic: str) -> None:
    assert topic in {item.id for item in ITEMS}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_fits_its_pane_and_card_as_plain_text(item: Item) -> None:
    assert 1 <= len(item.know) <= 6
    assert len(item.title) <= 34
    assert item.question.endswith("?")
    for line in lines(item):
        assert len(line) <= LONGEST, line
        assert line == line.strip(), line
        assert all(
            (character.isascii() and character.isprintable()) or character in SIGNS for character in line
        )
        assert not set(line) & set("[]*`_\\"), line
    for line in (*item.know, *((item.trap,) if item.trap else ())):
        assert line.endswith("."), line


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_says_where_it_is_from_or_that_it_is_from_memory(item: Item) -> None:
    assert item.source.sure in about_checklist().sure
    assert len(item.source.text) > 8
    assert item.source.checked_on >= date(2026, 11, 23)
    assert not any(FLAGS.search(line) for line in (*lines(item), item.source.text))
    if item.source.sure == "memory":
        assert (item.guideline is None) == (item.year is None)
    else:
        assert item.guideline
        assert item.year
        assert 1980 <= item.year <= item.source.checked_on.year


def test_nobody_is_named_as_reviewer_who_has_not_reviewed() -> None:
    assert {item.reviewed_by for item in ITEMS} == {None}


@pytest.mark.parametrize("section", checklist(), ids=lambda section: section.id)
def test_a_section_counts_for_slices_of_the_exam(section: Section) -> None:
    assert set(section.systems) == {item.system for item in section.items}
    assert all(guide.systems()[system].kind == "system" for system in section.systems)


def test_it_says_once_that_it_is_for_study() -> None:
    about = about_checklist()
    assert about.notice == "For study, not patient care."
    assert set(about.sure) == {"official", "reported", "memory", "unsure"}


@pytest.mark.parametrize(
    ("item_id", "now", "before"),
    [
        ("resus-choking", "5 back blows, then 5 abdominal thrusts", "abdominal thrusts alone"),
        ("ekg-unstable-tachycardia", "at least 200 J", "120 J"),
        ("stroke-lysis", "Tenecteplase 0.25 mg/kg", "alteplase only"),
        ("sepsis-fluid-pressors", "60-65", "MAP 65 for all"),
        ("dka-treatment", "Potassium under 3.5", "3.3"),
        ("burns-fluid", "2 mL/kg", "Parkland 4 mL"),
        ("tox-anticoagulant-reversal", "four-factor PCC", "Andexanet left the US market"),
        ("abdomen-pancreatitis", "1.5 mL/kg/h", "aggressive fluid"),
    ],
)
def test_where_guidelines_changed_both_readers_survive(item_id: str, now: str, before: str) -> None:
    item = next(item for item in ITEMS if item.id == item_id)
    assert any(now in line for line in item.know)
    assert item.trap
    assert before in item.trap


def test_no_line_is_copied_from_the_guide_article() -> None:
    said_there = {run for line in ARTICLE for run in runs(line)}
    for line in chain.from_iterable(map(lines, ITEMS)):
        assert not said_there & set(runs(line)), line
