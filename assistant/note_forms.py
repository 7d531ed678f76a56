"""The words of a note that count: unticked boxes, copied text and short forms for the patient are blanked in place."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from assistant.note_context import visits_of

TICKED = r"\[\s?[xX✓✔]\s?\]|\(\s?[xX]\s?\)|☒|☑|✓"
EMPTY = r"\[\s*_?\s*\]|\(\s\)|☐"
BOX = re.compile(rf"(?P<ticked>{TICKED})|(?P<empty>{EMPTY})")
SEGMENT = re.compile(rf"\n|\s{{2,}}(?!\s|{TICKED}|{EMPTY})|;|\|")
PATIENT = re.compile(
    r"\b[Pp]t\.?(?='?s?,? (?:has|is|was|were|had|reports?|states?|c/o|complains?|denies|with|w/|returns?|presents?|"
    r"notes?|would|will|also|here|seen|who|can|cannot|can't|continues to|describes?|endorses|rates|tolerated|underwent|"
    r"wants?|asks?|requests?|says|feels|got|failed|tried|did|does|comes|came|pleased|aware|keeps?|prefers?|likes?|"
    r"lives?|"
    r"understands|agrees?|educated|counsell?ed|consent\w*|self|himself|herself|to (?:call|return)|a \d|age|\d\d)\b)|"
    r"\b[Pp]t(?='s)|\b[Pp]t: |\b[Pp]t\.? in (?=no\b|acute|for\b)|(?<=Medicare )pt\b|(?<=[Nn]ew )pt\b|(?<=chart; )pt\b"
)
COPIED = re.compile(
    r"^[^\n.;:,\d]{0,40}\b(?:copied(?:[ -]?(?:forward|fwd))?|copy[ -]?(?:forward|fwd)|carried forward|"
    r"(?:prior|previous|last|old|outside) (?:note|visit|encounter|record))\b"
    r"(?![^\n]*\b(?:updated|edit(?:ed|s)|amended|revised|unchanged|reviewed)\b)"
    r"\W[^\n.;]{0,40}"
    r"(?:\n(?!\s*\n|\W*(?:today|current|interval|assessment|plan|hpi|subjective|request|"
    r"\d{1,2}/\d{1,2}/\d{2,4})\b).*)+|^[^\n]{0,40}\(copied\)[^\n]*|"
    r"^[^\n]{0,60}(?:\(not updated\)|\bold hpi\b|\bauto-?imported\b)[^\n]*"
    r"(?:\n(?!\W*(?:today|current|interval|hpi|plan|\d{1,2}/\d{1,2}/\d{2,4})\b)[^\n]+)*",
    re.IGNORECASE | re.MULTILINE,
)
TORN = re.compile(r"\b([A-Za-z]{2,})-[ \n]([a-z]{2,})\b")  # a word that a scanner left torn: `candi- date`
ANSWERED_NO = re.compile(r"\S[^\n]*?(?:\s[-–]|:)\s?(?:no|none|absent|never)\b\W*(?:\([^)]*\)\W*)?$", re.IGNORECASE)
DASHED = re.compile(  # a label and its answer: `axis II - none`
    r"(?<=\w) [-–](?= (?:no|none|yes|absent|nil)\b[.,]?\s*(?:$|[\n(;\[]|\s{2}))", re.IGNORECASE
)
SHORTENED = re.compile(
    r"\b(evid|indic|sugg|contraind)\.(?= [a-z])|\b(jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.(?= \d)", re.IGNORECASE
)  # no full stop
ROW = re.compile(r"^[ \t]*\|(?: [^|\n]+ \|){2,}[ \t]*$", re.MULTILINE)  # of a table
LETTERED = re.compile(r"\b([A-Z])\.([A-Z])\.(?= [a-z])")  # `P.T.`
NUMBER_OF = re.compile(  # `No. 2 gave 55 %`: which of several
    r"\bno\. ?(?=[1-6]\b(?!\s*(?:[%/-]|\.\d|of\b|(?:pt|therapy|visits?|sessions?|levels?|sides?|w(?:ee)?ks?|days?|"
    r"mo(?:nth)?s?|years?|yrs?|hours?|hrs?)\b)))",
    re.IGNORECASE,
)
PER_CENT = re.compile(r"(?<=\d)( ?)pct\b", re.IGNORECASE)
LEADERS = re.compile(r"(?P<answered>(?<=\w )\.{4,}(?= \S))|\.{4,}|(?<=\s)\.{2,}(?=\s)|_{2,}")
ASKED = re.compile(r"\?(?=\s*\[|[ \t]{2,}\S|\s(?:yes|no|none|never|zero)\b|[ \t]+(?:y|n)\b)", re.IGNORECASE)
WHEN = re.compile(r"(\b(?:(?:since )?when|how (?:long|many)|at what age)\b[^?\n]{0,60})\?(?=[ \t]+\w)", re.IGNORECASE)
NONE = re.compile(r"(?:none|no|nil)(?: of (?:these|the above))?\W*", re.IGNORECASE)
YES_NO = re.compile(r"\]\s?(?:y|yes|n|no|\+|-)(?:\W|$)", re.IGNORECASE)
TOKEN = re.compile(r"[A-Za-z0-9+]*[A-Za-z][A-Za-z0-9+]*")
LOOKS = {"0": "o", "1": "li", "5": "s", "9": "g", "8": "b", "I": "l", "l": "i", "+": "t", "6": "b", "b": "h", "q": "g"}
DIGITS = re.compile(r"(?<![A-Za-z\d])(?=[\dOlI/.-]*\d)(?=[\d/.-]*[OlI])[\dOlI]+(?:[/.-][\dOlI]+)*(?![A-Za-z\d])")
LEVELS = re.compile(r"(?<![A-Za-z\d])[CTL][\dOl]{1,2}[-/][CTLS]?[\dOl]{1,2}(?![A-Za-z\d])")


def _blank(text: str, start: int, end: int) -> str:
    """A text of the same length, without the words of a span; line breaks stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def counting(text: str) -> str:
    """The note with what does not count blanked and scanner's slips mended; every offset stays as it was."""
    text = LEADERS.sub(lambda m: f"{':' if m['answered'] else ' '}{' ' * (len(m[0]) - 1)}", text)
    text = ROW.sub(lambda m: re.sub(r" \|(?= )", " ,", m[0]).replace("|", " "), text)
    text = SHORTENED.sub(lambda m: f"{m[0][:-1]} ", text)
    text = PER_CENT.sub(lambda m: f"{m[1]}%  ", text)
    text = NUMBER_OF.sub(lambda m: "#".rjust(len(m[0])), text)
    text = LETTERED.sub(r"\1\2  ", text)
    text = TORN.sub(_mended, text)
    text = DASHED.sub(" :", text)
    text = WHEN.sub(r"\1:", ASKED.sub(":", text))
    text = DIGITS.sub(lambda m: _figures(m[0]), text)
    text = LEVELS.sub(lambda m: m[0][0] + _figures(m[0][1:]), text)
    text = TOKEN.sub(lambda m: _letters(m[0]), text)
    for match in COPIED.finditer(text):
        if not _latest_visit(text, match[0]):
            text = _blank(text, *match.span())
    itself = _tells_itself(text)
    at = 0
    for stop in [*(m.start() for m in SEGMENT.finditer(text)), len(text)]:
        text = _boxes(text, at, stop, itself=itself)
        at = stop
    for match in PATIENT.finditer(text):
        text = _blank(text, *match.span())
    return text


def _latest_visit(text: str, copied: str) -> bool:
    """Whether copied words stand under the head of the latest of several visits, and so were gone over that day."""
    heads = [day for _, day, _ in visits_of(text)]
    own = [day for _, day, _ in visits_of(copied)]
    return len(set(heads)) > 1 and bool(own) and own[0] == max(heads)


def _mended(match: re.Match[str]) -> str:
    """A torn word put together, where a known word results; of the same length as it stood."""
    whole = match[1] + match[2]
    begins = len(whole) > 7 and any(whole.lower().startswith(word) for word in _words() if len(word) > 5)
    return whole.ljust(len(match[0])) if _known(whole) or begins else match[0]


def _figures(token: str) -> str:
    """A token of figures in which a scanner took figures for letters."""
    return re.sub(r"[lI]", "1", token.replace("O", "0"))


def _tells_itself(text: str) -> bool:
    """Whether the words behind an empty box count, `[ ] infection: none`: not where such boxes are ticked."""
    boxes = list(BOX.finditer(text))
    ticked = [words for box, words in _behind(text, boxes, len(text)) if box["ticked"]]
    return bool(ticked) and not any(ANSWERED_NO.match(words) for words in ticked)


def _behind(text: str, boxes: list[re.Match[str]], stop: int) -> list[tuple[re.Match[str], str]]:
    """Each box with the words behind it, up to the next one or the end of its line."""
    ends = [*(box.start() for box in boxes[1:]), stop][: len(boxes)]
    return [(box, re.split(r"\n|;", text[box.end() : end])[0].strip()) for box, end in zip(boxes, ends, strict=True)]


def _boxes(text: str, start: int, stop: int, *, itself: bool) -> str:
    """One segment of a form: what an empty box stands for is blanked, before or after it, as the form is laid out."""
    boxes = list(BOX.finditer(text, start, stop))
    if not boxes:
        return text
    label = text[start : boxes[0].start()].rstrip()
    trailing = not text[boxes[-1].end() : stop].strip() and bool(label.strip()) and not label.endswith(":")
    if label.strip() and not any(box["ticked"] for box in boxes) and YES_NO.search(text[boxes[0].start() : stop]):
        return _blank(text, start, stop)
    if not label.strip(" -*") and _none_ticked(text, boxes, stop):
        return BOX.sub(lambda box: " " * len(box[0]), text[:stop]) + text[stop:]
    edge = start + max(label.rfind(":"), label.rfind("?")) + 1
    words = [words for box, words in _behind(text, boxes, stop) if box["empty"]]
    itself = itself and not trailing and all(map(ANSWERED_NO.match, words))
    for i, box in enumerate(boxes):
        low = (boxes[i - 1].end() if i else edge) if trailing else box.start()
        high = box.end() if trailing or box["ticked"] else boxes[i + 1].start() if i + 1 < len(boxes) else stop
        if box["ticked"]:
            low = box.start()
        elif itself:  # the words behind the empty boxes say themselves that there is none
            high = box.end()
            text = f"{text[: box.start()]};{text[box.start() + 1 :]}"
            low += 1
        text = _blank(text, low, high)
    return text


def _none_ticked(text: str, boxes: list[re.Match[str]], stop: int) -> bool:
    """Whether what stands behind empty boxes is answered by a ticked `none` behind them: `[ ] infection [x] none`."""
    behind = _behind(text, boxes, stop)
    last, words = behind[-1]
    empty = [words for box, words in behind if box["empty"]]
    named = all(len(words) > len("none") and not re.match(NONE, words) for words in empty)
    return bool(last["ticked"] and re.fullmatch(NONE, words) and len(empty) == len(boxes) - 1 > 0 and named)


@cache
def _words() -> frozenset[str]:
    """Words that notes use, from the patterns by which they are read."""
    names = ("note_facts.yaml", "note_words.yaml", "vocabulary.yaml")
    text = " ".join(files("assistant").joinpath(name).read_text(encoding="utf-8") for name in names).lower()
    return frozenset(re.findall(r"[a-z]{4,}", re.sub(r"\\[a-z]", " ", text)))


def _known(word: str) -> bool:
    """Whether a word, or its singular, is one that notes use."""
    low = word.lower()
    return low in _words() or (low.endswith("s") and low[:-1] in _words())


def _letters(token: str) -> str:
    """A word in which a scanner took other letters or digits, mended where a known word results; else as it stands."""
    if "rn" in token and not _known(token) and _known(token.replace("rn", "m")):
        return token.replace("rn", "m").ljust(len(token))
    if len(token) < 4 or not re.search(
        r"[0156989+b]|q(?!u)|[a-z]I|^I[a-z]|^l|^[A-Z]+l[A-Z]|\wl\w{2}|[^\Wl]l[^\Wl]", token
    ):
        return {
            "n0": "no",
            "N0": "No",
            "n0t": "not",
            "f0r": "for",
            "0ld": "old",
            "tbe": "the",
            "ber": "her",
            "Tbe": "The",
            "bas": "has",
            "m0s": "mos",
            "D0S": "DOS",
        }.get(token, token)
    if (not any(one.islower() for one in token) and re.search(r"\d{2}", token)) or _known(token):
        return token
    found = [token]
    for i, one in enumerate(token):
        other = (
            LOOKS.get(one, "")
            if one.isdigit() or one in "+Ibq" or (one == "l" and (i in (0, len(token) - 2) or len(token) > 4))
            else ""
        )
        if other:
            keep = [one] if one in "lIbq" else []
            found = [word[:i] + new + word[i + 1 :] for word in found for new in [*other, *keep]][:64]
    return next((word for word in found if _known(word)), token)
