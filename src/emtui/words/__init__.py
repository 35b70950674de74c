"""The words of the log line and of `emtui log`: what they mean, and how to finish them."""

from emtui.words.areas import percentages, read_areas, write_areas
from emtui.words.completion import complete
from emtui.words.forms import (
    Form,
    find_form,
    forms,
    forms_by_id,
    new_form,
    read_score,
    refuse_unknown,
)
from emtui.words.grammar import (
    BANKS,
    MOST_QUESTIONS,
    TEST_FLAGS,
    AddInstrument,
    LogBlock,
    LogSystems,
    LogTest,
    SetFields,
    Understood,
    read_words,
    refuse_twice,
)
from emtui.words.line import Part
from emtui.words.studying import LogDone, LogMistake

__all__ = [
    "BANKS",
    "MOST_QUESTIONS",
    "TEST_FLAGS",
    "AddInstrument",
    "Form",
    "LogBlock",
    "LogDone",
    "LogMistake",
    "LogSystems",
    "LogTest",
    "Part",
    "SetFields",
    "Understood",
    "complete",
    "find_form",
    "forms",
    "forms_by_id",
    "new_form",
    "percentages",
    "read_areas",
    "read_score",
    "read_words",
    "refuse_twice",
    "refuse_unknown",
    "write_areas",
]
