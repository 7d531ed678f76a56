"""A cost question's text in one form: known words spelled right, amounts and shares in words as digits and signs."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from assistant.cost_numbers import TENS, UNITS, cost_words, expanded, pattern, source
from assistant.cost_share_forms import with_shares
from assistant.cost_spelled import spelled

GROUPS = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000}
WORD = "|".join([*UNITS, *TENS, *(name for name in GROUPS if name != "k")])
LARGE = rf"(?:{'|'.join([*UNITS, *TENS])})[ -](?:{'|'.join([*TENS, *list(GROUPS)[:3]])})\b"
AND = rf"(?:(?:(?<=hundred )|(?<=thousand ))and (?:a )?(?!{LARGE})|and a (?=half))?"  # before what is below a hundred
RUN = re.compile(rf"\b(?:a (?=hundred|thousand|grand))?((?:{WORD})(?:[ -]{AND}(?:{WORD}|half))*)\b")
APOSTROPHES = (  # left out in haste
    (r"\b(wo|do|does|is|ca|have|has|did|was|are|were|would|could|should|ai)nt\b", r"\1n't"),
    (r"\b(i|we|they|you)(ve|m|re)\b(?<!\bwere)", r"\1'\2"),
    (r"\b(that|what|wife|husband|son|daughter|mom|dad)s(?= )", r"\1's"),
)
EXCLUDED = re.compile(r"\b(not covered|uncovered|excluded|denied)[,:] (?=\$?\d[\d,]*(?:\.\d+)?(?![\d.,]*\d| ?%|/))")
SHORT = r"deductibles?|ded|co-?ins\w*|coinsurance|co-?pay\w*|percentages?"
MONEY = r"\$?\d[\d,]*(?:\.\d\d)?"
PAIR = r"\(?\b(?:ind\w*|single|self|person|me|mine)\s?/\s?fam\w*\)?"
MEMBER, INSURER = r"(?:member|patient|pt|me)(?: pays?)?", r"(?:plan|insurance|insurer|payer)(?: pays?)?"
SHORT_OF = r"(?:(?:away |short |off )?from|short of|shy of)(?: my| the| our| her| his| that| this)?"
LIMIT = r"(?: (?:yearly|annual|in-network|out.of.pocket|oop|max\w*|limit|cap)\b)+"
REACH = rf"(?:(?:hits?|reach(?:es)?)(?: (?:my|the|our|her|his))?{LIMIT}|max(?:es)? out)"
FORMS = (  # dollars by their sign; ways to set numbers and words out, and the one that is read
    (r"(?<![\d.,])\$?(\d[\d,]*(?:\.\d+)?) (?:dollars?|bucks|usd)\b", r"$\1"),
    (r"\$(\d[\d,]*) and (\d\d) cents\b", r"$\1.\2"),
    (
        r"\b(\d\d)/(\d\d),? \(?(?:me|mine|my part|my share|i pay|patient|pt)(?: is| pays?)? \1\b(?! ?[\d%$])\)?",
        r"\2/\1",
    ),
    (r"(?<=[a-z])(?<!\bis)(?<!\bat)(?<!\bof) ?(?:\.{2,}|…|(?<= )[-–—](?= )) ?(?=\$?\d)", ": "),
    (r"(?<=[a-z])(?:\.{2,}|…) ?(?=[a-z])", ": "),
    (rf"\b{MEMBER} (\d\d)%? ?[/,] ?{INSURER} (\d\d)%?(?![\d.,]*\d)", r"\2/\1"),
    (rf"\b{INSURER} (\d\d)%? ?[/,] ?{MEMBER} (\d\d)%?(?![\d.,]*\d)", r"\1/\2"),
    (r"\b(met|paid|used|satisfied) (?:to the tune|in the amount|to the extent) of (?=\$?\d)", r"\1: "),
    (r"\b(discounts?|write-?offs?|adjustments?|reductions?)(?:(?::| is| of)? [-−–] ?|: ?[-−–])(?=\$?\d)", r"\1: "),
    (
        r"\b(met|satisfied)(?: \(?y(?:es)? ?/ ?no?\)?)? ?(?:[:=]|[-–—](?= )) ?(?:yes|y|true|full|complete)\b",
        r"\1 in full",
    ),
    (r"(?<=[a-z]) [-–—] (?=(?:met|none|n/?a|satisfied|paid|reached|zero|yes|no|waived)\b)", ": "),
    (
        rf"({MONEY}) of (?:which|it|that) (?:still |now )?(?:remains?|is left|is open|is unpaid|left|remaining)\b",
        r"\1 left",
    ),
    (
        rf"({MONEY}),? (?:which|that) (?:is|was) (?=(?:the|my|their|its) (?:allow|approv|contract|negotiat|agreed))",
        r"\1 is ",
    ),
    (
        rf"({MONEY}) {SHORT_OF} ((?:(?:yearly|annual|individual|family|own) )*(?:out.of.pocket|oop) (?:max|limit|cap))",
        r"\1 left on the \2",
    ),
    (
        rf"\bper[- ](procedure|visit|injection|service|session|block) (?:max\w*|cap|limit)(?: of| is|:)? ({MONEY})",
        r"capped at \2 per \1",
    ),
    (rf"\b{REACH} (?:after|with|in) (?:just |only )?(?:another ({MONEY})|({MONEY}) more)", r"\1\2 left on the oop max"),
    (rf"{PAIR}[ :=]*({MONEY})\s?/\s?({MONEY})", r"individual \1, family \2"),
    (rf"({MONEY})\s?/\s?({MONEY}) {PAIR}", r"\1 individual, \2 family"),
)
PARTS = re.compile(
    r"(?:\b(?P<lead>met|used|paid|left)[ :]{1,2})?(?<![\d/.,$])\$?(?!\d{5}/\d{5}\b)(?P<one>\d[\d,]*(?:\.\d\d)?)\s?/\s?"
    r"\$?(?P<other>(?:\d{1,3}(?:,\d{3})+|\d{3,})(?:\.\d\d)?)(?![\d/%]| (?:out )?of\b)"
    r"(?: (?P<word>met|used|paid|satisfied|applied|left|rem\w*)\b)?"
)
NEITHER = re.compile(
    rf"\b(?:no|without|neither)(?: an?| any| the)? ({SHORT})(?:/|,? n?or |, no )"
    rf"(?:an? |any |no |the )?({SHORT})\b(?! ?(?:[=:]|is|of|at)? ?\$?\d)"
)
TERM_BEHIND = re.compile(
    rf"(?<![\d/.,$])(?P<pair>{MONEY}/\$?\d[\d,]*\d\d(?:\.\d\d)?) (?:of (?:my |the )?)?"
    r"(?P<term>deductible|ded|(?:oop|out.of.pocket)(?: (?:max\w*|limit))?|max)\b"
)
QUOTED = re.compile(r"(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w))+)'(?!\w)")
LISTED = re.compile(r"(?<!\w)\(?[1-9]\) (?=[a-z])")  # the sign of a line of a list
PART = re.compile(r"[.;?!](?=\s)|\n|, | [/|] | and ")
PERSON_AND_FAMILY = (2, Decimal("2.5"), 3)  # how many times one person's amount a family's usually is


def plain(message: str) -> str:
    """The message in lower case, known words spelled right, networks in one form, amounts in words as digits."""
    words = cost_words()
    text = (
        re.sub(r"_{2,}", " not given ", message.lower())
        .replace("’", "'")
        .replace("‘", "'")
        .replace("_", " ")
        .replace("=", " = ")
    )
    text = QUOTED.sub(r"\1", re.sub(r'["“”]', "", text))
    text = re.sub(r" {2,}", " ", text)
    text = LISTED.sub("", text) if len(LISTED.findall(text)) > 1 else text
    text = re.sub(
        r"\((?!(?:met|done|paid|satisfied)\))([a-z]+|\d(?:st|nd|rd|th)|\$?\d[\d,.]*(?: dollars| bucks)?)\)", r"\1", text
    )
    for form, put in APOSTROPHES:
        text = re.sub(form, put, text)
    for wrong, right in words["same"].items():
        text = re.sub(rf"\b{wrong}\b", right, text)
    text = re.sub(r"[a-z]{4,}", lambda word: spelled(word[0]), text)
    for name, forms in words["network"].items():
        text = re.sub("|".join(f"(?:{form})" for form in forms), name, text)
    text = _numerals(text)
    for form, put in FORMS:
        text = re.sub(form, put, text)
    for words_of_it, put in _rewritten():
        text = words_of_it.sub(put, text)
    text = EXCLUDED.sub(_price_behind, with_shares(NEITHER.sub(r"no \1 and no \2", text)))
    return PARTS.sub(_part_of, TERM_BEHIND.sub(_term_first, text))


@cache
def _rewritten() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The ways to say a thing that have another form, each with that form."""
    return tuple((re.compile(expanded(form)), put) for form, put in cost_words()["rewritten"])


def _numerals(text: str) -> str:
    """The text with amounts in words as digits; a lone "one" to "nineteen" stays a word but before a unit."""

    def value(match: re.Match[str]) -> str:
        parts = re.findall(rf"\b(?:{WORD}|half)\b", match[1])
        unit = re.match(
            r" (?:(?:more|additional|further|extra) )?(?:dollars?|bucks|percent|per cent|%|cents (?:of|on|out of))",
            text[match.end() :],
        )
        if parts == ["grand"] and not match[0].startswith("a "):  # "the grand total"
            return match[0]
        if len(parts) == 1 and parts[0] in UNITS[1:] and not unit:
            return match[0]
        return _told(parts) or match[0]

    text = RUN.sub(value, text)
    return re.sub(
        r"(?<![\d.,])(?!401 ?k)(\d{1,3}(?:\.\d+)?) ?(hundred|thousand|grand|k)\b",
        lambda m: f"{float(m[1]) * GROUPS[m[2]]:.10g}",
        text,
    )


def _told(parts: list[str]) -> str | None:
    """The number that a run of words says; "twelve fifty" is 1,250, "eighty twenty" a plan's and a patient's share."""
    if len(parts) == 2 and parts[1] in {"ten", *TENS} and parts[0] not in GROUPS and parts != ["ten", "ten"]:
        first, last = _small(parts[0]), _small(parts[1])
        return f"{first}/{last}" if first + last == 100 else str(first * 100 + last)
    for at in range(1, len(parts)) if 2 < len(parts) < 5 else ():  # "eighty-five fifteen", "eleven fifty-five"
        sides = [parts[:at], parts[at:]]
        if all(_is_one_number(side) for side in sides):
            first, last = (sum(map(_small, side)) for side in sides)
            return f"{first}/{last}" if first + last == 100 and first > 5 else str(first * 100 + last)
    total = part = 0.0
    for at, word in enumerate(parts):
        if word in GROUPS:
            part = max(part, 1) * GROUPS[word]
            if GROUPS[word] == 1000:
                total, part = total + part, 0
        elif word == "half":
            if at + 1 == len(parts) or parts[at + 1] not in GROUPS:
                return None
            part += 0.5
        else:
            part += _small(word)
    return f"{total + part:.10g}"


def _is_one_number(words: list[str]) -> bool:
    """Whether words below a hundred make one number: a word alone, or tens and a unit."""
    if len(words) == 1:
        return words[0] in {*UNITS, *TENS}
    return len(words) == 2 and words[0] in TENS and words[1] in UNITS[1:10]


def _small(word: str) -> int:
    return UNITS.index(word) if word in UNITS else 10 * (TENS.index(word) + 2)


def _term_first(match: re.Match[str]) -> str:
    """Two amounts with a slash and their term behind, with the term first, unless one stands there already."""
    before = re.split(PART, match.string[: match.start()])[-1]
    if re.search(rf"{source('ded')}|{source('oop')}", before):
        return match[0]
    return f"{match['term']} {match['pair']}"


def _part_of(match: re.Match[str]) -> str:
    """Two amounts of a deductible or limit with a slash between, as what is used or left of the whole.

    Where no word says which, the first is what is used; but not where they may be a person's and a family's.
    """
    sentence = re.split(r"[.;?!](?=\s)|\n", match.string[: match.start()])[-1]
    words = f"{re.split(PART, sentence)[-1]} {match['lead'] or ''} {match['word'] or ''}"
    one, other = (Decimal(match[name].replace(",", "")) for name in ("one", "other"))
    yearly = re.search(rf"{source('ded')}|{source('oop')}", words)
    spaced = " / " in match[0] and len(re.findall(r" / ", re.split(r"\n|[.;?!](?=\s)", match.string)[0])) > 2
    if (
        spaced
        or one > other
        or not yearly
        or "copay" in words
        or re.search(r"ind\w*\s?/\s?fam|person\s?/\s?fam", match.string)
    ):
        return match[0]
    left = pattern("still_left").search(words)
    if not left and not pattern("so_far").search(f"{sentence} {words}") and one and other / one in PERSON_AND_FAMILY:
        both = all(re.search(rf"\b{word}", match.string) for word in ("individual", "family"))
        return f"individual {match['one']}, family {match['other']}" if both and "copay" not in words else match[0]
    end = "," if match.string[match.end() :].startswith(" ") else ""
    return f"{'left' if left else 'met'} {match['one']} of {match['other']}{end}"


def _price_behind(match: re.Match[str]) -> str:
    """What is not covered, with its price behind a sign: in one part, unless an amount stands before it there."""
    own = re.split(PART, match.string[: match.start()])[-1]
    return match[0] if re.search(r"\d", own) else f"{match[1]} "
