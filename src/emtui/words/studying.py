"""What is said of studying beside questions: a mistake and what follows from it, and items that are known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from emtui import guide
from emtui.dates import Order
from emtui.errors import AlreadyThere, Refused
from emtui.plain import plain_line, quoted
from emtui.plan import Mistake, Plan
from emtui.vocabulary import MistakeReason, Progress
from emtui.words.areas import area_ahead
from emtui.words.line import Line, Part, say_once, spoken

MISTAKE_EXAMPLE = "mistake cocaine chest pain: misread, next read the stem twice, revisit fri"
DONE_EXAMPLE = "done rsi doses"
REASONS: Mapping[str, MistakeReason] = {
    "knowledge": MistakeReason.KNOWLEDGE,
    "gap": MistakeReason.KNOWLEDGE,
    "misread": MistakeReason.MISREAD,
    "reasoning": MistakeReason.REASONING,
    "timing": MistakeReason.TIMING,
    "rushed": MistakeReason.TIMING,
    "second-guessed": MistakeReason.SECOND_GUESSED,
    "second guessed": MistakeReason.SECOND_GUESSED,
}
REVISIT = ("revisit", "again")
NEXT = ("next", "then")
MOST_NAMED = 8
LONGEST_TOPIC, LONGEST_STEP = 200, 500

_TOPIC_ENDS = re.compile(r":(?=\s|$)|[,;]|(?<=\s)second guessed\b", re.IGNORECASE)
_STEP_ENDS = re.compile(r"\brevisit\b|[,;]\s*again\b", re.IGNORECASE)
_SEPARATORS = (":", "-", "and", "because", "why", "reason", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMistake:
    """A mistake to store."""

    mistake: Mistake
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDone:
    """Checklist items, by their ids, that are known from today on."""

    items: tuple[str, ...]
    on: date
    summary: str
    parts: tuple[Part, ...]


def read_mistake(words: Line, plan: Plan, today: date, order: Order | None) -> LogMistake:
    """`mistake` and its topic, then what is known of it, in any order.

    That is why it was made, `next …`, `revisit` and a day, an area of the exam, and the day it was made.
    """
    words.take(1, "a mistake")
    topic = _take_topic(words)
    said: dict[str, Any] = {}
    while words.left:
        words.skip(*_SEPARATORS)
        if words.left and not _take_about(words, said, today, order):
            reasons = ", ".join(MistakeReason)
            raise words.refuse_word(f"why ({reasons}), next …, revisit fri, an area such as cardio, or a day")
    made_on, revisit_on = said.get("day", today), said.get("revisit_on")
    if made_on > today:
        raise Refused(f"{spoken(made_on)} is still to come; a mistake is logged once it is made")
    mistake = Mistake(
        made_on=made_on,
        topic=topic,
        reason=said.get("reason"),
        next_step=said.get("next_step"),
        revisit_on=revisit_on,
        system=said.get("system"),
    )
    facts = [
        f"mistake: {topic}",
        mistake.reason.value.replace("-", " ") if mistake.reason else "why not said",
        *([guide.systems()[mistake.system].name] if mistake.system else []),
        *([f"next {mistake.next_step}"] if mistake.next_step else []),
        *([f"revisit {spoken(revisit_on)}"] if revisit_on else []),
        f"on {spoken(made_on)}",
    ]
    return LogMistake(mistake=mistake, summary=", ".join(facts), parts=tuple(words.parts))


def _take_topic(words: Line) -> str:
    """The words up to a colon, a comma, or the first word that says something about the mistake."""
    rest = words.peek(words.left)
    if not rest:
        raise Refused(f"what was it about? type {MISTAKE_EXAMPLE}")
    end = _TOPIC_ENDS.search(rest)
    count = words.count_until(lambda word: word in REASONS or word == REVISIT[0] or word in NEXT)
    if end is not None:
        count = min(words.left, words.count_before(end.start()))
    topic = plain_line(words.take(count, "what it was about")).rstrip(":").strip()
    if not topic:
        raise Refused(f"what was it about? type {MISTAKE_EXAMPLE}")
    if len(topic) > LONGEST_TOPIC:
        raise Refused(f"the topic is longer than {LONGEST_TOPIC} characters; put the rest after next")
    return topic


def _take_about(words: Line, said: dict[str, Any], today: date, order: Order | None) -> bool:
    """Read one thing about the mistake; False where none comes next."""
    for count in (2, 1):
        reason = REASONS.get(words.peek(count).lower()) if count <= words.left else None
        if reason is not None:
            say_once(said, "reason", reason, words.peek(count))
            words.take(count, f"why: {reason.value.replace('-', ' ')}")
            return True
    if words.word in REVISIT:
        words.take(1, "look at it again")
        words.skip("on", "in")
        day = words.take_date(today=today, order=order, prefer_past=False)
        if day is None:
            raise Refused("when will you look at it again? type revisit fri, or revisit +7")
        if day < today:
            raise Refused(f"{spoken(day)} is past; a mistake is looked at again from today on")
        say_once(said, "revisit_on", day, words.text[words.parts[-1].start : words.parts[-1].end])
        return True
    if words.word.rstrip(":") in NEXT:
        words.take(1, "next step")
        end = _STEP_ENDS.search(words.peek(words.left))
        count = words.left if end is None else words.count_before(end.start())
        step = plain_line(words.take(count, "what to do about it")).strip(" ,;:")
        if not step or len(step) > LONGEST_STEP:
            raise Refused(
                f"the next step has 1 to {LONGEST_STEP} characters, such as next read the stem twice"
            )
        say_once(said, "next_step", step, step)
        return True
    day = words.take_date(today=today, order=order, prefer_past=True)
    if day is not None:
        say_once(said, "day", day, words.text[words.parts[-1].start : words.parts[-1].end])
        return True
    ahead = area_ahead(words)
    if ahead is None:
        return False
    system, count = ahead
    say_once(said, "system", system.id, words.peek(count))
    words.take(count, system.name)
    return True


class _Named(NamedTuple):
    """A checklist item by the names it can be called."""

    id: str
    title: str
    section: str
    section_title: str
    done: bool


def read_done(words: Line, plan: Plan, today: date, order: Order | None) -> LogDone:
    """`done` and an item of the checklist, or `done all` and a section.

    Raise Refused with a list where it can be several.
    """
    words.take(1, "known from today on")
    whole = words.word == "all" and words.left > 1
    if whole:
        words.take(1, "all items of a section")
    typed = plain_line(words.peek(words.left))
    if not typed:
        raise Refused(f"what is done? type {DONE_EXAMPLE}, or done all and a section")
    found = _section_called(typed, plan) if whole else _items_called(typed, plan)
    left = [item for item in found if not item.done]
    if not left:
        raise AlreadyThere(f"{found[0].section_title if whole else found[0].title} is done already")
    where = left[0].section_title
    what = f"{where}, {len(left)} items" if whole else f"{left[0].title} ({where})"
    words.take(words.left, what)
    items = tuple(item.id for item in left)
    return LogDone(items=items, on=today, summary=f"done: {what}", parts=tuple(words.parts))


def done_names(plan: Plan) -> Iterator[str]:
    """What may follow `done`: the titles of the items that are not done."""
    return (item.title.lower() for item in _named(plan) if not item.done)


def _items_called(typed: str, plan: Plan) -> list[_Named]:
    """The one item that `typed` names."""
    every = list(_named(plan))
    wanted = _words_of(typed)
    exact = [item for item in every if typed.lower() in (item.id, item.title.lower())]
    found = exact or [item for item in every if _fits(wanted, f"{item.id} {item.title}")]
    if len(found) == 1:
        return found
    sections = _sections(every)
    hint = next((name for name, title in sections.items() if _fits(wanted, f"{name} {title}")), None)
    all_of = f", or done all {hint}" if hint else ""
    if not found:
        raise Refused(f"{quoted(typed)} is no item of the checklist{all_of and f'; type done all {hint}'}")
    named = "; ".join(item.title for item in found[:MOST_NAMED])
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    raise Refused(f"{quoted(typed)} can be {named}{more}; type more of it{all_of}")


def _section_called(typed: str, plan: Plan) -> list[_Named]:
    """The items of the one section that `typed` names."""
    every = list(_named(plan))
    sections = _sections(every)
    found = [name for name, title in sections.items() if typed.lower() in (name, title.lower())]
    wanted = _words_of(typed)
    found = found or [name for name, title in sections.items() if _fits(wanted, f"{name} {title}")]
    if len(found) != 1:
        named = "; ".join(sections[name] for name in found or sections)
        raise Refused(f"{quoted(typed)} {'can be' if found else 'is no section; there are'} {named}")
    return [item for item in every if item.section == found[0]]


def _sections(items: list[_Named]) -> dict[str, str]:
    return {item.section: item.section_title for item in items}


def _named(plan: Plan) -> Iterator[_Named]:
    """Every item that is not hidden, the guide's before the user's own."""
    from emtui.guide.checklist import checklist  # read when it is asked for, not at start

    states = {row.item: row for row in plan.item_states}
    titles = {section.id: section.title for section in checklist()}
    titles |= {f"own-{row.id}": row.title for row in plan.own_sections}
    items = [(item.id, item.title, section.id) for section in checklist() for item in section.items]
    items += [(f"own-{row.id}", row.title, row.section) for row in plan.own_items]
    for name, title, section in items:
        state = states.get(name)
        if state is None or not state.hidden:
            done = state is not None and state.progress is Progress.DONE
            yield _Named(name, title, section, titles.get(section, section), done)


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _fits(wanted: list[str], name: str) -> bool:
    """Whether every wanted word is the beginning of a word of `name`."""
    there = _words_of(name)
    return bool(wanted) and all(any(word.startswith(each) for word in there) for each in wanted)
