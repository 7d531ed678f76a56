"""Whether a list that is said to be empty is so: `complete` and `left_open` in `assistant/note_facts.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from string import ascii_letters
from typing import Any

from assistant.note_concepts import Read, Rule, concerns, rules, says
from assistant.note_context import Sentence, Status, pattern, status
from assistant.note_spans import dates

ALONE = 1  # kinds denied that do not make a list complete
NOT_OF_IT = {Status.DENIED, Status.OTHER}


def settled(reads: Sequence[Read], sentences: Sequence[Sentence], procedure: str | None) -> list[Read]:
    """The reads without the empty lists that are not denied as a whole, or that the note leaves open elsewhere."""
    service = next((one.value for one in reads if one.name == "request.date_of_service"), None)
    said = [one for one in reads if one.value != [] or _whole(one, sentences, procedure, service)]
    left = {one.name for one in said if one.value == [] and _left_open(one, reads, sentences)}
    return [one for one in said if one.value != [] or one.name not in left]


def _whole(read: Read, sentences: Sequence[Sentence], procedure: str | None, service: Any) -> bool:
    """Whether an empty list is denied as a whole: completely, in plain words, of the day where that matters."""
    rule, held = rules()["left_open"].get(read.name, {}), _held(read, sentences)
    plain = not held or "plain" not in rule or _plain(read, sentences[held[0]], rule)
    of_the_day = not held or "of_the_day" not in rule or _of_the_day(sentences, held, service)
    return plain and of_the_day and _complete(read, sentences, procedure)


def _complete(read: Read, sentences: Sequence[Sentence], procedure: str | None) -> bool:
    """Whether an empty list is denied in general, or in more than one of the kinds that matter for the procedure."""
    rule = rules()["complete"].get(read.name)
    if rule is None:
        return True
    kinds = [kind for kind in rule["kinds"].values() if concerns(kind, procedure)]
    text = _around(read, sentences, [*rule["kinds"].values(), *rule["general"]])
    named = sum(bool(says(kind["says"], text)) for kind in kinds)
    in_general = any(
        concerns(words, procedure)
        and says(words["says"], text)
        and (not named or "beside_kinds" not in words or says(words["beside_kinds"], text))
        for words in rule["general"]
    )
    return in_general or named > ALONE


def _plain(read: Read, sentence: Sentence, rule: Rule) -> bool:
    """Whether a denial, to the end of its clause, has no word but those of a denial of the whole."""
    start, end = read.start - sentence.start, read.end - sentence.start
    none = pattern("denials.negation").search(sentence.text, start, end)
    stop = pattern("denials.clause_end").search(sentence.text, none.end() if none else end)
    text = sentence.text[start : stop.start() if stop else len(sentence.text)]
    if rule.get("from_end"):
        text = text[end - start :].lstrip(ascii_letters)
    return not any(map(str.isalnum, pattern(f"denials.{rule['plain']}").sub("", text)))


def _of_the_day(sentences: Sequence[Sentence], held: Sequence[int], service: Any) -> bool:
    """Whether a denial is one of the day that is planned: by its own words, or by those of the sentence before it."""
    own, before = _text(sentences, held), _text(sentences, range(max(0, held[0] - 1), held[0]))
    own = re.split(r", (?:and|but) (?=(?:we|i) )", own)[-1]
    if pattern("denials.of_the_past").search(own):
        return False
    if _names(own, service):
        return True
    if any(mark.day != sentences[held[0]].visit for mark in dates(own)):
        return False
    if pattern("denials.planned").search(own):
        return True
    planned = pattern("denials.planned").search(before) or _names(before, service)
    happened = pattern("denials.happened").search(before) and not planned
    if pattern("denials.of_the_day").search(own):
        return not (happened and dates(before))
    bare = planned or sentences[held[0]].heading == "plan" or pattern("denials.bare").search(own)
    return bool(bare) and not happened


def _names(text: str, day: Any) -> bool:
    """Whether a text names a day, `2024-06-11`, with or without its year."""
    about = date.fromisoformat(day) if day else None
    return any(mark.day == about for mark in dates(text, about))


def _left_open(read: Read, reads: Sequence[Read], sentences: Sequence[Sentence]) -> bool:
    """Whether a denial sets itself a limit, or the note affirms something of what it denies."""
    rule, held = rules()["left_open"].get(read.name), _held(read, sentences)
    if rule is None or not held:
        return False
    own = _text(sentences, held)
    goes_on = held[0] and pattern("denials.no_other").match(own.lstrip(" \n-"))
    row = _text(sentences, range(held[0] - 1, held[-1] + 1)) if goes_on else own
    if says(rules()["left_open"]["any"]["limits"], own) or says(rule.get("limits"), row):
        return True
    last = held[-1]
    while last + 1 < len(sentences) and sentences[last].text.rstrip().endswith(";"):
        last += 1
    treated = rule.get("for_it", {"fact": "", "is": "", "kinds": []})
    aside = treated["kinds"] if any(one[:2] == (treated["fact"], treated["is"]) for one in reads) else []
    return any(
        _affirms(words, rule, where)
        for place, where in (("anywhere", sentences), ("beside", sentences[held[0] : last + 1]))
        for kind, words in rule.get(place, {}).items()
        if kind not in aside
    )


def _affirms(words: str, rule: Rule, sentences: Iterable[Sentence]) -> bool:
    """Whether a clause has words of a kind, of the patient as he is now, and does not deny them itself.

    In a sentence that denies something it must be set against that, or have a verb or a tick: else it may belong to it.
    """
    return any(
        (match := says(words, clause))
        and not says(rule.get("unless"), clause)
        and not pattern("denials.no_evidence").search(match[0])
        and status(clause, *match.span()) not in NOT_OF_IT
        and not pattern("denials.negated_after").search(clause, match.end())
        and (turned or _apart(clause, match.end()) or not pattern("denials.negation").search(one.text))
        for one in sentences
        if one.heading not in {"family", "past"}
        for clause, turned in _clauses(one.text)
    )


def _apart(clause: str, end: int) -> bool:
    """Whether a clause affirms by a verb or a tick, or denies only what else there is: `UTI, no other infection`."""
    other = pattern("denials.no_other").search(clause, end)
    return other is not None or pattern("denials.predicate").search(clause) is not None


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a sentence, each with its own denial, and whether it is set against the one before: `but ...`."""
    at = 0
    for part in [*pattern("denials.turned").finditer(text), None]:
        turned, low = at > 0, at
        at = part.end() if part else len(text)
        for match in pattern("denials.apart").finditer(text, low, at):
            yield text[low : match.end()], turned
            turned, low = False, match.end()
        yield text[low:at], turned


def _held(read: Read, sentences: Sequence[Sentence]) -> list[int]:
    """The places of the sentences that hold a read."""
    return [i for i, one in enumerate(sentences) if one.start < read.end and read.start < one.start + len(one.text)]


def _text(sentences: Sequence[Sentence], places: Iterable[int]) -> str:
    return " ".join(sentences[i].text for i in places)


def _around(read: Read, sentences: Sequence[Sentence], words: Sequence[Rule]) -> str:
    """The sentences that hold a read, with those beside them in a row that call something of it absent or sound.

    Of the other sentences of that visit the clauses that say so in plain words.
    """
    held = _held(read, sentences)
    if not held:
        return ""
    first, last = held[0], held[-1]
    while first > 0 and _goes_on(sentences[first - 1], words):
        first -= 1
    while last + 1 < len(sentences) and _goes_on(sentences[last + 1], words):
        last += 1
    apart = [*sentences[:first], *sentences[last + 1 :]]
    visit = [one for one in apart if one.visit == sentences[held[0]].visit and one.heading not in {"family", "past"}]
    return " ".join([_text(sentences, range(first, last + 1)), *(_sound(one, words) for one in visit)])


def _sound(sentence: Sentence, words: Sequence[Rule]) -> str:
    """The clauses of a sentence that call something of a list absent, or sound and not denied."""
    clauses = re.split(r"[,;]|\s{2,}|\band\b", sentence.text)
    well = [one for one in clauses if pattern("denials.well").search(one) and not pattern("effects.denial").search(one)]
    return " ".join(
        [*(one for one in well if any(says(each["says"], one) for each in words)), *_absent(sentence, words)]
    )


def _absent(sentence: Sentence, words: Sequence[Rule]) -> list[str]:
    """The words of a list that a sentence denies."""
    found = [match for one in words if (match := says(one["says"], sentence.text))]
    if pattern("denials.unwell").search(sentence.text):
        return []
    return [match[0] for match in found if status(sentence.text, *match.span()) is Status.DENIED]


def _goes_on(sentence: Sentence, words: Sequence[Rule]) -> bool:
    """Whether a sentence calls something of a list absent or sound."""
    if pattern("denials.unwell").search(sentence.text):
        return False
    well = pattern("context.denied").search(sentence.text) or pattern("context.sound").search(sentence.text)
    return (bool(well) and any(says(one["says"], sentence.text) for one in words)) or bool(_absent(sentence, words))
