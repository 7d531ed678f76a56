"""What the documents do not say: which were searched, what comes nearest, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.answer import Citation, Frame, Route, Statement
from assistant.citing import Citer
from assistant.honest_part import SENTENCE
from assistant.match import Point
from assistant.units import PAYERS
from assistant.vocabulary import says, vocabulary
from checks import load_policies
from index import Clause, Library

UNKNOWN = re.compile(r"\bNIA_?CG_?(\d{3})\b|\bguideline (?:number |no\.? |# ?)?(\d{3})\b", re.IGNORECASE)
YEAR = re.compile(r"\b20\d\d\b")
COUNTED = re.compile(r"\b(?:how many|numbers? of) (?:[a-z-]+ ){0,2}?([a-z-]{3,}s)\b")  # what is counted, in the plural
OFF = 0.2  # meaning below which a question that names nothing has to do with no sentence of the documents
ODD = 0.28  # and below which it hardly has
FAR = 0.32  # and below which the nearest is not worth showing
SCOPE = "I answer questions on coverage guidelines for pain procedures, on cases under them and on their costs."
NAMED = 4  # guidelines that are named one by one
NO_RULE = ("history", "back", "overview")  # how the sections begin that rule nothing
NEVER = "(?!)"  # the pattern of what no document can settle
POLICIES = ("payer_policy", "government_policy", "digest")
Answered = tuple[Route, tuple[Statement, ...]]


class Absence:
    """Says what is absent, over one library."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self.library = library
        self.citer = citer

    def certain(self, frame: Frame) -> Answered | None:
        """The absence that is certain from what is meant alone; None where there is none."""
        other = self.other_payers(frame)
        if other and frame.payer and not frame.guidelines:
            return self.absent(frame, other)
        medicare = frame.payer == "medicare" and frame.procedures and not frame.guidelines
        if medicare:
            return self.absent(frame, f"{self._whose(frame)} document on this procedure is indexed here.")
        if frame.state and self._no_state_rule(frame):
            names = " and ".join(frame.guidelines)
            return self.absent(frame, f"{names} {_says(frame.guidelines)} nothing on rules of that state.")
        unknown = UNKNOWN.search(frame.question)
        number = unknown and (unknown[1] or unknown[2])
        if number and not self.library.clauses(f"NIA_CG_{number}"):
            known = ", ".join(guideline.id for guideline in self.library.guidelines())
            return self.absent(frame, f"No NIA_CG_{number} is among the documents. Those here are {known}.")
        never = self._silent(frame)
        if any(vocabulary()["subjects"][name]["documents"] == [NEVER] for name in never):
            return self._silence(frame, never)
        far = not frame.payer and self._far(frame, OFF)
        return self.absent(frame, "This is not what the documents are about.") if far else None

    @cached_property
    def _known(self) -> frozenset[str]:
        """The stems of the documents, and those of everyday words."""
        text = " ".join(clause.text for clause in self.library.clauses()).lower()
        return self.library.stems(text) | frozenset(vocabulary()["common"])

    def _far(self, frame: Frame, below: float) -> bool:
        """Whether a question names nothing that is here but something else, to which no sentence has to do."""
        whole = {*vocabulary()["payers"].get(frame.payer or "", {}).get("guidelines", ())}  # of a payer named alone
        named = {*frame.guidelines} - whole or frame.procedures or frame.subjects or frame.elsewhere or frame.codes
        asked = PAYERS.sub(" ", frame.resolved_question)
        other = self.library.stems(PAYERS.sub(" ", frame.question).lower()) - self._known
        if named or not other or frame.kind == "article":
            return False
        return all(hit.meaning < below for hit in self.library.sentences(asked, (), k=1))

    def hinted(self, frame: Frame) -> Answered | None:
        """The absence to which the words hint: a procedure or subject of which the guidelines meant do not speak."""
        if frame.elsewhere and not self.ruled(frame):
            return self.uncovered(frame)
        if self._far(frame, ODD):
            return self.absent(frame, "This is not what the documents are about.")
        silent = self._silent(frame)
        if silent:
            return self._silence(frame, silent)
        word = self._unsaid(frame)
        names = " and ".join(frame.guidelines) or "The documents"
        verb = "say" if len(frame.guidelines) != 1 else "says"
        return self.absent(frame, f"{names} {verb} nothing on {word}.") if word else None

    def other_payers(self, frame: Frame) -> str:
        """That another payer's documents are not here, by the name that the reader used; empty where none is meant."""
        words = vocabulary()["payers"]["other"]["words"]
        found = re.search("|".join(words), frame.question.lower())
        named = frame.payer not in (None, *vocabulary()["payers"])
        if not found and not named:
            return ""
        return f"No document of {found[0].strip().title() if found else frame.payer} on this is indexed here."

    def _whose(self, frame: Frame) -> str:
        known = vocabulary()["contractors"]
        text = frame.resolved_question.lower()
        return next((f"No {name.title()} or other Medicare" for name in known if name in text), "No Medicare")

    def _no_state_rule(self, frame: Frame) -> bool:
        """Whether a state's own rule is asked for that the guidelines meant do not have."""
        if not frame.guidelines or not says(frame.question.lower(), vocabulary()["state_rule"]):
            return False
        own = [p for p in load_policies() if p.id in frame.guidelines for s in p.statements if frame.state in s.about]
        return not own

    def uncovered(self, frame: Frame) -> Answered | None:
        """That no guideline here decides on a procedure that the question names; None where it names none such."""
        if not frame.elsewhere:
            return None
        covered = ", ".join(sorted({policy.title[:1].lower() + policy.title[1:] for policy in load_policies()}))
        why = f"No document here decides on {frame.elsewhere[0]}. The guidelines here are on: {covered}."
        see = vocabulary()["elsewhere"][frame.elsewhere[0]].get("see") or next(iter(self.ruled(frame)), None)
        return self.absent(frame, why, see=see)

    def on_it(self, points: Sequence[Point], frame: Frame) -> list[Point]:
        """The points of a question that names no procedure but one which no guideline here decides: on that one."""
        if not frame.elsewhere or frame.procedures:
            return list(points)
        ruled = self.ruled(frame)
        own = [point for point in points if not ruled.keys().isdisjoint(point.clauses)]
        return [p for p in own if not frame.aspects or (p.item and p.item.aspect in frame.aspects)]

    def ruled(self, frame: Frame) -> dict[str, None]:
        """The clauses of policies that have a rule in which a procedure stands that no guideline here decides."""
        words = vocabulary()["elsewhere"][frame.elsewhere[0]]["words"]
        scope = frame.guidelines or tuple(guideline.id for guideline in self.library.guidelines())
        clauses = [c for g in scope for c in self.library.clauses(g) if not c.section.startswith(NO_RULE)]
        return dict.fromkeys(c.id for c in clauses if says(c.text.lower(), words) and self.of_policy(c.document))

    def of_policy(self, document: str) -> bool:
        """Whether a document is a policy, not an article or a worked example."""
        return any(d.id == document and d.authority in POLICIES for d in self.library.documents())

    def _silent(self, frame: Frame) -> tuple[str, ...]:
        """Subjects asked about that no clause of the guidelines meant (or, with none meant, of any) mentions."""
        subjects = vocabulary()["subjects"]
        asked = [s for s in frame.subjects if not (s == "other_state" and frame.payer == "medicare")]
        never = tuple(s for s in asked if subjects[s]["documents"] == [NEVER])
        if never or frame.kind == "article" or not asked:
            return never
        found = [c for g in frame.guidelines or (None,) for c in self.library.clauses(g)]
        if not frame.guidelines:
            found = [clause for clause in found if self.citer.document(clause).authority in POLICIES]
        text = " ".join(clause.text for clause in found if not clause.section.startswith("history")).lower()
        return tuple(s for s in asked if text and not says(text, subjects[s]["documents"]))

    def _unsaid(self, frame: Frame) -> str:
        """A thing that the question turns on and that the guidelines meant do not have; empty where there is none."""
        sentences = [part for part in SENTENCE.split(frame.question.lower()) if part.strip()]
        asking = [part for part in sentences if "?" in part] or sentences[-1:]  # not what is told beside it
        found = [m[0] for way in vocabulary()["salient"] for m in re.finditer(way, " ".join(asking))]
        counted = [word for word in COUNTED.findall(" ".join(asking)) if word not in vocabulary()["counted"]]
        if not found and not counted:
            return ""
        scope: Sequence[str | None] = frame.guidelines or (None,)
        if frame.kind == "article":
            scope = vocabulary()["articles"]
        clauses = [c for guideline in scope for c in self.library.clauses(guideline)]
        text = " ".join(clause.text for clause in clauses).lower()
        stems = self.library.stems(text) if counted else frozenset()
        found += [word for word in counted if not self.library.stems(word) & stems]
        return next((word for word in found if word not in text), "")

    def beside(self, frame: Frame, guidelines: Sequence[str]) -> list[Statement]:
        """That these guidelines are silent on what others answer; nothing where they are not, or there are none."""
        silent = self._silent(frame.model_copy(update={"guidelines": tuple(guidelines)})) if guidelines else ()
        subjects = " and ".join(vocabulary()["subjects"][name]["say"] for name in silent)
        names = " and ".join(guidelines) if len(guidelines) <= NAMED else "The guidelines here"
        return [Statement(text=f"{names} {_says(guidelines)} nothing on {subjects}.")] if silent else []

    def on_aspects(self, frame: Frame, guidelines: Sequence[str]) -> list[Statement]:
        """That some sides of a comparison say nothing on an aspect; nothing where their text has a word of it."""
        told = {(policy.id, item.aspect) for policy in load_policies() for item in policy.statements}
        found = []
        for aspect in frame.aspects:
            item = vocabulary()["silence_on"].get(aspect)
            silent = [g for g in guidelines if item and (g, aspect) not in told and not self._speaks(g, item["words"])]
            if item and silent and len(silent) < len(guidelines):
                names = " and ".join(silent)
                found.append(Statement(text=f"{names} {_says(silent)} nothing on {item['say']}."))
        return found

    def unspoken(self, frame: Frame) -> str:
        """That no guideline meant has a word of an aspect asked; empty where one has, or none is meant."""
        for aspect in frame.aspects:
            item = vocabulary()["silence_on"].get(aspect)
            if item and frame.guidelines and not any(self._speaks(g, item["words"]) for g in frame.guidelines):
                return f"{' and '.join(frame.guidelines)} {_says(frame.guidelines)} nothing on {item['say']}."
        return ""

    def _speaks(self, guideline: str, words: Sequence[str]) -> bool:
        clauses = [c for c in self.library.clauses(guideline) if not c.section.startswith(("history", "disclaimer"))]
        return any(says(clause.text.lower(), words) for clause in clauses)

    def _silence(self, frame: Frame, silent: Sequence[str]) -> Answered:
        subjects = vocabulary()["subjects"]
        names = " and ".join(frame.guidelines) or "No policy indexed here"
        subject = " and ".join(subjects[name]["say"] for name in silent)
        verb = _says(frame.guidelines)
        said = [Statement(text=f"{names} {verb} {'nothing' if frame.guidelines else 'anything'} on {subject}.")]
        for policy in load_policies():
            if policy.id in frame.guidelines and "contrast" in silent:
                for item in (one for one in policy.statements if one.aspect == "guidance"):
                    clauses = [c for c in map(self.library.clause, item.clauses) if c]
                    words = f"What {policy.id} does require: {item.say}"
                    said.append(Statement(text=words, citations=self.citer.cited(clauses)))
        article = self._article(frame, [word for name in silent for word in subjects[name]["documents"]])
        if article:
            text = f"An article, which is no policy and binds no payer, says: “{article.quote}”"
            said.append(Statement(text=text, citations=(article,)))
        mention = self._mention(frame)
        if mention:
            beside = "What comes nearest to it, and does not settle it, is this clause."
            said.append(Statement(text=beside, citations=self.citer.cited([mention])))
        said.append(Statement(text=subjects[silent[0]]["ask"], plain=subjects[silent[0]].get("plain")))
        return Route.ABSTAIN, tuple(said)

    def _mention(self, frame: Frame) -> Clause | None:
        """The clause of the guidelines meant that has a word of the subjects asked about, in another connection."""
        subjects = [vocabulary()["subjects"][name] for name in frame.subjects]
        words = [word for item in subjects for word in (*item["documents"], *item.get("mention", ())) if word != NEVER]
        known = [c for g in frame.guidelines for c in self.library.clauses(g) if not c.section.startswith("history")]
        return next((clause for clause in known if says(clause.text.lower(), words)), None)

    def _article(self, frame: Frame, words: Sequence[str]) -> Citation | None:
        found = self.library.sentences(frame.resolved_question, vocabulary()["articles"], k=30)
        whole = (hit for hit in found if hit.text.endswith(".") and says(hit.text.lower(), words))
        hit = next(whole, None)
        return self.citer.cite(hit.clause, hit.start, hit.end) if hit else None

    def _edition(self, frame: Frame) -> list[Statement]:
        """Which edition of one guideline is here, where a year was asked for."""
        if len(frame.guidelines) != 1 or not YEAR.search(frame.question):
            return []
        said = []
        for item in (s for p in load_policies() if p.id in frame.guidelines for s in p.statements):
            if item.aspect == "dates":
                clauses = [clause for name in item.clauses if (clause := self.library.clause(name))]
                said.append(Statement(text=f"The edition here: {item.say}", citations=self.citer.cited(clauses)))
        return said

    def absent(self, frame: Frame, why: str, *, see: str | None = None, near: str | None = None) -> Answered:
        """That it is not known, why, the nearest clause, and whom to ask; of what lies far off only what is here."""
        said = [Statement(text=f"{why} I will not guess.")]
        hits = self.library.sentences(frame.resolved_question, frame.guidelines, k=1)
        if not see and self._far(frame, FAR):
            return Route.ABSTAIN, (said[0], Statement(text=SCOPE))
        see = see or near
        clause = self.library.clause(see) if see else self._mention(frame) or (hits[0].clause if hits else None)
        citation = self.citer.cite(clause) if clause else None
        said += self._edition(frame)
        if citation:
            said.append(Statement(text="The nearest clause, which does not answer it, is this.", citations=(citation,)))
        said.append(Statement(text="Ask the plan or the payer that decides on this request."))
        return Route.ABSTAIN, tuple(said)


def _says(names: Sequence[str]) -> str:
    return "say" if len(names) > 1 else "says"
