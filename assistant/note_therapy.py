"""Therapy in notes: courses with their time, region and response, what goes on, and what kept from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.note_concepts import Read, compiled, rules
from assistant.note_context import Sentence, Status, denied, pattern, status
from assistant.note_places import region_near
from assistant.note_spans import dates, days, periods, spans

CARE = "conservative_therapy_medical_reason_not_done"
GOING = "ongoing_active_therapy_medical_reason_not_done"
TIMES = ("start_date", "end_date", "duration_days", "duration_months")
JOIN = re.compile(r"[^;.\d]{0,45}")
LEADS = re.compile(
    r"\)?(?:[ -]?(?:long|period|stretch))?,? ?(?:course |courses |trial |round |stint )?(?:of |with |on |in )?"
    r"(?:(?!and\b)[\w'/-]+ ){0,5}",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\b(?:no|without|denies|declin\w+|refus\w+|never (?:had|did|tried|took)|nor|not? (?:had|tried|done|taken|on|taking|"
    r"attended|started|begun)|not)\b(?: \w+){0,3} (?:\w+, )*$",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:going to|will|plans? to|planning|wants? to|would like to|(?-i:may)|might|consider\w*|recommend\w*|refer\w*|"
    r"advis\w+|order(?:ed|ing)|start(?:ing)? (?:with )?(?:a (?:course|trial) of )?|agreed to|to (?:start|begin|try)|if|"
    r"before we|discuss\w*|planned|resume|restart\w*|initiate|prescribe|prescription for|careful|overuse|avoid)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
TRIED = re.compile(
    r"\b(?:did|done|had|has had|took|taken|tried|used|using|attended|underwent|went|received|completed|takes?|trial|"
    r"course|yes|rx|enrolled|prior|given)\b",
    re.IGNORECASE,
)


@dataclass
class Course:
    """Therapies named together, with the words that tell of them; `lead` stands before their names."""

    named: list[tuple[str, str, str]]  # modality, component, the words at its own name
    sentence: Sentence
    lead: str
    tail: str
    about: str = ""  # what sentences after it add
    fields: dict[str, Any] = field(default_factory=dict)
    end: int = 0

    @property
    def text(self) -> str:
        """All words that tell of it."""
        return f"{self.lead} {'; '.join(own for _, _, own in self.named)} {self.tail} {self.about}"


def therapy(sentences: list[Sentence], about: date | None, procedure: str | None, place: str | None) -> list[Read]:
    """The courses of conservative therapy, those that go on, and what is said against therapy."""
    courses = list(_courses(sentences, procedure))
    for i, course in enumerate(courses):
        _time(course, courses[i - 1] if i else None, about)
    _shared(courses)
    _headed(courses)
    for course in courses:
        _tell(course)
    courses = _latest(courses)
    courses = [course for course in courses if _counts(course)]
    entries = _merged(courses, place)
    done = [entry for entry in entries if not _only_ongoing(entry)]
    told = []
    if done:
        told.append(Read("conservative_therapy", done, *_stretch(courses)))
    going = [
        course for course in courses if course.fields.get("status") == "ongoing" and "end_date" not in course.fields
    ]
    current = [one for one in entries if one.get("status") == "ongoing" and not {"response", "end_date"} & one.keys()]
    if current and going:
        kept = [{k: entry[k] for k in ("modality", "component", "target_region")} for entry in current]
        told.append(Read("ongoing_conservative_therapy", kept, *_stretch(going)))
    return told + _denials(sentences, courses, done=bool(done))


def _latest(courses: list[Course]) -> list[Course]:
    """Courses without those that an earlier visit says go on and a later one tells more of."""
    last = {name: course.sentence.visit for course in courses for name, *_ in course.named}
    return [
        course
        for course in courses
        if not (course.fields.keys() <= {"status"} and all(_later(last[name], course) for name, *_ in course.named))
    ]


def _later(visit: date | None, course: Course) -> bool:
    return visit is not None and course.sentence.visit is not None and visit > course.sentence.visit


def _only_ongoing(entry: dict[str, Any]) -> bool:
    """Whether nothing is known of a course but that it goes on."""
    return entry.get("status") == "ongoing" and not any(key in entry for key in (*TIMES, "response"))


def _courses(sentences: list[Sentence], procedure: str | None) -> Iterator[Course]:
    """The therapies of each sentence, those joined by `and` as one course, with the sentences that go on about them."""
    last: Course | None = None
    for sentence in sentences:
        found = list(_in_sentence(sentence, procedure)) if sentence.heading != "family" else []
        if not found and last is not None and _goes_on(sentence, last):
            last.about += f" {sentence.text}"
            last.end = sentence.start + len(sentence.text.rstrip())
            continue
        last = found[-1] if found else None
        yield from found


def _goes_on(sentence: Sentence, last: Course) -> bool:
    """Whether a sentence without a therapy of its own goes on about the one before."""
    if len(last.about) > 200 or sentence.visit != last.sentence.visit:
        return False
    if pattern("history.again").search(sentence.text) and not pattern("therapy.follows").search(sentence.text):
        return False
    return pattern("therapy.follows").search(sentence.text) is not None


def _in_sentence(sentence: Sentence, procedure: str | None) -> Iterator[Course]:
    text = sentence.text
    groups: list[list[tuple[int, int, str, str]]] = []
    for one in _named(sentence, procedure):
        between = text[groups[-1][-1][1] : one[0]] if groups else ""
        joined = groups and JOIN.fullmatch(between) and not _own_news(between)
        if joined:
            groups[-1].append(one)
        else:
            groups.append([one])
    begins = 0
    for i, group in enumerate(groups):
        following = groups[i + 1][0][0] if i + 1 < len(groups) else len(text)
        stop = _lead_of(text, group[-1][1], following) if i + 1 < len(groups) else following
        ends = [one[0] for one in group[1:]] + [min(stop, group[-1][1] + 60)]
        named = [
            (name, sort, text[max(begins if n == 0 else group[n - 1][1], start - 30) : end])
            for n, ((start, _, name, sort), end) in enumerate(zip(group, ends, strict=True))
        ]
        course = Course(named, sentence, text[begins : group[0][0]], text[group[-1][1] : stop])
        course.end = sentence.start + len(text[:stop].rstrip())
        begins = stop
        yield course


def _own_news(between: str) -> bool:
    """Whether the words between two therapies tell something of the first alone."""
    return bool(spans(between)) or any(
        pattern(f"therapy.{name}").search(between) for name in ("failed", "going_on", "completed", "ended", "helped")
    )


def _lead_of(text: str, low: int, high: int) -> int:
    """Where the words before the next therapy begin: at a duration that leads up to it, else at its own name."""
    for match in spans(text[low:high]):
        if LEADS.fullmatch(text[low + match.end() : high]):
            return low + match.start()
    return high


def _named(sentence: Sentence, procedure: str | None) -> list[tuple[int, int, str, str]]:
    """The therapies that a sentence says were done, in order."""
    text, taken = sentence.text, []
    for sort in ("active", "inactive"):
        for rule in rules()[sort]:
            if procedure in [name for group in rule.get("not_for", ()) for name in rules()["groups"][group]]:
                continue
            for match in compiled(rule["says"]).finditer(text):
                start, end = match.span()
                if any(start < b and a < end for a, b, _, _ in taken) or _only_says_who(text, start, end):
                    continue
                name = match[0].lower() if rule["is"] == "passive" else rule["is"]
                taken.append((start, end, name, sort))
    taken.sort()
    if any(name != "medications" and sort == "inactive" for *_, name, sort in taken):
        taken = [one for one in taken if one[2] != "medications" or not re.search(r"\(\s*$|:\s*$", text[: one[0]][-3:])]
    return [one for one in taken if not _undone(text, one[0], one[1])]


def _only_says_who(text: str, start: int, end: int) -> bool:
    """Whether a therapist is named as the one who planned or followed up, not a therapy."""
    by = re.search(r"\b(?:by|from|per|saw|and recorded by)(?: the| a| her| his)? $", text[:start], re.IGNORECASE)
    return (
        bool(by)
        or re.match(
            r"(?:'s)? (?:f/u|follow|visit|note|script|discharge summary|eval|testing|confirm|document|report)",
            text[end:],
        )
        is not None
    )


def _undone(text: str, start: int, end: int) -> bool:
    """Whether a therapy was refused, is only planned, or somebody else's."""
    before, after = text[:start], text[end : end + 70]
    if REFUSED.search(before[-60:]) or PLANNED.search(before[-60:]):
        return True
    if re.match(
        r"[^.;:]{0,25}(?::\s*|\s{3,})\W*(?:no|none|n)\b(?! (?:relief|help|benefit|better|improve|change))", after
    ):
        return True
    clause = re.split(r"[.;]", after)[0]
    if pattern("therapy.not_done").search(clause[:45]) and not pattern("therapy.failed").search(clause):
        return True
    return status(text, start, end) in {Status.OTHER, Status.UNSURE}


def _time(course: Course, before: Course | None, about: date | None) -> None:
    """How long and until when a course went on."""
    found = course.fields
    for text in (course.lead[-80:], f"{course.named[-1][2][-60:]} {course.tail}", course.about):
        if text is course.lead[-80:] and not _leads_up(text):
            continue
        for match in spans(text):
            after = text[match.end() : match.end() + 12]
            if (
                not re.match(r"\s*(?:ago|old|later)\b", after)
                and not {"duration_days", "duration_months"} & found.keys()
            ):
                number, unit = days(match)
                if unit in {"days", "weeks"}:
                    found["duration_days"] = int(number * (7 if unit == "weeks" else 1))
                else:
                    found["duration_months"] = int(number * (12 if unit == "years" else 1))
    done = pattern("therapy.completed").search(course.lead) is not None
    _bounds(found, f"{course.tail} {course.about}", about, done=done)
    if not {"start_date", "end_date"} & found.keys():
        _bounds(found, course.lead, about)
    words = f"{course.tail} {course.about}"
    if before and pattern("therapy.same_time").search(words) and before.sentence.visit == course.sentence.visit:
        for key in TIMES:
            if key in before.fields and not ({"duration_days", "duration_months"} & found.keys() and "duration" in key):
                found.setdefault(key, before.fields[key])


def _leads_up(text: str) -> bool:
    """Whether a duration before a therapy's name leads up to it: `six weeks of`."""
    return any(LEADS.fullmatch(text[match.end() :]) for match in spans(text))


def _bounds(found: dict[str, Any], text: str, about: date | None, *, done: bool = False) -> None:
    """The first and the last day of a course, as far as they are said."""
    pairs = [pair for pair in periods(text, about) if pair[0].exact and pair[1].exact]
    if pairs:
        found["start_date"], found["end_date"] = (mark.day.isoformat() for mark in pairs[0])
        return
    for mark in dates(text, about):
        before = text[: mark.start].rstrip(" (")
        if not mark.exact:
            continue
        if pattern("therapy.ended").search(before) or (done and re.search(r"\bon$", before)):
            found.setdefault("end_date", mark.day.isoformat())
        elif pattern("therapy.began").search(before):
            found.setdefault("start_date", mark.day.isoformat())


def _shared(courses: list[Course]) -> None:
    """Times and responses that a sentence says of several courses at once."""
    for one, other in zip(courses[::-1][1:], courses[::-1], strict=False):
        if one.sentence is not other.sentence:
            continue
        each = pattern("therapy.each").search(f"{other.tail} {other.about}")
        if not any(key in one.fields for key in TIMES) and (each or not _own_news(one.tail)):
            one.fields.update({key: other.fields[key] for key in TIMES if key in other.fields})
    for one, other in zip(courses, courses[1:], strict=False):
        joined = re.search(r"(?:\band|\+|&|\bplus|\bwith)\s*(?:\w+ )?$", f"{one.tail}{other.lead}")
        if one.sentence is other.sentence and joined and not any(key in other.fields for key in TIMES):
            other.fields.update({key: one.fields[key] for key in TIMES if key in one.fields})
    for one, other in zip(courses[::-1][1:], courses[::-1], strict=False):
        if one.sentence is other.sentence and not _response(f"{one.tail} {one.about} {one.lead[-40:]}"):
            reply = _response(f"{other.tail} {other.about}")
            if reply:
                one.fields["response"] = reply
    for i, course in enumerate(courses):
        if pattern("therapy.both").search(course.about) and i and not _response(courses[i - 1].text):
            near = courses[i - 1]
            if course.sentence.start - near.sentence.start - len(near.sentence.text) < 80:
                near.about += f" {course.about}"


def _headed(courses: list[Course]) -> None:
    """What stands before a colon counts for every course of its line: `Both completed 5/20/2024: PT; naproxen`."""
    for i, course in enumerate(courses):
        head = course.lead if ":" in course.lead and course.sentence is not (courses[i - 1].sentence if i else None) else ""
        for other in courses[i:] if re.search(r"\bcomplet\w+\b[^:]*:", head, re.IGNORECASE) else ():
            if other is not course and "\n" in course.sentence.text + other.lead and other.sentence is not course.sentence:
                break
            for mark in dates(head):
                other.fields.setdefault("end_date", mark.day.isoformat())
            other.fields.setdefault("status", "completed")
    for one, other in zip(courses, courses[1:], strict=False):
        if re.search(r"\bas (?:did|was|were|had)\b", f"{one.tail[-30:]}{other.lead}", re.IGNORECASE):
            reply = _response(one.tail)
            if reply and one.sentence is other.sentence:
                other.fields["response"] = reply


def _response(text: str) -> str | None:
    if pattern("therapy.failed").search(text):
        return "inadequate"
    return "adequate" if pattern("therapy.helped").search(text) else None


def _tell(course: Course) -> None:
    """The response, the state and whose plan it was."""
    found, text = course.fields, course.text
    reply = _response(f"{course.tail} {course.about}") or _response(course.lead[-40:])
    if reply:
        found["response"] = reply
    bare = re.sub(r"stopped early", "", text, flags=re.IGNORECASE)
    if (
        pattern("therapy.going_on").search(bare)
        and not pattern("therapy.not_going_on").search(bare)
        and "end_date" not in found
    ):
        found["status"] = "ongoing"
    elif pattern("therapy.completed").search(_without_visits(text)) and not re.search(r"\bnot (?:been )?complet|incomplete", text):
        found["status"] = "completed"
    elif pattern("therapy.daily").search(course.tail[:60] + course.lead[-30:]) and not any(
        key in found for key in TIMES
    ):
        if not reply:
            found["status"] = "ongoing"
    for key, value, names in (
        ("plan_prescribed_by", "self_directed", "own"),
        ("plan_prescribed_by", "physical_therapist", "by_therapist"),
        ("plan_prescribed_by", "chiropractor", "by_chiropractor"),
        ("plan_prescribed_by", "physician", "by_physician"),
        ("stopped_early_reason", "office_closed", "stop_closed"),
        ("stopped_early_reason", "inconvenience", "stop_inconvenience"),
        ("stopped_early_reason", "noncompliance", "stop_noncompliance"),
        ("stopped_early_reason", "medical", "stop_medical"),
    ):
        if key not in found and pattern(f"therapy.{names}").search(text):
            found[key] = value
    if pattern("therapy.no_follow_up").search(text):
        found["completion_follow_up_documented"] = False
    elif pattern("therapy.follow_up").search(text):
        found["completion_follow_up_documented"] = True


def _without_visits(text: str) -> str:
    """Words on a course without those on a visit that documented, or did not, that it was completed."""
    return pattern("therapy.follow_up").sub(" ", pattern("therapy.no_follow_up").sub(" ", text))


def _counts(course: Course) -> bool:
    """Whether anything is told of a course beside its name."""
    generic = all(name in {"medications", "passive"} for name, *_ in course.named)
    if generic and not (
        any(key in course.fields for key in TIMES) or _response(course.tail) or "status" in course.fields
    ):
        return False
    return bool(course.fields) or TRIED.search(f"{course.lead[-40:]} {course.tail[:30]}") is not None


def _entry(course: Course, modality: str, component: str, own: str, place: str | None) -> dict[str, Any]:
    home = modality == "home exercise program"
    active = component == "active"
    kept = {
        key: value
        for key, value in course.fields.items()
        if not (key in {"plan_prescribed_by", "completion_follow_up_documented"} and not home)
        and not (key == "stopped_early_reason" and not active)
    }
    region = region_near(own, modality) or region_near(course.text) or place or "painful_region"
    return {"modality": modality, "component": component, "target_region": region} | kept


def _merged(courses: list[Course], place: str | None) -> list[dict[str, Any]]:
    """One entry a therapy; what several sentences tell of one therapy without contradiction is put together."""
    entries: list[dict[str, Any]] = []
    for course in courses:
        for modality, component, own in course.named:
            new = _entry(course, modality, component, own, place)
            if (
                entries
                and re.search(r"\bfor (?:it|the same)\b", own)
                and new["target_region"] in {"painful_region", place}
            ):
                new["target_region"] = entries[-1]["target_region"]
            same = [
                old
                for old in entries
                if old["modality"] == modality
                and _over(old) == _over(new)
                and all(old[key] == new[key] for key in (*TIMES, "response") if key in old and key in new)
            ]
            if same:
                same[0].update({key: value for key, value in new.items() if key not in same[0]})
            else:
                entries.append(new)
    return entries


def _over(entry: dict[str, Any]) -> bool:
    """Whether a course is said to be over, or at least not to go on."""
    return entry.get("status") != "ongoing"


def _stretch(courses: list[Course]) -> tuple[int, int]:
    """Where the words on courses begin and end."""
    starts = [one.sentence.start + len(one.sentence.text) - len(one.sentence.text.lstrip()) for one in courses]
    return min(starts), max(one.end for one in courses)


def _denials(sentences: list[Sentence], courses: list[Course], *, done: bool) -> list[Read]:
    """What is said against therapy: that there was none, that none goes on, or a reason, or that there is none."""
    told: dict[str, Read] = {}
    active = any(sort == "active" for course in courses for _, sort, _ in course.named)
    for sentence in sentences:
        now = pattern("therapy.none_now").search(sentence.text)
        if now:
            told.setdefault("ongoing_conservative_therapy", _at("ongoing_conservative_therapy", [], sentence, now))
        none = pattern("therapy.none_yet").search(sentence.text)
        if none and not done:
            told.setdefault("conservative_therapy", _at("conservative_therapy", [], sentence, none))
        unmoved = pattern("therapy.no_active").search(sentence.text)
        if unmoved and not active and not now:
            told.setdefault(
                "conservative_therapy_active_done", _at("conservative_therapy_active_done", False, sentence, unmoved)
            )
        _reasons(sentence, told)
    if any(one.fields.get("status") == "ongoing" for one in courses):
        told.pop("ongoing_conservative_therapy", None)
    return list(told.values())


def _reasons(sentence: Sentence, told: dict[str, Read]) -> None:
    """Medical reasons against therapy, or that there are none: for having had none, and for none going on."""
    for match in pattern("therapy.reason_named").finditer(sentence.text):
        clause = re.split(r"\.\s+(?=[A-Z])|;", sentence.text[match.end() :])[0]
        before = re.split(r"[.;]", sentence.text[: match.start()])[-1]
        if pattern("therapy.reason_other").search(f"{before[-25:]} {clause}"):
            continue
        none = (
            match[0].lower().startswith("nothing")
            or denied(sentence.text, *match.span())
            or re.match(r"[^.;]{0,90}\b(?:none|not)\b[^.;]{0,20}(?:documented|given|stated)?\s*$", clause)
        )
        stated = re.match(
            r"\s*(?::|being\b|(?:for|why) [^.;:]{0,40}(?:\bbeing|\bis|\bwas|:)|[^.;:]{0,40}\bis that\b)\s*\W*(?!no\b|none|not\b|n/?a|yes|y\b|documented|given|recorded|on (?:file|record)|known|found|stated|noted)\w",
            clause,
            re.IGNORECASE,
        )
        none = none and not (stated and not re.search(r"\b(?:no|nor|without)(?: \w+)? ?$", before, re.IGNORECASE))
        going = pattern("therapy.reason_going_on").search(clause) or (
            not none and pattern("therapy.none_now").search(before)
        )
        goes = pattern("therapy.going_on").search(before) and not pattern("therapy.none_now").search(before)
        both = going and re.search(r"\b(?:or|nor|and|none|any)\b", clause[: going.start()])
        going = going or (
            re.match(r" for (?:that|this)\b", clause) if pattern("therapy.none_now").search(before) else None
        )
        names = [CARE] if not (going or goes) else [CARE, GOING] if both else [GOING]
        for name in names:
            if none:
                told.setdefault(name, _at(name, False, sentence, match))
            elif stated or re.match(r"\s*(?:is|was)\b|[^.;:]{0,60}:\s*\W*(?!yes|y\b)\w", clause):
                told.setdefault(name, _whole(name, sentence))
    reason = pattern("therapy.reason").search(sentence.text)
    if reason and CARE not in told and status(sentence.text, *reason.span()) not in {Status.OTHER, Status.UNSURE}:
        if not pattern("therapy.reason_named").search(sentence.text):
            told.setdefault(
                GOING if pattern("therapy.reason_going_on").search(sentence.text) else CARE, _whole(CARE, sentence)
            )


def _whole(name: str, sentence: Sentence) -> Read:
    """A fact whose value is the sentence that says it."""
    text = sentence.text.strip()
    start = sentence.start + len(sentence.text) - len(sentence.text.lstrip())
    return Read(name, text[:500], start, start + len(text))


def _at(name: str, value: Any, sentence: Sentence, match: re.Match[str]) -> Read:
    return Read(name, value, sentence.start + match.start(), sentence.start + match.end())
