"""What a note says of the filing: codes, the program and its state, the guideline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.note_concepts import Read, compiled, rules
from assistant.note_context import Sentence, Status, pattern, status

KEYS = {"programs": "program", "states": "state", "guidelines": "guideline"}
CODE = r"(?:\d{5}|\d{4}T)\b"
CPT = re.compile(
    rf"\b(?:cpt|codes?)\b[^\n.;\d]{{0,12}}?\b{CODE}(?:(?:,|/|\+|&| and| x ?\d|\s)*\s*\+?{CODE})*|"
    rf"(?<![\d-])\b(?:6[0-9]{{4}}|27096|0[2-4]\d{{2}}T)(?:/\d{{5}})*\b(?!-|\d|%)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:\b[A-Z]{2}\s+|, [A-Z][a-z]+\.? |#|\b(?i:mrn|id|box|tel|ref|case)\W*)$")


def filed(sentences: list[Sentence], text: str) -> Iterator[Read]:
    """What the form says of the filing: codes, the program and its state, the guideline."""
    codes: list[str] = []
    spot: tuple[int, int] | None = None
    for match in CPT.finditer(text):
        if not ADDRESS.search(text[max(0, match.start() - 20) : match.start()]):
            codes += re.findall(CODE, match[0])
            spot = spot or match.span()
    if codes and spot:
        yield Read("request.codes", list(dict.fromkeys(codes)), *spot)
    program = named_in("programs", sentences)
    if program:
        payer = pattern("request.payer").search(text[max(0, program.start - 12) : program.start])
        yield program._replace(name="request.payer", value=text[program.start : program.end]) if payer else program
    labelled = re.search(r"\b[Ss]tate:\s*([A-Z]{2})\b", text)
    state = named_in("states", sentences, mind_case=True) if program and program.value != "medicare" else None
    if labelled:
        yield Read("request.state", labelled[1], *labelled.span(1))
    elif state:
        yield state
    guideline = named_in("guidelines", sentences)
    if guideline:
        yield guideline


def named_in(sort: str, places: list[Sentence], *, mind_case: bool = False) -> Read | None:
    """The first of a sort of names, such as programs, that a sentence affirms; that there is none goes before all."""
    none = [rule for rule in rules()[sort] if rule["is"] == "none"]
    named = [rule for rule in rules()[sort] if rule["is"] != "none"]
    for sentence, chosen in [*((one, none) for one in places), *((one, named) for one in places)]:
        for rule in chosen:
            words = re.compile(rule["says"]) if mind_case else compiled(rule["says"])
            for match in words.finditer(sentence.text):
                said = status(sentence.text, *match.span())
                own = sort == "guidance" and sentence.text[: match.start()].rstrip().endswith(",")
                if sort == "guidance" and pattern("request.out_of_use").match(sentence.text[match.end() :]):
                    continue
                if said not in {Status.OTHER, Status.DENIED} or rule["is"] == "none" or own:
                    value = rule["is"] + match[1] if rule["is"].endswith("_") else rule["is"]
                    start = sentence.start + match.start()
                    return Read(f"request.{KEYS.get(sort, sort)}", value, start, sentence.start + match.end())
    return None
