"""Questions: answered from policy data, from verbatim passages, or honestly not at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import takewhile

from assistant.answer import Citation, Frame, Route, Statement
from assistant.citing import TIERS, Citer
from assistant.understand import says, vocabulary
from checks import PolicyStatement, load_policies
from index import Clause, Library, SentenceHit, asks_for_history

MEANING = 0.5  # cosine similarity from which a sentence answers by itself
SCORE = 0.6  # similarity and shared words together from which it answers
FAMILIAR_MEANING = 0.4  # and where every word of the question is the documents' own or an everyday one
FAMILIAR_SCORE = 0.5
NEAR = 0.7  # similarity from which a sentence is worth quoting beside a policy's own words
SHARED = 0.3  # and the share of the question's words that it has to have
CLOSE = 0.9  # a further sentence is quoted where its score is this share of the best one's
MANY = 14  # items below a lead-in; of more, the next level only is quoted
LONG = 420  # characters; a longer clause is quoted by its sentence
MOST_ASPECTS = 3  # aspects of one question that are answered from policy data
UNITS = {  # how readers write a number of each unit
    "%": r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent\b|per cent)",
    "score": r"(\d{1,2}(?:\.\d+)?) ?(?:/|out of|of) ?(?:10|ten)\b",
    "weeks": r"(\d{1,3}) ?(?:weeks?|wks?)\b",
    "months": r"(\d{1,3}) ?(?:months?|mos?)\b",
    "a year": r"(\d{1,2})(?: \w+){0,3} (?:a|per|each|every|in a|in one) year",
    "levels": r"(\d{1,2}) levels?\b",
}
SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
PAYERS = re.compile(r"\b(?:nia|magellan|evolent|cgs|noridian)\b", re.IGNORECASE)  # they stand in disclaimers only
NEVER = "(?!)"  # the pattern of what no document can settle
ORIGIN = re.compile(r"written|original|take effect|effective|implement|last revis")
FURTHER = re.compile(r"(?:and|what about|how about|or)(?: for| with)?(?: the| a| an)? ([a-z-]{5,})\?*$")
CODE = re.compile(r"\d{5}|\d{4}t|[a-z]\d{4}")  # a procedure code
POLICIES = ("payer_policy", "government_policy", "digest")
Answered = tuple[Route, tuple[Statement, ...]]


def digits(text: str) -> str:
    """The text with the numbers from one to twelve as digits."""
    return re.sub(rf"\b({'|'.join(SMALL)})\b", lambda word: str(SMALL.index(word[0]) + 1), text)


def held_against(item: PolicyStatement, frame: Frame) -> str:
    """What a statement's bound says of the one number of its kind that the reader names; empty where there is none."""
    if item.bound is None:
        return ""
    asserted = set(re.findall(UNITS[item.bound.unit], digits(frame.resolved_question.lower())))
    if len(asserted) != 1:
        return ""
    number = asserted.pop()
    kept = item.bound.allows(Decimal(number))
    unit = {"score": "of 10", "a year": "a year"}.get(item.bound.unit, item.bound.unit)
    words = ("is within it", "is more than that") if item.bound.at_most is not None else ("is enough", "is not enough")
    return f"{number} {unit} {words[not kept]}. "


class Questions:
    """Answers questions over one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.citer = Citer(library)

    def answer(self, frame: Frame) -> Answered:
        """The statements that answer, best authority first; `abstain` with the nearest clause where nothing does."""
        if frame.payer and not self._covers(frame):
            name = frame.payer if frame.payer != "other" else "that payer"
            return self._absent(frame, f"No document of {name} on this is indexed here.")
        if frame.payer == "medicare" and frame.procedures and not frame.guidelines:
            return self._absent(frame, "No Medicare document on this procedure is indexed here.")
        other = FURTHER.match(frame.question.strip().lower())
        if other and other[1] not in vocabulary()["common"] and self.library.unknown_words(other[1]):
            return self._absent(frame, f"No document here covers {other[1]}.")
        silent = self._silent_subjects(frame)
        if silent:
            return self._silence(frame, silent)
        stated = () if frame.kind == "article" else (*self._from_codes(frame), *self._from_policies(frame))
        cited = {citation.clause for statement in stated for citation in statement.citations}
        quoted = self._from_sentences(frame, cited)
        if stated or quoted:
            return Route.ANSWER, (*stated, *quoted)
        return self._absent(frame, "The indexed documents do not answer this.")

    def _covers(self, frame: Frame) -> bool:
        known = vocabulary()["payers"]
        return frame.payer in known and bool(known[frame.payer]["guidelines"])

    def _cited(self, clause_ids: Iterable[str]) -> tuple[Citation, ...]:
        clauses = [self.library.clause(clause_id) for clause_id in clause_ids]
        made = [self.citer.cite(clause) for clause in clauses if clause]
        return tuple(citation for citation in made if citation)

    def _from_policies(self, frame: Frame) -> Iterator[Statement]:
        """What the policies meant settle on the aspect asked; two that say the same are named together."""
        said: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for policy in load_policies():
            if policy.id in frame.guidelines or (frame.kind == "comparison" and not frame.guidelines):
                for item in policy.statements:
                    about_state = not item.about or frame.state in item.about
                    if item.aspect in frame.aspects[:MOST_ASPECTS] and about_state:
                        words = f"{held_against(item, frame)}{item.say}"
                        said.setdefault(words, []).append((policy.id, item.clauses))
        for words, found in said.items():
            citations = tuple(dict.fromkeys(self.with_items(clause for _, clauses in found for clause in clauses)))
            if citations:
                names = " and ".join(name for name, _ in found)
                yield Statement(text=f"{names}: {words}", citations=citations)

    def with_items(self, clause_ids: Iterable[str]) -> Iterator[Citation]:
        """The clauses cited, each lead-in with its items."""
        for clause_id in clause_ids:
            clause = self.library.clause(clause_id)
            yield from self._cited([clause_id])
            if clause and clause.text.rstrip().endswith(":"):
                yield from self._items(clause)

    def _from_codes(self, frame: Frame) -> Iterator[Statement]:
        """Where the policies print a code that was asked about, for which region, and whether it is an add-on."""
        for policy in load_policies():
            for code in policy.codes:
                if code.code in frame.codes:
                    add_on = "an add-on code" if code.add_on else "a base code, not an add-on"
                    place = code.region.replace("_", " and ")
                    words = f"{policy.id} prints {code.code} for the region {place}: {add_on}."
                    yield Statement(text=words, citations=self._cited([f"{policy.id}/header"]))

    def _silent_subjects(self, frame: Frame) -> tuple[str, ...]:
        """Subjects asked about that no clause of the guidelines meant (or, with none meant, of any) mentions."""
        never = tuple(s for s in frame.subjects if vocabulary()["subjects"][s]["documents"] == [NEVER])
        if never or frame.kind == "article" or not frame.subjects:
            return never
        found = [c for g in frame.guidelines or (None,) for c in self.library.clauses(g)]
        if not frame.guidelines:
            found = [clause for clause in found if self.citer.document(clause).authority in POLICIES]
        text = " ".join(clause.text for clause in found if clause.section != "history").lower()
        return tuple(s for s in frame.subjects if text and not says(text, vocabulary()["subjects"][s]["documents"]))

    def _silence(self, frame: Frame, silent: tuple[str, ...]) -> Answered:
        names = " and ".join(frame.guidelines) or "No policy indexed here"
        subject = " and ".join(vocabulary()["subjects"][name]["say"] for name in silent)
        verb = "say" if len(frame.guidelines) > 1 else "says"
        said = [Statement(text=f"{names} {verb} {'nothing' if frame.guidelines else 'anything'} on {subject}.")]
        for policy in load_policies():
            if policy.id in frame.guidelines and "contrast" in silent:
                said += [
                    Statement(text=f"What {policy.id} does require: {item.say}", citations=self._cited(item.clauses))
                    for item in policy.statements
                    if item.aspect == "guidance"
                ]
        article = self._article(frame, [word for name in silent for word in self._words(name)])
        if article:
            text = f"An article, which is no policy and binds no payer, says: “{article.quote}”"
            said.append(Statement(text=text, citations=(article,)))
        said.append(Statement(text=vocabulary()["subjects"][silent[0]]["ask"]))
        return Route.ABSTAIN, tuple(said)

    def _words(self, subject: str) -> list[str]:
        found: list[str] = vocabulary()["subjects"][subject]["documents"]
        return found

    def _article(self, frame: Frame, words: list[str]) -> Citation | None:
        found = self.library.sentences(frame.resolved_question, vocabulary()["articles"], k=30)
        whole = (hit for hit in found if hit.text.endswith(".") and says(hit.text.lower(), words))
        hit = next(whole, None)
        return self.citer.cite(hit.clause, hit.start, hit.end) if hit else None

    def _from_sentences(self, frame: Frame, cited: Collection[str]) -> tuple[Statement, ...]:
        """The fewest sentences that answer, best authority first; beside a policy's own words one near match."""
        scope = vocabulary()["articles"] if frame.kind == "article" else frame.guidelines
        hits = self._answering(frame, scope) or ([] if cited else self._answering(frame, ()))
        if cited:
            hits = [hit for hit in hits if hit.meaning >= NEAR and hit.words >= SHARED and hit.clause.id not in cited]
        near = [hit for hit in hits if hit.score >= CLOSE * hits[0].score]
        top = near[: 1 if cited else 3]
        top.sort(key=lambda hit: TIERS.index(self.citer.document(hit.clause).authority))
        found = [self._quote(hit) for hit in top]
        return tuple(dict.fromkeys(statement for statement in found if statement))

    def _answering(self, frame: Frame, scope: Collection[str]) -> list[SentenceHit]:
        """The sentences of the scope, where the best of them speaks of what was asked."""
        question = PAYERS.sub(" ", frame.resolved_question) or frame.resolved_question
        found = self.library.sentences(question, scope, k=12)
        strange = [word for word in self.library.unknown_words(question) if CODE.fullmatch(word)]
        if not found or strange:
            return []
        best = found[0]
        common = vocabulary()["common"]
        foreign = [w for w in self.library.unknown_words(question) if w not in common and not w.isdigit()]
        if not foreign and (frame.guidelines or frame.aspects or frame.kind == "article"):
            return found if best.meaning >= FAMILIAR_MEANING or best.score >= FAMILIAR_SCORE else []
        if asks_for_history(question) and ORIGIN.search(question.lower()) and frame.guidelines:
            headers = [hit for hit in self.library.sentences(question, scope, k=400) if hit.clause.kind == "header"]
            return headers or found
        dated = asks_for_history(question) and best.clause.kind == "header"
        return found if dated or best.meaning >= MEANING or best.score >= SCORE else []

    def _quote(self, hit: SentenceHit) -> Statement | None:
        clause, whole = hit.clause, len(hit.clause.text) <= LONG
        citation = self.citer.cite(clause) if whole else self.citer.cite(clause, hit.start, hit.end)
        if citation is None:
            return None
        below = self._items(clause) if clause.text.rstrip().endswith(":") else ()
        words = {"article": "An article, which is no policy, says", "worked_example": "A worked example says"}
        who = words.get(citation.authority, f"{citation.guideline or citation.document} says")
        quotes = " ".join(part.quote for part in (citation, *below))
        return Statement(text=f"{who}: “{quotes}”", citations=(citation, *below))

    def _items(self, clause: Clause) -> tuple[Citation, ...]:
        """The items that a lead-in introduces: all below it, or where these are many, the next level only."""
        known = self.library.clauses(clause.guideline)
        below = [one for one in known if one.id.startswith(f"{clause.id}.")]
        if not below:
            after = known[known.index(clause) + 1 :]
            below = list(takewhile(lambda one: one.kind == "list_item" and one.section == clause.section, after))
        depth = min((one.id.count(".") for one in below), default=0)
        few = len(below) <= MANY
        return self._cited(one.id for one in below if few or one.id.count(".") == depth)

    def _absent(self, frame: Frame, why: str) -> Answered:
        said = [Statement(text=f"{why} I will not guess.")]
        hits = self.library.sentences(frame.resolved_question, frame.guidelines, k=1)
        citation = self.citer.cite(hits[0].clause) if hits else None
        if citation:
            said.append(Statement(text="The nearest clause, which does not answer it, is this.", citations=(citation,)))
        said.append(Statement(text="Ask the plan or the payer that decides on this request."))
        return Route.ABSTAIN, tuple(said)
