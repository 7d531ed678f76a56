"""What a cost question says of a plan: amounts, shares and states as facts, each with the network that it holds for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.cost_numbers import Mark
from assistant.cost_words import YEARLY, Role, distance, marks, pattern, roles

DED = r"(?:deductibles?|ded)\b"
OOP = r"(?:moop|oop|out.of.pocket|max(?:imum)?\b|limit\b|cap\b)"
MET = (
    r"(?:met|satisfied|paid off|paid up|fully paid|all paid|already paid|paid for|paid in full|reached|done|finished|"
    r"taken care of|used up|complete[d]?|exhausted|behind me|out of the way|covered already)\b"
)
NOT_YET = re.compile(r"\b(?:not|\w*n't|none|never|until|till|once|unless|before|nothing|if|when|\d[\d.,]*)\b")
LATER = re.compile(r"\b(?:once|until|till|after|when|if|before|not|never|\w*n't)\b(?: \w+){0,4} ?$")
INDEED = re.compile(r"which (?:i have|is|has|was)|,? ?and (?:i have|it is|it's|it has)|already")
UNUSED = (
    r"(?:none|nothing|haven't|have not|hasn't|not|untouched|0)\b(?:[^.;?!]{0,30}\b(?:met|paid|used|touched|toward\w*|yet|spent)|$)|"
    r"untouched|all of (?:it|that|this)(?: (?:is|still|to))*(?: be paid| left| open| to go| remain\w*| unmet| owed)"
)
NO_DEDUCTIBLE = (
    rf"\b(?:no|without|0) {DED}|{DED}(?: is| =|:)* none\b(?! (?:of|met|used|paid|yet|so))|{DED}[^.;]{{0,30}}(?:n/?a\b|not apply|n't apply|\bwaived)|not subject to (?:the )?{DED}|"
    rf"\bwaives? (?:the |my |her |his )?{DED}|{DED}(?: is| at| =|:)* \$?0\b(?![.,]?\d)|\b(?:bypass|skip)\w* (?:the )?{DED}"
)
NO_SHARE = (
    r"\binstead of (?:a |the |any )?(?:percent\w*|co-?ins\w*)|"
    r"\b(?:no|without|0) (?:co-?ins\w*|percent\w*)|percent\w* (?:\w+ ){0,2}(?:don't|doesn't|do not) apply|"
    r"\b(?:plan|insurance|they|it|policy|medicare) (?:then )?(?:pays?|covers?|picks? up) (?:for )?(?:everything|all of it|the rest|it all|in full)\b(?! (?:up|of))|"
    r"co-?ins\w* (?:n/?a|doesn't apply|does not apply|is waived|waived)"
)
COPAY_ALONE = r"\bnothing else(?: applies| is due| to pay)?|\bcopay (?:only|alone|and that's it)|\bonly (?:a |the |my )?(?:flat )?(?:\$?\d+ )?copay\b"
REACHED = (
    rf"\b(?:hit|met|reached|maxed(?: out)?)\b (?:on )?(?:(?:my|the|our|her|his|their|this year's|annual|yearly|family|own|individual|in-network|out-of-network) ){{0,3}}{OOP}|"
    rf"{OOP}[\w' ]{{0,16}}\b(?:met|reached|hit)\b|\bmaxed out\b|\b(?:0|nothing) (?:left|remaining|to go)[^.;?!\d]{{0,20}}{OOP}"
)
NEARLY = re.compile(
    r"\b(?:nearly|almost|close to|about to|haven't|have not|not yet|until|till|away from|short of|once|if|when)\b"
)
PATIENT = re.compile(r"\b(?:i|we|you|patient|pt|me|my|mine|member|she|he|mom|dad|her|his|our|subscriber|enrollee)\b")
PLAN = re.compile(
    r"\b(?:plan|insurance|insurer|they|it|medicare|blue \w+|aetna|cigna|humana|policy|carrier|company|uhc|bcbs\w*|health\w*|their|theirs)\b"
)
PAYS = re.compile(r"\b(pays?|paid|paying|owes?|responsible for|share|part|portion|side)\b|"
                  r"\b(covers?|covered|picks? up|takes? care of|handles?|reimburses?|coverage)\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said: its name as the plan's inputs are called, its value, its place, and `in`, `out-of` or any network."""

    name: str
    value: str
    mark: Mark
    network: str = ""


@dataclass(slots=True)
class Told:
    """A message read: its plain text, marks and facts; `used` are the places that a rule has understood."""

    text: str
    found: list[Mark]
    facts: list[Fact] = field(default_factory=list)
    used: list[tuple[int, int]] = field(default_factory=list)

    def use(self, match: re.Match[str] | Mark) -> None:
        """Note that a place was understood."""
        self.used.append((match.start, match.end) if isinstance(match, Mark) else match.span())

    def understood(self, mark: Mark | re.Match[str]) -> bool:
        """Whether a rule has understood some of a place."""
        start, end = (mark.start, mark.end) if isinstance(mark, Mark) else mark.span()
        return any(a < end and start < b for a, b in self.used)

    def bounds(self, at: int, kinds: tuple[str, ...] = ("hard",)) -> tuple[int, int]:
        """From where to where the sentence goes, or with `soft` the part of it, that a place lies in."""
        stops = [mark for mark in self.found if mark.kind in kinds]
        low = max((mark.end for mark in stops if mark.end <= at), default=0)
        return low, min((mark.start for mark in stops if mark.start >= at), default=len(self.text))

    def part(self, at: int, *kinds: str) -> str:
        """The text of the sentence, or part of it, that a place lies in."""
        low, high = self.bounds(at, kinds or ("hard",))
        return self.text[low:high]


def told(text: str) -> Told:
    """Everything that a plain text says of a plan."""
    read = Told(text, marks(text))
    for mark, role in roles(read.found, text):
        read.facts.append(Fact(_settled(read, mark, role), mark.value, mark, _network(read, mark)))
    for mark in read.found:
        if mark.kind == "amount" and re.match(r" off\b", text[mark.end :]):
            read.facts[[fact.mark for fact in read.facts].index(mark)] = Fact("off", mark.value, mark)
        if mark.kind == "number":
            read.facts.append(Fact("unclear", text[mark.start : mark.end].rstrip(".,"), mark))
        if mark.kind in {"percent", "ratio"}:
            read.facts.append(_share(read, mark))
    read.facts += _states(read)
    return read


def _settled(read: Told, mark: Mark, role: Role) -> str:
    """The name of an amount; what is said to be met is the whole of it: "my 2,000 deductible is fully paid"."""
    name = role.name or "unclear"
    low, high = read.bounds(mark.start)
    after, before = read.text[mark.end : high], read.text[low : mark.start]
    whole = re.match(
        rf"(?: {DED})?(?:,? (?:is|was|has been|all|fully|already|now|are))* (?:{MET})(?! (?:toward|to |of |so far|\$?\d))",
        after,
    )
    if (
        role.kind in YEARLY
        and role.turn == "used"
        and whole
        and not re.search(r"\b(?:met|paid|used|with|of which)\s\$?$", before)
    ):
        return name.replace("_used", "_whole")
    return name


def _network(read: Told, mark: Mark) -> str:
    """The network that a place speaks of: named beside it, or before it in its sentence."""
    low, high = read.bounds(mark.start, ("hard", "soft"))
    networks = [one for one in read.found if one.kind == "network"]
    beside = [one for one in networks if low <= one.start < high]
    if beside:
        return min(beside, key=lambda one: distance(one, mark)).value
    start = read.bounds(mark.start)[0]
    return next((one.value for one in reversed(networks) if start <= one.start < mark.start), "")


def _share(read: Told, mark: Mark) -> Fact:
    """A percentage: the patient's share, a discount, or what a second line is reduced to."""
    low, high = read.bounds(mark.start, ("hard", "soft"))
    part, after = read.text[low:high], read.text[mark.end : high]
    network = _network(read, mark)
    if mark.kind == "ratio":
        return Fact("coinsurance", f"{mark.value}%" if mark.value else "", mark, network)
    if re.search(r"discount|\boff\b", part) and not re.search(r"off (?:my|the) (?:deductible|max)", part):
        return Fact("discount", mark.value, mark, network)
    if pattern("reduced").search(part) or (
        re.search(r"\b(?:at|to)\s$", read.text[low : mark.start]) and re.search(r"second|other", part)
    ):
        by = re.search(r"\bby\s$", read.text[: mark.start])
        return Fact("reduced_to", f"{100 - float(mark.value):g}" if by else mark.value, mark, network)
    theirs = _plan_pays(read.text[read.bounds(mark.start)[0] : mark.start], after)
    mine = float(mark.value) if not theirs or float(mark.value) > 100 else 100 - float(mark.value)
    return Fact("coinsurance", f"{mine:g}%", mark, network)


def _plan_pays(before: str, after: str) -> bool:
    """Whether a percentage is the plan's part: by the payer named behind it, else by the verb last before it."""
    behind = re.match(
        r" ?(?:is |are )?(?:paid |covered |payable )?(?:(?:by|from|on) (?:the |my )?(?:plan|insur\w+|them)|covered|coverage|theirs)\b",
        after,
    )
    if behind or re.match(r" (?:is )?(?:mine|me|my (?:share|part)|pt|patient)\b", after):
        return behind is not None
    verbs = [
        match
        for match in PAYS.finditer(before)
        if not re.search(r"\d%?.{0,40}$", before[match.end() :][:80] if "%" in before[match.end() :] else "")
    ]
    if not verbs:
        return False
    verb = verbs[-1]
    if verb[2]:
        return True
    subject = before[max(0, verb.start() - 40) : verb.start()]
    subject = re.split(r"[,.;]", subject)[-1]
    patients, plans = list(PATIENT.finditer(subject)), list(PLAN.finditer(subject))
    if patients or plans:
        last = max([*patients, *plans], key=lambda match: match.start())
        return (
            last in plans and not re.search(r"\b(?:my|her|his|our) $", subject[: last.start()] + " ") or (last in plans)
        )
    return verb[1] == "pays"


def _states(read: Told) -> Iterator[Fact]:
    """What is said in words: met, unused, waived, no share, limit reached."""
    text = read.text
    for match in re.finditer(NO_DEDUCTIBLE, text):
        yield _state(read, "deductible_left", "0", match)
    for match in re.finditer(
        rf"{DED}(?:'s)?[^.;,?!]{{0,40}}?\b{MET}|\b{MET} (?:my |the |our |her |his |their )?(?:\S+ ){{0,2}}?{DED}", text
    ):
        if _is_met(text, match):
            yield _state(read, "deductible_met", "yes", match)
    for match in re.finditer(rf"\b(?:it|that|this)(?:'s| is| was| has been|'s been)(?: \w+){{0,2}} {MET}", text):
        yearly = [mark.kind for mark in read.found if mark.kind in YEARLY and mark.end <= match.start()]
        if yearly and yearly[-1] == "deductible" and not NOT_YET.search(match[0]):
            yield _state(read, "deductible_met", "yes", match)
    for match in re.finditer(rf"{DED}[^?!]{{0,40}}?(?:{UNUSED})|(?:{UNUSED})[^.?!]{{0,30}}{DED}", text):
        unsure = pattern("unknown").search(read.part(match.end(), "hard", "soft"))
        if not unsure and "oop" not in match[0] and "max" not in match[0]:
            yield _state(read, "deductible_used", "0", match)
    for match in re.finditer(REACHED, text):
        if not NEARLY.search(text[max(0, match.start() - 25) : match.end()]):
            yield _state(read, "oop_left", "0", match)
    for match in re.finditer(NO_SHARE, text):
        yield _state(read, "coinsurance", "0%", match)
    for match in re.finditer(COPAY_ALONE, text):
        if re.search(r"\bco-?pay", text):
            yield _state(read, "coinsurance", "0%", match)
            yield _state(read, "deductible_left", "0", match)
    for match in re.finditer(
        r"\b(?:no|without|waives? (?:the|my)) co-?pay\w*|co-?pay\w* (?:is |are )?(?:waived|n/?a|don't apply|doesn't apply)",
        text,
    ):
        yield _state(read, "copay", "0", match)
    for match in re.finditer(
        rf"{OOP}[^?!;]{{0,60}}?(?:nothing paid|paid nothing|none paid|haven't paid anything|nothing (?:used|spent|counted))",
        text,
    ):
        yield _state(read, "oop_used", "0", match)


def _state(read: Told, name: str, value: str, match: re.Match[str]) -> Fact:
    read.use(match)
    place = Mark("state", *match.span(), match[0])
    part = read.part(match.start(), "hard", "soft")
    if pattern("family").search(match[0]) or (pattern("family").search(part) and not pattern("own").search(match[0])):
        name = f"family_{name}"
    return Fact(name, value, place, _network(read, place))


def _is_met(text: str, match: re.Match[str]) -> bool:
    """Whether the deductible is met now: not once it will be, and not an amount of it alone."""
    inside = re.sub(rf"^{DED}|{DED}$", "", match[0])
    behind = text[match.end() : match.end() + 30]
    if re.match(r" (?:as soon as|once|when|if|after|only)\b", behind):
        return False
    if INDEED.search(match[0]) or re.match(r",? (?:which i have|and i have)", behind):
        return True
    whole = (
        re.sub(r"(?:of |is )?\$?\d[\d,.]*", "", inside)
        if re.match(rf"{DED}(?: of)? \$?\d[\d,.]*(?: (?:is|was|has been|already|all|fully|now))* {MET}", match[0])
        else inside
    )
    return not NOT_YET.search(whole) and not LATER.search(text[max(0, match.start() - 40) : match.start()])
