"""Single facts of a note by their wordings: `assistant/note_facts.yaml` says which words give which fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from assistant.note_context import NEAR, Sentence, Status, answer_end, loose, over, pattern, status, with_parts
from assistant.note_percents import found_in, value
from assistant.note_spans import NUMBER, amount
from assistant.note_values import AMOUNTS, MOST, numeral, value_of

Value = Any
Rule = dict[str, Any]


class Read(NamedTuple):
    """One fact as it was read: its words stand in the note from `start` (inclusive) to `end` (exclusive)."""

    name: str
    value: Value
    start: int
    end: int


@cache
def rules() -> dict[str, Any]:
    """The patterns: `assistant/note_facts.yaml`."""
    text = files("assistant").joinpath("note_facts.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def compiled(words: str) -> re.Pattern[str]:
    """One pattern of the rules, without regard to case; `@` in it stands for a score, `§` for a number, as a group.

    `~failed` and the like stand for the words of that name among the `parts` of `assistant/note_words.yaml`.
    """
    words = words.replace("@", rules()["score"]).replace("§", rf"({NUMBER})")
    return re.compile(with_parts(words), re.IGNORECASE)


def says(words: str | None, text: str) -> re.Match[str] | None:
    """The first place where a text has the words; None also where there are no words to look for."""
    return compiled(words).search(text) if words else None


def concerns(rule: Rule, procedure: str | None) -> bool:
    """Whether a rule of certain groups of procedures only is one for the procedure asked for.

    Where none was recognised, those of the commonest groups count.
    """
    groups = rules()["groups"]
    if "only" not in rule:
        return True
    if procedure is None:
        return bool({"facet", "epidural"} & set(rule["only"]))
    names = {procedure, procedure.partition(" ")[2]}
    return any(names & set(groups[name]) for name in rule["only"])


def values(sentences: list[Sentence], procedure: str | None) -> Iterator[Read]:
    """The facts of one value that the sentences say."""
    whole = "\n".join(one.text for one in sentences)
    for rule in rules()["values"]:
        if concerns(rule, procedure) and _may_say(rule["says"], whole):
            for sentence in sentences:
                found = _value(rule, sentence)
                if found:
                    yield found


def _may_say(words: str, whole: str) -> bool:
    """Whether the words stand anywhere in the note: most rules are done with after this one search."""
    return "^" in words or "$" in words or compiled(words).search(whole) is not None


def fits(rule: Rule, sentence: Sentence) -> bool:
    """Whether a sentence has the words that a rule needs in it, and none that it must not have."""
    near = "near" not in rule or says(rule["near"], sentence.text)
    return bool(near) and not says(rule.get("unless"), sentence.text)


def void(fact: str, text: str) -> bool:
    """Whether a sentence has words that keep it from affirming a fact."""
    return says(rules()["voids"].get(fact), text) is not None


def _said(rule: Rule, sentence: Sentence, match: re.Match[str]) -> Status:
    """How the words of a rule are said, as far as the rule minds it: affirmed, denied, or neither."""
    if rule.get("other"):
        return Status.AFFIRMED
    found = status(sentence.text, *match.span())
    if sentence.heading == "family":
        return Status.OTHER
    plain, denies = rule.get("plain"), rule.get("is", True) is False
    if plain and found is Status.DENIED:
        after = sentence.text[match.end() :]
        gone = over(sentence.text, *match.span()) or pattern("context.neither").search(sentence.text[: match.start()])
        lasts = rule.get("is") in {"days", "months"}
        counts = (gone and not denies) or lasts or pattern("context.answered_no").match(after)
        return found if counts else Status.AFFIRMED
    foreseen = "plan_ok" in rule or "foreseen" in rule or (plain and denies)
    taken = {Status.PAST: plain or rule.get("past"), Status.PLANNED: foreseen}
    return Status.AFFIRMED if taken.get(found) else found


def _value(rule: Rule, sentence: Sentence) -> Read | None:
    """The fact that a sentence says by a rule; its words reach to the answer where a label is answered."""
    matches = list(compiled(rule["says"]).finditer(sentence.text))
    if not matches or not fits(rule, sentence):
        return None
    if rule.get("is") == "sentence" and pattern("context.open").search(sentence.text):
        return None
    for match in matches:
        said = _said(rule, sentence, match)
        kind = rule.get("is", True)
        value = (
            value_of(kind, match, rule.get("most", MOST))
            if said is Status.AFFIRMED and not _loose(rule, match)
            else None
        )
        value = rule.get("denied") if said is Status.DENIED else value
        if value is not None and (value is False or not void(rule["fact"], sentence.text)):
            return Read(rule["fact"], value, *_span(sentence, match, whole=kind == "sentence"))
    return None


def _loose(rule: Rule, match: re.Match[str]) -> bool:
    """Whether the number that a rule reads is not one that was found."""
    groups = [i for i, group in enumerate(match.groups(), 1) if group is not None]
    if rule.get("is") not in AMOUNTS or rule.get("foreseen") or not groups:
        return False
    if rule["is"] == "percent":
        found = found_in(match.string)
        return found is None or value(found) != float(amount(numeral(match, groups[0])))
    return loose(match.string, match.start(groups[0]), match.end())


def _span(sentence: Sentence, match: re.Match[str], *, whole: bool = False) -> tuple[int, int]:
    """Where the words of a fact stand in the note, with the word that denies them and the answer to a label."""
    text, start = sentence.text, match.start()
    end = answer_end(text, match.end())
    if whole:
        return sentence.start + len(text) - len(text.lstrip()), sentence.start + len(text.rstrip())
    for denial in pattern("context.denied").finditer(text, max(0, start - 40), start):
        return sentence.start + denial.start(), sentence.start + end
    return sentence.start + start, sentence.start + end


def lists(sentences: list[Sentence], procedure: str | None) -> Iterator[Read]:
    """The facts that are lists: the items that are affirmed, or the empty list wherever none is said."""
    whole = "\n".join(one.text for one in sentences)
    for rule in rules()["lists"]:
        if not concerns(rule, procedure):
            continue
        if "tests" in rule:
            yield from _tests(rule, sentences)
            continue
        found = _items(rule, sentences, whole)
        if found:
            start, end = min(read.start for read in found), max(read.end for read in found)
            yield Read(rule["fact"], [read.name for read in found], start, end)
            if not rule.get("also_none"):
                continue
        for sentence in sentences:
            if match := _empty(rule, sentence):
                end = answer_end(sentence.text, match.end())
                yield Read(rule["fact"], [], sentence.start + match.start(), sentence.start + end)


def _items(rule: Rule, sentences: list[Sentence], whole: str) -> list[Read]:
    """The items of a list that are affirmed, each as a fact of its own name."""
    found = []
    for name, item in {**rule["items"], **rule.get("items_more", {})}.items():
        ways = [item, {"says": item["plainly"], "plain": True}] if "plainly" in item else [item]
        ways = [way for way in ways if _may_say(way["says"], whole)]
        reads = (
            read
            for sentence in (sentences if ways else ())
            if _may_hold(rule, sentence)
            for way in ways
            if (read := _value({"fact": name} | way, sentence))
        )
        found += [read for read in [next(reads, None)] if read]
    return found


def _may_hold(rule: Rule, sentence: Sentence) -> bool:
    """Whether a sentence may hold an item: it has the words that the list needs, and does not deny them all."""
    if rule.get("none_wins") and _empty(rule, sentence):
        return False
    return "needs" not in rule or says(rule["needs"], sentence.text) is not None


def _empty(rule: Rule, sentence: Sentence) -> re.Match[str] | None:
    """Where a sentence says that there are none."""
    match = says(rule.get("none"), sentence.text)
    if match is None or sentence.heading == "family" or says(rule.get("none_unless"), sentence.text):
        return None
    unknown = pattern("context.unknown").search(sentence.text[match.start() : match.end() + NEAR])
    other = status(sentence.text, *match.span()) is Status.OTHER
    return None if unknown or other or ("none_needs" in rule and not says(rule["none_needs"], match[0])) else match


def _tests(rule: Rule, sentences: list[Sentence]) -> Iterator[Read]:
    """The provocative tests that were done, or that were positive: a result counts for the tests named before it.

    Where a result stands before its tests, as in `positive: A, B`, it counts for those up to the next result.
    """
    found: dict[str, bool] = {}
    spans: list[tuple[int, int]] = []
    told = False  # whether it is said which tests were done
    for sentence in sentences:
        if pattern("tests.planned").search(sentence.text):
            continue
        if any(compiled(words).search(sentence.text) for words in rule["items"].values()):
            told = told or pattern("tests.done").search(sentence.text) is not None
        for name, positive, start, end in _results(rule["items"], sentence):
            if positive is not None:
                found[name] = positive
            elif name not in found and pattern("tests.done").search(sentence.text):
                found[name] = False
            if name in found:
                spans.append((start, end))
    chosen = [name for name in rule["items"] if name in found and (rule["tests"] == "performed" or found[name])]
    denial = next((one for one in sentences if pattern("tests.none").search(one.text)), None)
    if denial and not found and rule["tests"] == "positive":
        yield Read(rule["fact"], [], denial.start, denial.start + len(denial.text.rstrip()))
    if found and (rule["tests"] == "positive" or told or not all(found.values())):
        yield Read(rule["fact"], chosen, min(spans)[0], max(end for _, end in spans))


def _results(items: dict[str, str], sentence: Sentence) -> Iterator[tuple[str, bool | None, int, int]]:
    """Each test named in a sentence, with its result where it has one."""
    text = sentence.text
    named = sorted((m.start(), m.end(), name) for name, words in items.items() for m in compiled(words).finditer(text))
    marks = sorted(
        [(m.start(), True) for m in pattern("tests.positive").finditer(text)]
        + [(m.start(), False) for m in pattern("tests.negative").finditer(text)]
    )
    undone = [m.start() for m in pattern("tests.undone").finditer(text)]
    leading = bool(marks and named and marks[0][0] < named[0][0])
    for start, end, name in named:
        following = next((at for at, _ in marks if at >= end), len(text))
        if any(end <= at < following for at in undone) and ";" not in text[end:following]:
            continue
        before = [sign for at, sign in marks if at < start]
        after = [sign for at, sign in marks if at >= end]
        sign = (
            (before[-1] if before else None) if leading else (after[0] if after else (before[-1] if before else None))
        )
        yield name, sign, sentence.start + start, sentence.start + len(text.rstrip())
