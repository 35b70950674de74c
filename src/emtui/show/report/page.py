"""The report as one HTML file: it asks nobody for anything, runs nothing, and prints on A4 and Letter."""

import base64
import hashlib
from datetime import date
from html import escape

from emtui.plan import Plan
from emtui.planner.scores import scores
from emtui.show.report.chart import chart
from emtui.show.report.document import CHART
from emtui.show.report.redaction import Hidden, Part

STYLE = """
:root { color-scheme: light; --ink: #1e2733; --quiet: #5a6577; --line: #ccd4df; --accent: #1b66b3; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem; color: var(--ink); background: #fff;
  font: 11pt/1.45 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line);
  color: var(--accent); break-after: avoid; }
p, ul, ol { margin: .5rem 0; }
ul, ol { padding-left: 1.4rem; }
li { margin: .22rem 0; break-inside: avoid; }
li li { color: var(--quiet); font-size: .92em; }
em { color: var(--quiet); font-style: normal; font-size: .92em; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .95em; }
th, td { text-align: left; vertical-align: top; padding: .16rem .75rem .16rem 0;
  border-bottom: 1px solid #e9edf3; }
th { color: var(--quiet); font-weight: 600; }
thead:not(:has(th:not(:empty))) { display: none; }
tr { break-inside: avoid; }
blockquote { margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--line); }
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { color: var(--quiet); font-size: .88em; }
.chart { width: 100%; height: auto; }
.chart text { font: 11px system-ui, Arial, sans-serif; fill: #5a6577; }
.chart .fan95 { fill: #e4eef8; } .chart .fan80 { fill: #c9def2; } .chart .fan50 { fill: #9fc4e8; }
.chart .edge { stroke: #b9c2cf; stroke-dasharray: 2 4; }
.chart .target { stroke: #227a42; stroke-dasharray: 7 4; } .chart .target-name { fill: #227a42; }
.chart .exam { stroke: #1b66b3; stroke-width: 1.5; } .chart .exam-name { fill: #1b66b3; }
.chart .level { fill: none; stroke: #1e2733; stroke-width: 1.5; }
.chart .ahead { fill: none; stroke: #1b66b3; stroke-width: 1.5; stroke-dasharray: 5 3; }
.chart .test { fill: #1e2733; stroke: #fff; }
@page { margin: 17mm 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  h2 { margin-top: 1.3rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
CAPTION = (
    "Points are practice tests on the Step 2 CK scale, the line the level behind them, the dashed line the "
    "score to expect; the shades hold it in 50, 80 and 95 of 100 cases."
)


def page(document: str, plan: Plan, today: date, hidden: Hidden) -> str:
    """`document` (Markdown) as a page, with the chart in its place."""
    from markdown_it import MarkdownIt  # only a report needs it

    body = MarkdownIt("js-default").render(document)
    drawn = "" if Part.SCORES in hidden else chart(scores(plan, today))
    figure = f"<figure>{drawn}<figcaption>{escape(CAPTION)}</figcaption></figure>" if drawn else ""
    body = body.replace(f"<p>{CHART}</p>", figure)
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<title>Strategy report</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
