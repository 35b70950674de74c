"""The report for an advisor: Markdown, or one self-contained HTML file; what is hidden never reaches it."""

from datetime import date
from typing import Literal

from emtui.plan import Plan
from emtui.show.report.redaction import Hidden, hide

Format = Literal["md", "html"]


def report(plan: Plan, today: date, kind: Format, hidden: Hidden = frozenset()) -> str:
    """The report on `plan` as of `today`, without what is `hidden`."""
    from emtui.show.report.document import document

    told = hide(plan, hidden)
    text = document(told, today, hidden)
    if kind == "md":
        return text
    from emtui.show.report.page import page

    return page(text, told, today, hidden)
