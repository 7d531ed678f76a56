"""A cost question's shares in one form: splits, fractions and bare numbers behind a payer as percent or a ratio."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.cost_numbers import UNITS, pattern, sentence_end, sentence_start, source

FRACTION_OF = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "eighth": 8, "tenth": 10,
               "twentieth": 20}  # fmt: skip
FRACTION = re.compile(
    rf"\b(?P<one>an?|the other|the remaining)[ -](?P<part>{'|'.join(FRACTION_OF)})\b"
    rf"|\b(?:the (?:other|remaining) )?(?P<count>\d|{'|'.join(UNITS[1:10])})[ -](?P<parts>{'|'.join(FRACTION_OF)})s?\b"
)
PERCENT = r"(?P<bare>\d{1,3}(?:\.\d+)?)(?! ?%|\d|[.,/]\d| ?(?:dollars|bucks|copay|for\b|each\b|toward|until|left))"
SHARE = (
    r"coinsurance|co-?ins\w*|(?:my )?percentage|my percent|(?:plan|patient|pt|my|her|his|member)(?:'s)? (?:share|split)"
)
PAYER = r"\b(?:plan|insurance|insurer|they|medicare|policy|carrier)(?: (?:then|usually|will|only))?"
BEHIND = r"(?:$|[.,;:!?)]|after|of|once|and|then|when|from|thereafter)"
ALL_BEHIND = r"(?:$|[.,;:!?)]|after|and|then|of (?:the rest|it|that|what)\b)"
OTHERS = "".join(  # before the verb of who pays half of it with the patient
    rf"(?<!{who} )"
    for who in ("husband", "wife", "spouse", "partner", "mother", "father", "mom", "dad", "son", "daughter", "friend")
)
SHARES = (  # numbers that are a share though no sign says so, and the share in signs
    (r"\bhalf(?: of (?:it|that))? is (?=mine\b|my (?:share|part)|on me\b)", "50% is "),
    (r"\b((?:coinsurance|co-?ins\w*|my (?:share|part|portion))(?: is|:| =| of)*) (?:a |one |1 )?half\b", r"\1 50%"),
    (r"\bthen (?:i pay |i owe |it's )?half\b(?! (?:for|on|of the (?:second|other))\b)", "then 50%"),
    (rf"{OTHERS}\b(pays?|covers?|owes?) half\b(?! (?:for|on|of the (?:second|other))\b)", r"\1 50%"),
    (r"\b(pays?|coinsurance|co-?ins\w*)((?: is| of|:| =)* )0?\.(\d\d)\b", r"\1\2\3%"),
    (r"\b(met|satisfied) (?:at )?100 ?%", r"\1 in full"),
    (r"\b100 ?% (met|satisfied)\b", r"fully \1"),
    (r"\b(\d{1,2}) cents (?:on|of|out of|per|for|from) (?:the|each|every|a) dollar\b", r"\1%"),
    (r"\b(\d+(?:\.\d+)?) (more|additional|further|extra) (?:percent|per ?cent|%)", r"\2 \1%"),
    (r"(\d)\s?(?:percent|per ?cent)\b", r"\1%"),
    (rf"\b({SHARE})((?:'s| (?:rate|share|is|of|at|was|then|pt|patient))*:? ?=? ?){PERCENT}", r"\1\2\g<bare>%"),
    (r"(?<![\w$,.=:-])(?<!is )(?<!left )(?<![=:] )(\d{1,2}(?:\.\d+)?)(?: ?%)? (or|to|versus|vs) (\d{1,2}(?:\.\d+)?) ?%",
     r"\1% \2 \3%"),
    (r"\b((?:pays?|share|co-?ins\w*|between|both|either|covers?)(?: is| of| at|:)? )(\d{1,2}) (and|or) (\d{1,2}) ?%",
     r"\1\2% \3 \4%"),
    (rf"(\b(?:pays?|covers?|picks? up) the (?:other|remaining) ){PERCENT}(?=\s*{BEHIND})", r"\1\g<bare>%"),
    (rf"({PAYER} (?:pays?|covers?|picks? up) ){PERCENT}(?=\s*{BEHIND})", r"\1\g<bare>%"),
    (rf"({PAYER} (?:takes?(?: care of)?|handles?|does|do) )([1-9][05])(?=\s*{ALL_BEHIND})", r"\1\2%"),
)  # fmt: skip

BARE = re.compile(  # a share without its sign where the message has no other: "then 20", "20 after"
    r"\b(?:then|after that|thereafter|afterwards?)(?:,| it's| i'm| i| we| she| he| pt| pays?| owes?| at| just| only)* "
    rf"(?P<behind>[1-4]?[05])(?=\s*{BEHIND})(?! (?:after|of|once))"
    r"|\b(?:met|satisfied),? (?P<beside>[1-3][05]|40|50)(?=[.,;?] |[.?]?$)"
    r"|(?:^|[,;.:?!] |\b(?:and|then|pays?|owes?|plus) )(?P<before>[1-4]?[05])"
    r"(?= thereafter\b| (?:after|once)(?: (?:that|it|(?:the |my |her |his )?ded\w*))?(?=$|[.,;?!)]| is|'s)"
    r"|(?: is|'s)? (?:mine|my (?:part|share|portion))\b)"
)

BOTH = re.compile(
    r"\b(?P<pays>pays?|covers?|picks? up) (?:its |the |their )?(?P<plan>\d{1,2})(?: ?%| percent)?,?"
    r"(?: and| then| while| so)* (?:i|we|you|pt|patient|she|he|member)(?: (?:pays?|owes?|covers?))?(?: the| my| our)? "
    r"(?P<patient>\d{1,2})\b(?! ?[%$\d]|,\d)"
)


def with_shares(text: str) -> str:
    """The text with the shares in words, as fractions and as bare numbers behind a payer as percent."""
    text = pattern("split_in_half").sub(_halves, pattern("of_each_hundred").sub(_of_hundred, text))
    for name in ("split_named", "split_mine_first", "split_named_first", "split_heads"):
        text = pattern(name).sub(_split, text)
    if not re.search(r"%|\bco-?pay", text):
        text = BARE.sub(_bare, text)
    text = FRACTION.sub(_fraction_in_words, text)
    text = re.sub(r"\b(pays?|covers?|owe|for|is)(?: the (?:other|remaining))? (\d)/(\d{1,2})(?![\d/])", _fraction, text)
    text = BOTH.sub(_both_shares, text)
    for form, put in SHARES:
        text = re.sub(form, put, text)
    return pattern("all_but").sub(
        lambda match: f"{match['pays'] or ''} {100 - Decimal(match['share'] or match['rest']):f}%", text
    )


def _halves(match: re.Match[str]) -> str:
    """What the plan and the patient share alike; not what is shared with others, or between visits."""
    text = match.string
    said = text[sentence_start(text, match.start()) : sentence_end(text, match.end())]
    return match[0] if pattern("split_of_others").search(said) else "50/50"


def _of_hundred(match: re.Match[str]) -> str:
    """So much of each hundred, one dollar of so many, or so many of every so many, as percent."""
    if match["in"] or match["of"]:
        part = _number(match["some"] or match["number"] or "1")
        share = Decimal(100 * part) / _number(match["in"] or match["of"])
        return f"{share.normalize():f}%" if share < 100 and share * 10 % 1 == 0 else match[0]
    return f"{match['pays'] or ''}{match['share'] or match['later']}%"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else UNITS.index(word)


def _split(match: re.Match[str]) -> str:
    """What the plan and the patient pay, each named beside its number, as a ratio where it makes the whole."""
    plan, patient = int(match["plan"]), int(match["patient"])
    return f"{plan}/{patient}" if plan + patient == 100 and plan >= patient else match[0]


def _bare(match: re.Match[str]) -> str:
    """A bare share with its sign; zero is none."""
    value = match["behind"] or match["beside"] or match["before"]
    return match[0] if value == "0" else f"{match[0]}%"


def _both_shares(match: re.Match[str]) -> str:
    """What the plan and the patient pay, where it makes the whole, as the plan's percent: "they pay 80, I pay 20"."""
    plan, patient = int(match["plan"]), int(match["patient"])
    return f"{match['pays']} {plan}%" if plan + patient == 100 else match[0]


def _fraction_in_words(match: re.Match[str]) -> str:
    """A fraction in words as percent, where it comes to whole tenths of one and is none of a service's number."""
    name, count = match["part"] or match["parts"], match["count"] or "one"
    share = 100 * Decimal(int(count) if count.isdigit() else UNITS.index(count)) / FRACTION_OF[name]
    half = FRACTION_OF[name] == 2 and not re.search(r"\bthe (?:other|remaining)\b", match[0])
    behind = re.match(rf" (?:\w+ )?(?:{source('services')}|one|time)\b", match.string[match.end() :])
    if half or behind or share >= 100 or share * 10 % 1:
        return match[0]
    return f"{share.normalize():f}%"


def _fraction(match: re.Match[str]) -> str:
    """A fraction of a payer as percent, where it comes to whole ones."""
    part, whole = int(match[2]), int(match[3])
    exact = 0 < part < whole and (whole != 10 or match[1] != "is") and 100 * part % whole == 0
    return f"{match[1]} {100 * part // whole}%" if exact else match[0]
