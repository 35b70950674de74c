"""What emtui knows about the world: data files with a source and a checked-on date, and their loader.

Each function reads one file beside this module, once. Nothing here decides anything: that is the planner's.
What few need has a module of its own beside these: `guide.checklist`, `guide.sitting`, `guide.strategy`.
"""

from emtui.guide.advice import (
    Evidence,
    MonthDay,
    Rule,
    Scenario,
    Stage,
    Thresholds,
    rules,
    scenarios,
    stages,
    thresholds,
)
from emtui.guide.cycles import (
    DateRule,
    DayOfYear,
    DaysFrom,
    EmService,
    LeadTime,
    MilestoneKind,
    NthWeekday,
    PhaseKind,
    Published,
    em_service,
    lead_times,
    milestone_kinds,
    phase_kinds,
)
from emtui.guide.files import Source
from emtui.guide.outline import System, find_system, form_questions, systems
from emtui.guide.priors import ReadinessPriors, readiness_priors
from emtui.guide.scales import (
    BandRange,
    Instrument,
    Norms,
    PassMark,
    band_of,
    bands,
    instruments,
    norms,
    pass_mark_on,
    pass_marks,
    percentile,
)

__all__ = [
    "BandRange",
    "DateRule",
    "DayOfYear",
    "DaysFrom",
    "EmService",
    "Evidence",
    "Instrument",
    "LeadTime",
    "MilestoneKind",
    "MonthDay",
    "Norms",
    "NthWeekday",
    "PassMark",
    "PhaseKind",
    "Published",
    "ReadinessPriors",
    "Rule",
    "Scenario",
    "Source",
    "Stage",
    "System",
    "Thresholds",
    "band_of",
    "bands",
    "em_service",
    "find_system",
    "form_questions",
    "instruments",
    "lead_times",
    "milestone_kinds",
    "norms",
    "pass_mark_on",
    "pass_marks",
    "percentile",
    "phase_kinds",
    "readiness_priors",
    "rules",
    "scenarios",
    "stages",
    "systems",
    "thresholds",
]
