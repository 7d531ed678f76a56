"""Several documents of one case, read together: one request, facts with their document, conflicts left open.

The document that asks gives the request. Each other one is read with the lines that ask in front, so that what it tells
is told of that request; only what stands in that document is taken from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from assistant.document import Document, terms
from assistant.merge_histories import Told, merged, past_procedure, same_event
from assistant.read_note import Note
from checks import REQUEST

GAP = "\n\n"
Fact = dict[str, Any]


class Reading:
    """The facts of one document; `asking` is the reading of the document that asks, None for that one itself."""

    def __init__(self, document: Document, note: Note, asking: Reading | None = None) -> None:
        self.document = document
        self.day = document.day()
        self.conflicts = note.conflicts()
        self.request: Fact = note.case()["request"]
        own = [fact | {"document": document.name} for fact in note.facts()]
        self.facts: list[Fact] = [] if asking else own
        self.histories: dict[str, list[Fact]] = {fact["name"]: fact["value"] for fact in own if _is_history(fact)}
        if asking:
            self._beside(asking, own)

    def _beside(self, asking: Reading, own: list[Fact]) -> None:
        """Read this document with the request in front, and keep what stands in this one."""
        asks = asking.asks()
        front = len(asks) + len(GAP)
        both = Note(asks + GAP + self.document.text)
        alone = {fact["name"] for fact in own}
        for fact in both.facts():
            if fact["end"] <= front:
                continue
            start, end = max(0, fact["start"] - front), fact["end"] - front
            placed = fact | {"start": start, "end": end, "document": self.document.name}
            placed["quote"] = self.document.text[start:end]
            if _is_history(fact):
                theirs = asking.histories.get(fact["name"], [])
                self.histories[fact["name"]] = [one for one in fact["value"] if one not in theirs]
                own = own if fact["name"] in alone else [*own, placed]
            elif fact["name"] not in alone and fact["start"] >= front:
                own.append(placed)
        self.facts = own
        inside = any(fact["name"] == "procedure" and fact["start"] >= front for fact in both.facts())
        self._past(both.case()["request"] if inside else {}, asking.request.get("date_of_service"))

    def asks(self) -> str:
        """The lines of this document that say which procedure is asked for, and for which day."""
        text = self.document.text
        spans = [
            (text.rfind("\n", 0, fact["start"]) + 1, (text + "\n").find("\n", fact["end"] - 1))
            for fact in self.facts
            if fact["name"] in {"procedure", "date_of_service"}
        ]
        return "\n".join(text[start:end] for start, end in sorted(set(spans)))

    def _past(self, asked: Fact, until: str | None) -> None:
        """Count the procedure that this document is about among the earlier ones, where it was done."""
        done = self.document.kind() == "procedure_note"
        event = past_procedure(self.request if done else asked, self.day, until)
        if event is None or (self.day and event["date"] > self.day.isoformat()):
            return
        name = "prior_denervations" if event["procedure"] in terms()["denervations"] else "prior_injections"
        known = self.histories.get(name, [])
        if not any(same_event(one, event) for one in known):
            self.histories[name] = [*known, event]
            self.facts += [fact | {"name": name} for fact in self.facts if fact["name"] == "procedure"][:1]


class Record:
    """All documents of a case: `case()`, `facts()` and `conflicts()` as a note has them, over all of them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        notes = [Note(one.text) for one in documents]
        first = _asking(documents, notes)
        asking = Reading(documents[first], notes[first])
        self.readings = [asking if i == first else Reading(one, notes[i], asking) for i, one in enumerate(documents)]
        self.request = dict(asking.request)
        self.read: dict[str, Any] = {}
        self.quoted: list[Fact] = []
        self.open: dict[str, list[Fact]] = {}
        self._ask(asking)
        self.outdated = [one.document.name for one in self.readings if one is not asking and self._forget(one)]
        names = dict.fromkeys(fact["name"] for reading in self.readings for fact in reading.facts)
        for name in names:
            if name in terms()["histories"]:
                self._history(name)
            elif name in REQUEST:
                self._detail(name)
            else:
                self._value(name)

    def case(self) -> Fact:
        """The request and the facts, in the case format; what the documents say in two ways is left out."""
        return {"request": dict(self.request), "facts": dict(self.read)}

    def facts(self) -> list[Fact]:
        """Each fact with its value, its words, and where they stand in which document."""
        return [dict(fact) for fact in self.quoted]

    def conflicts(self) -> tuple[str, ...]:
        """The facts that the documents, or one of them, say in two ways."""
        return tuple(self.open)

    def settle(self) -> list[Fact]:
        """For each conflict both values with their words: a person has to say which one holds."""
        return [{"name": name, "said": [dict(fact) for fact in facts]} for name, facts in self.open.items()]

    def _words(self, name: str, readings: Iterable[Reading] | None = None) -> list[Fact]:
        return [fact for reading in readings or self.readings for fact in reading.facts if fact["name"] == name]

    def _ask(self, asking: Reading) -> None:
        """The request, with what other documents add to it; what they say otherwise is left out."""
        for reading in self.readings:
            same = reading is asking or _same_request(asking, reading)
            for name in reading.request if same else ():
                if name not in self.request and name != "procedure_text":
                    self.request[name] = reading.request[name]
                    self.quoted += self._words(name, [reading])
                elif self.request.get(name) == reading.request[name]:
                    self.quoted += self._words(name, [reading])
                elif name in asking.request and name != "procedure_text":
                    self.open[name] = [*self._words(name, [asking]), *self._words(name, [reading])]
        for name in self.open:
            self.request.pop(name, None)
            self.quoted = [fact for fact in self.quoted if fact["name"] != name] + self.open[name]

    def _forget(self, reading: Reading) -> bool:
        """Leave out of a document from long before the service what changes or goes on; whether anything was."""
        until = self.request.get("date_of_service")
        if reading.day is None or until is None:
            return False
        if (date.fromisoformat(until) - reading.day).days <= terms()["current_days"]:
            return False
        kept = [one for one in reading.facts if one["name"] not in {*terms()["changing"], terms()["goes_on"]}]
        lasting = {
            name: [{k: v for k, v in entry.items() if (k, v) != ("status", "ongoing")} for entry in entries]
            for name, entries in reading.histories.items()
            if name != terms()["goes_on"]
        }
        forgot = len(kept) < len(reading.facts) or lasting != reading.histories
        reading.facts, reading.histories = kept, lasting
        return forgot

    def _detail(self, name: str) -> None:
        """A detail of the request that a document says without asking for a procedure of its own."""
        telling = [reading for reading in self.readings if self._may_tell(reading, name)]
        told = self._words(name, telling) if telling else []
        if not told or name in self.open:
            return
        values = [*([self.request[name]] if name in self.request else []), *(fact["value"] for fact in told)]
        self.quoted += [fact for fact in told if fact not in self.quoted]
        if all(value == values[0] for value in values):
            self.request[name] = values[0]
        else:
            self.request.pop(name, None)
            self.open[name] = self._words(name)

    def _may_tell(self, reading: Reading, name: str) -> bool:
        """Whether a document's word on a detail counts: who pays anywhere, the rest where nothing is asked."""
        if name in terms()["details"]:
            return True
        return "procedure" not in reading.request and reading.document.kind() in terms()["of_a_visit"]

    def _value(self, name: str) -> None:
        told = self._words(name)
        days = {reading.document.name: reading.day for reading in self.readings}
        if name in terms()["changing"] and all(days[fact["document"]] for fact in told):
            last = max(days[fact["document"]] or date.min for fact in told)
            told = [fact for fact in told if days[fact["document"]] == last]
        sources = {fact["document"] for fact in told}
        self.quoted += told
        settled = _one(name, [fact["value"] for fact in told])
        within = any(name in r.conflicts for r in self.readings if r.document.name in sources)
        if settled and not within:
            self.read[name] = settled[0]
        else:
            self.open[name] = told

    def _history(self, name: str) -> None:
        until = self.request.get("date_of_service")
        told = [
            Told(r.document.name, r.day, [e for e in r.histories[name] if until is None or e.get("date", "") < until])
            for r in self.readings
            if name in r.histories
        ]
        own = {r.document.name: {"value": r.histories[name]} for r in self.readings if name in r.histories}
        words = [fact | own.get(fact["document"], {}) for fact in self._words(name)]
        found = merged(told)
        within = any(name in r.conflicts for r in self.readings if name in r.histories)
        if found.settled and not within:
            self.read[name] = found.entries
        else:
            self.open[name] = words
        self.open |= {f"{name}.{part}": words for part in found.open if found.settled and not within}
        self.quoted += words


def _is_history(fact: Fact) -> bool:
    """Whether a fact lists entries, such as earlier injections, and not that they are left open."""
    return fact["name"] in terms()["histories"] and isinstance(fact["value"], list)


def _asking(documents: Sequence[Document], notes: Sequence[Note]) -> int:
    """The number of the document that asks: a form, else the latest that names a procedure, procedure notes last."""
    ranks = {"authorization_form": 2, "procedure_note": 0}

    def rank(i: int) -> tuple[int, int, date]:
        read = {fact["name"] for fact in notes[i].facts()}
        named = 2 if "procedure" in read else 1 if "procedure_text" in read else 0
        return named, ranks.get(documents[i].kind() or "", 1), documents[i].day() or date.min

    return max(range(len(documents)), key=rank)


def _same_request(asking: Reading, other: Reading) -> bool:
    """Whether a document speaks of the same procedure as still to be done on the same day, or names no day."""
    if other.request.get("procedure") != asking.request.get("procedure"):
        return False
    if other.document.kind() == "procedure_note":
        return False
    day, asked = other.request.get("date_of_service"), asking.request.get("date_of_service")
    if asked is None and day is not None:
        return other.day is not None and day > other.day.isoformat()
    return day is None or day == asked


def _one(name: str, values: list[Any]) -> list[Any]:
    """The one value that all give, in a list; empty where they differ. Texts do not differ; some lists add up."""
    if all(value == values[0] for value in values):
        return values[:1]
    if name in terms()["adding_up"] and all(values):
        return [list(dict.fromkeys(item for value in values for item in value))]
    if all(isinstance(value, str) and " " in value for value in values):
        return values[:1]
    return []
