"""The notebook: one's own notes and items as Markdown, and nothing else."""

from datetime import date
from typing import Any

from markdown_it import MarkdownIt

from emtui.exchange.notebook import notebook
from emtui.plan import ItemState, OwnItem, OwnSection, Plan
from emtui.planner.study import study
from emtui.vocabulary import Progress

TODAY = date(2027, 5, 20)


def written(**rows: Any) -> str:
    return notebook(study(Plan(**rows), TODAY))


def headings(text: str) -> list[tuple[str, str]]:
    """Tag and words of every heading, as a reader of Markdown sees them."""
    tokens = MarkdownIt().parse(text)
    return [
        (token.tag, tokens[place + 1].content)
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def test_notes_stand_under_their_item_and_section_with_how_far_one_is() -> None:
    state = ItemState(
        item="airway-rsi-doses",
        progress=Progress.STARTED,
        started_on=TODAY,
        confidence=2,
        notes="# Doses\n\n- *ketamine* 1-2 mg/kg\n\n```\n# not a heading\n```",
    )
    text = written(item_states=(state,))
    assert headings(text) == [
        ("h1", "EM high-yield notebook"),
        ("h2", "Airway, intubation"),
        ("h3", "RSI doses"),
        ("h4", "Doses"),
    ]
    assert "*begun, confidence 2 of 4, next 2027-05-20*" in text
    assert "- *ketamine* 1-2 mg/kg" in text
    assert "# not a heading" in text
    assert "For study, not patient care." in text


def test_own_items_are_there_without_notes_and_their_signs_are_no_markup() -> None:
    text = written(
        own_sections=(OwnSection(id=2, title="Nights"),),
        own_items=(OwnItem(id=3, section="own-2", title="[K+] *high*", question="Why?", know="a_b_c\nd"),),
    )
    assert ("h3", "\\[K+\\] \\*high\\*") in headings(text)
    assert "**Why?**" in text
    assert "- a\\_b\\_c\n- d" in text


def test_what_is_hidden_stays_out_and_an_empty_one_says_how_to_begin() -> None:
    hidden = ItemState(item="airway-rsi-doses", notes="secret", hidden=True)
    text = written(item_states=(hidden,))
    assert "secret" not in text
    assert "Nothing of your own yet" in text
