"""Studying from the shell: the log line's words, show study, and the files that go in and out."""

import json
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[2] / "assets" / "question-blocks.csv"


def test_a_mistake_and_a_known_item_are_logged_and_taken_back(emtui: Any) -> None:
    logged = emtui("log", "mistake", "cocaine", "chest", "pain:", "misread,", "revisit", "fri")
    assert logged.code == 0
    assert "stored: mistake: cocaine chest pain, misread, revisit Fri 21 May 2027" in logged.out
    assert emtui("log", "done", "rsi", "doses").code == 0
    shown = json.loads(emtui("show", "study", "--json").out)
    assert shown["mistakes"][0]["topic"] == "cocaine chest pain"
    airway = next(section for section in shown["sections"] if section["id"] == "airway")
    assert (airway["started"], airway["confident"]) == (1, 1)
    assert emtui("undo").out == "taken back: done: RSI doses (Airway, intubation)\n"


def test_several_items_of_a_name_are_listed_and_none_is_done(emtui: Any) -> None:
    emtui("profile", "set", "target=245")
    refused = emtui("log", "done", "airway")
    assert (refused.code, refused.out) == (1, "")
    assert "Indications for intubation" in refused.err
    assert len(refused.err.splitlines()) == 1
    assert emtui("log", "done", "all", "airway").code == 0
    assert emtui("log", "done", "all", "airway").code == 1


def test_question_blocks_come_in_once_and_go_out_the_same(emtui: Any, tmp_path: Path) -> None:
    dry = emtui("import", "questions", str(SAMPLE), "--dry-run")
    assert (dry.code, dry.out.splitlines()[-1]) == (
        1,
        "nothing stored; 9 blocks would be, 0 already there, 2 refused",
    )
    strict = emtui("import", "questions", str(SAMPLE), "--strict")
    assert (strict.code, strict.out.splitlines()[-1]) == (
        1,
        "nothing stored; 9 blocks would be, 0 already there, 2 refused",
    )
    stored = emtui("import", "questions", str(SAMPLE))
    assert stored.out.startswith("9 blocks stored, 0 already there, 2 refused")
    assert "question-blocks.csv line 12, system: 'Dentistry' is no area" in stored.err
    out = tmp_path / "questions.csv"
    emtui("export", "csv", "questions", "--output", str(out))
    again = emtui("import", "questions", str(out))
    assert (again.code, again.out) == (0, "0 blocks stored, 9 already there, 0 refused\n")


def test_mistakes_and_the_notebook_go_out(emtui: Any) -> None:
    emtui("log", "mistake", "PE:", "misread")
    assert emtui("export", "csv", "mistakes").out == (
        "date,topic,why,next,revisit,revisited,system\n2027-05-20,PE,misread,,,,\n"
    )
    assert emtui("export", "notebook").out.startswith("# EM high-yield notebook\n")


def test_show_study_reads_a_plan_that_knows_nothing_yet(emtui: Any) -> None:
    assert emtui("show", "study").code == 1
    emtui("profile", "set", "step2_date=2027-06-15", "question_bank_size=1000")
    shown = emtui("show", "study")
    assert shown.code == 0
    assert "1,000 questions in 23 days: 44 on a full day." in shown.out
