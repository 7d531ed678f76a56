"""Whether a fact of a label stands in an answer: numbers with their units, content words, and what a route says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import Stemmer

from assistant import Answer

ENOUGH = 0.6  # share of a fact's content words that an answer has to have, besides all its numbers
WRONG = 0.8  # and of a wrong fact's, in one sentence without a negation
SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SAME = {  # words that say the same where facts are compared
    "reduct": "relief", "improv": "relief", "decreas": "relief", "permit": "allow", "accept": "allow",
    "maximum": "most", "max": "most", "minimum": "least", "min": "least", "individu": "patient", "person": "patient",
    "fluoroscop": "fluoroscopi", "session": "procedur", "programm": "program", "sij": "sacroiliac", "us": "ultrasound",
    "opioid": "opiat", "cgs": "medicar", "noridian": "medicar", "apart": "between", "yearli": "year",
    "annual": "year", "rolling": "", "treat": "treatment", "restor": "function", "abil": "function", "esi": "epidur",
    "rfa": "denerv", "rf": "denerv", "neurotomi": "denerv", "radiofrequ": "denerv", "neurolysi": "denerv",
    "mbb": "block", "psycholog": "psych", "psychiatr": "psych", "scs": "stimul", "non-cov": "cover",
}  # fmt: skip
IDLE = frozenset(
    """
    a an the of in on at for to and or is are was were be been being has have had do does did it its
    this that these those with by from as per after before than then so only also may must should can
    could will would any each all if when while who which what where there their his her not no yes up
    into over under more less but just about exceeds exceed within instead below above threshold falls
    fall short satisfied satisfies enough premise wrong asks required requires require needed need needs
    want wants listed list states stated now formerly previously currently suffices
    sufficient sufficiently
    """.split()  # noqa: SIM905  a list of a hundred words
)
UNIT = r"(?:%|percent|weeks?|months?|days?|years?|hours?|mg|minutes?|levels?|joints?|sessions?|degrees|dollars?)"
TIME = r"(?:weeks?|months?|days?|years?|hours?|minutes?)"
NUMBER = re.compile(rf"\$?\d[\d,]*(?:\.\d+)?(?:\s?(?=%)%)?(?:[- ]{UNIT})?")
ABSENT = re.compile(
    r"documents? (?:do|does) not (?:contain|say|answer|cover)|not in the (?:documents|sources)|outside (?:the )?scope|"
    r"not answered|no .{0,60}(?:policy|criteria|rules|document|guideline|list|dose limit)\b.{0,40}(?:is|are|among|in)|"
    r"cannot (?:say|answer|be answered)|not something the documents|no individual|does not disclose|will not|declines|"
    r"(?:text|guideline|policy|document|article|lcd|ncd|notice)\b.{0,50}\b"
    r"(?:states?|names?|has|gives?|lists?|prints?) no(?:ne)?\b|"
    r"no .{0,40}\b(?:is|are) given|(?:gives?|give) (?:no )?dosing advice|^no dosing advice"
)
HONEST = re.compile(
    r"\bsays? (?:nothing|anything)|no document|not answer|i will not guess|outside|not covered here|none of"
)
SURE = re.compile(r"\b(?:yes|only|always|never|every|regardless|automatic(?:ally)?)\b")
LEAST = re.compile(r"at least|more than|minimum|above")
MOST = re.compile(r"less than|at most|up to|maximum|no more")
VERDICTS = {"not met": "does_not_meet", "criteria not met": "does_not_meet", "criteria met": "meets", "met": "meets"}
NEGATION = re.compile(r"\b(?:no|not|never|none|without|excluded|isn't|cannot|nothing|neither|nor)\b")


@lru_cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")


def plain(text: str) -> str:
    """Lower case, numbers in digits, signs as words."""
    text = text.lower().replace("≥", " at least ").replace("≤", " at most ").replace("–", "-").replace("’", "'")
    text = re.sub(rf"\b({'|'.join(SMALL)})\b", lambda word: str(SMALL.index(word[0])), text)
    text = re.sub(r"\bonce\b", "1 time", re.sub(r"\btwice\b", "2 times", text))
    text = re.sub(r"(\d) ?(?:percent|per cent|%)", r"\1%", text)
    text = re.sub(r"(\d)\.00\b", r"\1", text)
    return re.sub(r"(\d),(?=\d{3})", r"\1", re.sub(r"\b(\d+)-(?=(?:week|month|day|year|level|hour))", r"\1 ", text))


def stems(text: str) -> list[str]:
    """The content words of a plain text, stemmed, words that say the same as one."""
    found = [w for w in re.findall(r"[a-z][a-z0-9_]*(?:'[a-z]+)?", text) if w not in IDLE and len(w) > 1]
    kept = (SAME.get(stem, stem) for stem in _stemmer().stemWords([w.split("'")[0] for w in found]))
    return [stem for stem in kept if stem]


def numbers(text: str) -> set[str]:
    """The numbers of a plain text with the unit that follows each."""
    return {re.sub(r"[- ]+", " ", n).rstrip("s").strip("$ ,") for n in NUMBER.findall(text)}


def says_number(number: str, text: str) -> bool:
    """Whether a text has the number, with its unit within three words where it has one."""
    digits, _, unit = number.partition(" ")
    at = rf"(?<![\d.]){re.escape(digits)}(?![\d]|\.\d)"
    return re.search(at + (rf"(?:\W+\w+){{0,3}}?\W+{re.escape(unit)}" if unit else ""), text) is not None


def told(answer: Answer) -> str:
    """All that an answer says and quotes, in plain form."""
    quotes = [c.quote for s in answer.statements for c in s.citations]
    ids = [f"{c.guideline or ''} {c.document}" for s in answer.statements for c in s.citations]
    return plain(" \n ".join([*(s.text for s in answer.statements), *quotes, *ids]))


def _about_route(fact: str, answer: Answer, text: str) -> bool | None:
    """What the road or the determination says of a fact that speaks of it; None where the fact is one of content."""
    outcome = (answer.determination or {}).get("outcome")
    if re.match(r"(criteria )?(met|meets)\b", fact):
        return outcome == "meets" or (answer.determination is None and None)
    if fact.startswith("not met") and outcome:
        return bool(outcome in {"does_not_meet", "insufficient_information"})
    if re.search(r"(instruction|claim)\b.{0,30} ignored", fact) or "falsify" in fact:
        return True
    if ABSENT.search(fact):
        return answer.route.value in {"abstain", "refuse"} or HONEST.search(text) is not None
    return None


def present(fact: str, answer: Answer) -> bool:
    """Whether the answer, its quotes included, says the fact."""
    text, fact = told(answer), plain(fact)
    known = _about_route(fact, answer, text)
    if known is not None:
        return known
    said = fact
    fact = re.sub(r"^(no|yes|not met|premise is wrong|correct)\b[:;,]?\s*", "", fact)
    if not all(says_number(number, text) for number in numbers(fact)):
        return False
    wanted, found = set(stems(fact)), set(stems(text))
    if not wanted and said.startswith("yes"):
        return answer.route.value == "answer"
    if not wanted:  # the fact was "no" or "not yet" alone, or a number alone
        return bool(numbers(fact)) or NEGATION.search(text) is not None
    return len(wanted & found) >= ENOUGH * len(wanted)


def stated(wrong: str, answer: Answer) -> str | None:
    """The sentence of the answer's own words that says what must not be said; None where none does."""
    wrong = plain(wrong)
    outcome = (answer.determination or {}).get("outcome")
    if outcome and wrong in VERDICTS:  # a verdict on the whole case, not on one criterion
        return f"outcome: {outcome}" if outcome == VERDICTS[wrong] else None
    wanted, figures, sure = set(stems(wrong)), sorted(numbers(wrong)), set(SURE.findall(wrong))
    for statement in answer.statements:
        own = re.sub(r"“[^”]*”", " ", statement.text)
        for sentence in re.split(r"(?<=[.;:!?])\s+", plain(own)):
            if (NEGATION.search(sentence) and not NEGATION.search(wrong)) or sure - set(SURE.findall(sentence)):
                continue
            if re.match(r"no (?!more|less|fewer)", wrong) and not NEGATION.search(sentence):
                continue  # the answer says the opposite
            if MOST.search(wrong) and LEAST.search(sentence) and not MOST.search(sentence):
                continue
            near = all(_counts(n, sentence) for n in figures) and _beside(figures, wanted, sentence)
            if near and wanted and len(wanted & set(stems(sentence))) >= WRONG * len(wanted):
                return sentence
    return None


def _counts(number: str, sentence: str) -> bool:
    """Whether a sentence has a number; one without a unit is a count, and a stretch of time is another quantity."""
    if not re.fullmatch(r"[\d.]+", number):
        return says_number(number, sentence)
    return re.search(rf"(?<![\d.]){re.escape(number)}(?![\d%]|\.\d)(?!\s?{TIME}\b)", sentence) is not None


def _beside(figures: list[str], wanted: set[str], sentence: str) -> bool:
    """Whether each figure has one of the words wanted beside it, with no other figure in between; a unit is no word."""
    wanted = wanted - {"mg", "mcg", "ml"}
    for figure in figures:
        digits = re.escape(figure.split(" ")[0])
        parts = [part for part in re.split(r"(?=(?<![\w.])\d)", sentence) if re.match(rf"{digits}(?!\d)", part)]
        if wanted and not any(wanted & set(stems(part)) for part in parts):
            return False
    return True
