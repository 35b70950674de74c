"""The report for an advisor: what it tells, what it leaves out for good, and a page that runs nothing."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emtui import __version__, fields
from emtui.errors import Refused
from emtui.plan import OwnInstrument, Plan, PracticeTest, Profile, ProfileWhatIf, StoryAnswer
from emtui.planner.demo import demo_plan
from emtui.show.report import Format, report
from emtui.show.report.redaction import EVERYTHING, Part, hide, read_hidden
from emtui.vocabulary import Step1, Visa

TODAY = date(2027, 5, 20)
KINDS: tuple[Format, ...] = ("md", "html")


def plan_of(**values: Any) -> Plan:
    """Scenario 2 with everything that can be hidden in a form that is easy to find."""
    whole = {
        "name": "Nomen Nescio",
        "school": "Szkola Pierwsza",
        "citizenship": "Ruritania",
        "visa": Visa.J1,
        "waiver_open": "yes",
        "step1": Step1.PASS_AFTER_FAILURE,
        "step1_attempts": 2,
        "regions": "Zembla",
    } | values
    plan = demo_plan(2, TODAY)
    return replace(
        plan,
        profile=fields.with_values(plan.profile, whole),
        story_answers=(StoryAnswer(id=1, prompt="attempt-what", answer="I, Nomen, failed *once*\n# loud"),),
        profile_what_ifs=(ProfileWhatIf(id=1, name="card", changes="visa=none"),),
        practice_tests=tuple(replace(row, notes="Nomen again") for row in plan.practice_tests),
    )


# -- what it tells


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_date_model_assumptions_and_says_whose_it_is_not(kind: Format) -> None:
    shown = report(plan_of(), TODAY, kind)
    assert "2027-05-20" in shown
    assert "readiness model version" in shown
    assert f"made by emtui {__version__}" in shown
    assert "not affiliated with" in shown
    assert "Nomen Nescio" in shown
    assert "Take NBME 15, by Tue 22 Jun" in shown
    assert "NRMP Charting Outcomes 2026" in shown


def test_the_answers_of_the_story_are_there_as_they_were_written_and_are_no_markup() -> None:
    shown = report(plan_of(), TODAY, "md")
    assert r"> I, Nomen, failed \*once\*" in shown
    assert r"> \# loud" in shown
    assert "<em>once</em>" not in report(plan_of(), TODAY, "html")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plan", [Plan(), Plan(profile=Profile(step1=Step1.FAILED)), demo_plan(1, TODAY)])
def test_any_plan_makes_a_report(plan: Plan, kind: Format) -> None:
    shown = report(plan, TODAY, kind)
    assert "None" not in shown
    assert "What to do next" in shown


# -- the page


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_runs_nothing_and_asks_nobody_for_anything() -> None:
    plan = plan_of(name="<script>alert(1)</script> [x](http://evil.example) ![](http://evil.example/a.png)")
    hostile = OwnInstrument(instrument="mock-1", name="<img src=http://evil.example/b.png>")
    tests = (*plan.practice_tests, PracticeTest(taken_on=TODAY, instrument="mock-1", score=230))
    page = report(replace(plan, own_instruments=(hostile,), practice_tests=tests), TODAY, "html")
    tags = Page(page).tags
    names = {tag for tag, _ in tags}
    assert not names & {"script", "img", "link", "iframe", "a", "form", "object", "base"}
    assert not [
        (tag, name)
        for tag, attributes in tags
        for name in attributes
        if name.startswith("on") or name in ("src", "href", "style", "xlink:href")
    ]
    policies = [dict(found) for tag, found in tags if tag == "meta" and "http-equiv" in found]
    assert policies[0]["content"] is not None
    assert policies[0]["content"].startswith("default-src 'none'; style-src 'sha256-")
    assert "url(" not in page
    assert "@import" not in page


def test_the_style_is_the_one_the_policy_allows() -> None:
    import base64
    import hashlib

    page = report(plan_of(), TODAY, "html")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" in page


def test_the_chart_has_each_test_the_target_and_three_ranges() -> None:
    page = report(plan_of(), TODAY, "html")
    assert page.count('class="test"') == len(plan_of().practice_tests)
    assert page.count("<polygon") == 3
    assert "target 238" in page
    places = [float(y) for y in re.findall(r'<circle[^>]*cy="([\d.]+)"', page)]
    assert all(0 < y < 290 for y in places)
    newest, *_, oldest = sorted(plan_of().practice_tests, key=lambda row: row.taken_on, reverse=True)
    assert newest.score > oldest.score
    assert places[0] < places[-1]  # higher up


def test_without_tests_there_is_no_chart() -> None:
    assert "<svg" not in report(Plan(), TODAY, "html")


# -- what is left out


SECRETS: dict[Part, tuple[str, ...]] = {
    Part.NAME: ("Nomen", "Szkola"),
    Part.SCORES: ("233, projected", "a projected", "222", "238 or more", "218 to 249", "NBME 14"),
    Part.VISA: ("J-1: score counts", "waiver job", "visa-amplifies", "waiver-plan"),
    Part.ATTEMPTS: ("one failure", "failed Step 1", "failed attempt at", "attempt-story", "step1-highlight"),
}
"""What a whole report says; the figures of the Match share no number with the tests."""

NEVER_TOLD = ("Ruritania", "Zembla")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", Part)
def test_what_is_hidden_is_nowhere_in_it(part: Part, kind: Format) -> None:
    whole, cut = report(plan_of(), TODAY, kind), report(plan_of(), TODAY, kind, frozenset({part}))
    for secret in SECRETS[part]:
        assert secret in whole, secret
        assert secret not in cut, secret
    if part is Part.SCORES:
        assert "<svg" not in cut


@pytest.mark.parametrize("kind", KINDS)
def test_with_everything_hidden_nothing_of_the_person_is_left(kind: Format) -> None:
    cut = report(plan_of(), TODAY, kind, EVERYTHING)
    for secrets in SECRETS.values():
        for secret in secrets:
            assert secret not in cut, secret
    assert not [secret for secret in NEVER_TOLD if secret in cut]
    assert "withheld" in cut
    assert "What to do next" in cut


@pytest.mark.parametrize("part", Part)
def test_free_text_is_left_out_with_anything_for_it_may_say_what_a_field_does_not(part: Part) -> None:
    cut = report(plan_of(), TODAY, "md", frozenset({part}))
    assert "failed \\*once" not in cut
    assert "Nomen again" not in cut
    assert "visa=none" not in cut


def _values(part: Part) -> st.SearchStrategy[dict[str, Any]]:
    match part:
        case Part.NAME:
            return st.fixed_dictionaries(
                {"name": st.none() | st.just("A"), "school": st.none() | st.just("B")}
            )
        case Part.VISA:
            return st.fixed_dictionaries(
                {
                    "visa": st.none() | st.sampled_from(Visa),
                    "citizenship": st.none() | st.just("C"),
                    "in_us_until": st.none() | st.just(date(2027, 8, 1)),
                }
            )
        case Part.ATTEMPTS:
            return st.fixed_dictionaries(
                {
                    "step1": st.none() | st.sampled_from(Step1),
                    "weak_step1": st.sampled_from(["yes", "no", None]),
                }
            )
        case Part.SCORES:
            return st.fixed_dictionaries(
                {
                    "target": st.none() | st.integers(218, 270),
                    "step1_score": st.none() | st.integers(190, 260),
                }
            )


@pytest.mark.parametrize("part", Part)
def test_two_who_differ_in_what_is_hidden_get_the_same_report(part: Part) -> None:
    """Nothing can be read back from what the report says of other things."""
    expected = report(plan_of(step1_attempts=None), TODAY, "html", frozenset({part}))

    @settings(max_examples=12, deadline=None)
    @given(values=_values(part))
    def same(values: dict[str, Any]) -> None:
        other = plan_of(**({"step1_attempts": None} | values))
        assert report(other, TODAY, "html", frozenset({part})) == expected

    same()


def test_two_with_other_practice_tests_get_the_same_report_without_scores() -> None:
    plan = plan_of()
    better = replace(
        plan, practice_tests=tuple(replace(row, score=row.score + 30) for row in plan.practice_tests)
    )
    hidden = frozenset({Part.SCORES})
    assert report(plan, TODAY, "html", hidden) == report(better, TODAY, "html", hidden)
    none = replace(plan, practice_tests=())
    assert report(plan, TODAY, "md", hidden) == report(none, TODAY, "md", hidden)


def test_hidden_tests_are_not_told_as_tests_not_taken() -> None:
    cut = report(plan_of(), TODAY, "md", frozenset({Part.SCORES}))
    assert "0 of 2 taken" not in cut
    assert "Log a practice test" not in cut
    assert "two-nbme" not in cut


def test_nothing_hidden_changes_nothing() -> None:
    plan = plan_of()
    assert hide(plan, frozenset()) is plan


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", set()),
        ("name", {Part.NAME}),
        ("name,scores", {Part.NAME, Part.SCORES}),
        ("Visa, attempts", {Part.VISA, Part.ATTEMPTS}),
        ("all", set(Part)),
    ],
)
def test_parts_are_read_as_typed(typed: str, parts: set[Part]) -> None:
    assert read_hidden(typed) == parts


def test_an_unknown_part_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match="name, scores, visa, attempts, all"):
        read_hidden("grades")
