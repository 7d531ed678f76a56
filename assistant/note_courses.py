"""Courses of therapy in a note: which therapies its sentences say were done, and which words tell of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.note_concepts import compiled, rules
from assistant.note_context import Sentence, Status, pattern, status
from assistant.note_spans import spans

JOIN = re.compile(r"[^;.\d]{0,45}")
Named = tuple[int, int, str, str]  # start, end, modality, component


@dataclass
class Course:
    """Therapies named together, with the words that tell of them; `lead` stands before their names."""

    named: list[tuple[str, str, str]]  # modality, component, the words at its own name
    sentence: Sentence
    lead: str
    tail: str
    head: str = ""  # the line that heads its list
    about: str = ""  # what sentences after it add
    fields: dict[str, Any] = field(default_factory=dict)
    end: int = 0

    @property
    def text(self) -> str:
        """All words that tell of it."""
        return f"{self.lead} {'; '.join(own for _, _, own in self.named)} {self.tail} {self.about}"


def courses_of(sentences: list[Sentence], procedure: str | None) -> Iterator[Course]:
    """The therapies of each sentence, those joined by `and` as one course, with the sentences that go on about them."""
    last: Course | None = None
    head, paper = "", False
    active: tuple[str, str] | None = None  # the therapy by exercise that was named last
    for sentence in sentences:
        found = list(_in_sentence(sentence, procedure)) if sentence.heading != "family" else []
        titled = pattern("therapy.paper").match(sentence.text) is not None
        paper = titled or (paper and pattern("therapy.next_paper").match(sentence.text) is None)
        if titled and (named := pattern("therapy.paper_of").search(sentence.text)) and not found:
            found = [Course([("physical therapy", "active", named[0])], sentence, "", sentence.text[named.end() :])]
            found[0].end = sentence.start + len(sentence.text.rstrip())
        if not found and active and pattern("therapy.new_course").search(sentence.text):
            found = [
                Course([(*active, "")], sentence, "", sentence.text, end=sentence.start + len(sentence.text.rstrip()))
            ]
        if not found and last is not None and (_goes_on(sentence, last) or (paper and _tells(sentence))):
            last.about += f" {sentence.text}"
            last.end = sentence.start + len(sentence.text.rstrip())
            continue
        if found and last is not None and _tells_first(found[0].lead):
            last.about += f" {found[0].lead}"
            found[0].lead = ""
        heads = not found and pattern("therapy.heads").search(sentence.text)
        head = sentence.text if heads else head if found else ""
        for one in found:
            one.head = head
        last = found[-1] if found else last if paper else None
        active = next((one[:2] for course in reversed(found) for one in course.named if one[1] == "active"), active)
        yield from found


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence of a therapist's paper tells of the course: its length, its end, what it brought."""
    told = ("failed", "helped", "completed", "ended", "follows", "for_a_part", "paper_part")
    return bool(spans(sentence.text)) or any(pattern(f"therapy.{one}").search(sentence.text) for one in told)


def _tells_first(lead: str) -> bool:
    """Whether a sentence opens with the time of the therapy before, as `Sixty days, completed 5/20, and NSAIDs`."""
    opens = next(iter(spans(lead)), None)
    return opens is not None and not lead[: opens.start()].strip() and not leads_up(lead) and "," in lead


def _goes_on(sentence: Sentence, last: Course) -> bool:
    """Whether a sentence without a therapy of its own goes on about the one before."""
    if len(last.about) > 200 or sentence.visit != last.sentence.visit:
        return False
    if pattern("history.again").search(sentence.text) and not pattern("therapy.follows").search(sentence.text):
        return False
    opens = next(iter(spans(sentence.text)), None)
    timed = opens is not None and not sentence.text[: opens.start()].strip() and not _timed(last)
    after = last.sentence.text.rstrip().endswith(";") or last.about.rstrip().endswith(";")
    tells = after and pattern("therapy.failed").search(sentence.text) and len(sentence.text) < 80
    follows = any(pattern(f"therapy.{kind}").search(sentence.text) for kind in ("follows", "for_a_part"))
    return timed or bool(tells) or follows


def _timed(course: Course) -> bool:
    """Whether the words on a course tell how long it took."""
    return bool(spans(course.text))


def _in_sentence(sentence: Sentence, procedure: str | None) -> Iterator[Course]:
    """The courses that a sentence names, each with the words up to the next."""
    text, begins = sentence.text, 0
    groups = _grouped(text, _named(sentence, procedure))
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


def _grouped(text: str, named: list[Named]) -> list[list[Named]]:
    """Therapies that are only joined to each other, such as `PT and naproxen`, in one group."""
    groups: list[list[Named]] = []
    for one in named:
        between = text[groups[-1][-1][1] : one[0]] if groups else ""
        if groups and JOIN.fullmatch(between) and not own_news(between):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def own_news(between: str) -> bool:
    """Whether the words between two therapies tell something of the first alone."""
    return bool(spans(between)) or any(
        pattern(f"therapy.{name}").search(between) for name in ("failed", "going_on", "completed", "ended", "helped")
    )


def _lead_of(text: str, low: int, high: int) -> int:
    """Where the words before the next therapy begin: at a duration that leads up to it, else at its own name."""
    for match in spans(text[low:high]):
        if pattern("therapy.leads").fullmatch(text[low + match.end() : high]):
            return low + match.start()
    return high


def leads_up(text: str) -> bool:
    """Whether a duration before a therapy's name leads up to it: `six weeks of`."""
    return any(pattern("therapy.leads").fullmatch(text[match.end() :]) for match in spans(text))


def _named(sentence: Sentence, procedure: str | None) -> list[Named]:
    """The therapies that a sentence says were done, in order."""
    text, groups = sentence.text, rules()["groups"]
    taken: list[Named] = []
    for sort in ("active", "inactive"):
        for rule in rules()[sort]:
            if any(procedure in groups[name] for name in rule.get("not_for", ())):
                continue
            for match in compiled(rule["says"]).finditer(text):
                start, end = match.span()
                if not any(start < b and a < end for a, b, _, _ in taken) and not _only_says_who(text, start, end):
                    name = match[0].lower() if rule["is"] == "passive" else rule["is"]
                    taken.append((start, end, name, sort))
    told = [one for one in sorted(taken) if not _undone(text, one[0], one[1])]
    return [one for one in told if not (one[3] == "inactive" and _of_the_list(sentence, one))]


def _of_the_list(sentence: Sentence, one: Named) -> bool:
    """Whether a drug only stands in a list of drugs, `Continue venlafaxine`, or heads a line, `Rehab, meds    PT`."""
    before, after = sentence.text[: one[0]], sentence.text[one[1] :]
    kept = pattern("therapy.kept_up").fullmatch(before) is not None
    return kept or (one[2] == "medications" and pattern("therapy.heads_line").match(after) is not None)


def _only_says_who(text: str, start: int, end: int) -> bool:
    """Whether a therapist is named as the one who planned or followed up, not a therapy."""
    return bool(pattern("therapy.by_whom").search(text[:start]) or pattern("therapy.his_visit").match(text[end:]))


def _undone(text: str, start: int, end: int) -> bool:
    """Whether a therapy was refused, is only planned, or somebody else's."""
    before, after = text[max(0, start - 60) : start], text[end : end + 90]
    if pattern("therapy.refused").search(before) or pattern("therapy.planned").search(before):
        return True
    if pattern("therapy.answered_no").match(after) or pattern("therapy.prescribed").search(text):
        return True
    clause = re.split(r"[.;]", after)[0]
    if pattern("therapy.forbidden").search(clause):
        return True
    if pattern("therapy.not_done").search(clause[:45]) and not pattern("therapy.failed").search(clause):
        return True
    return status(text, start, end) in {Status.OTHER, Status.UNSURE}
