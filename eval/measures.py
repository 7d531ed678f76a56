"""What is measured: routes, clauses found, quotes, facts, wrong facts, abstention, follow-ups, outcomes, time."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from assistant import Answer, Assistant, Message, Settings, Turn, check_case
from eval.stated import present, stated
from index import Library, clean

ROUTES = {"retrieve": "answer"}
PLACES = {"PUMP": "NIA_IIP", "SCS": "NIA_SCS"}  # how the labels name guidelines that print no number
TWINS = (  # guidelines that are easily taken for each other
    {"NIA_CG_300", "NIA_CG_408", "L39240"},
    {"NIA_CG_301", "NIA_CG_302", "L38773"},
    {"NIA_IIP", "NIA_CG_408", "NCD_280.14"},
    {"NIA_SCS", "NCD_160.7"},
)
Figures = dict[str, float]
Search = Callable[[str, int], list[str]]  # a query and how many texts, to texts, best first


def rows(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The rows of those files that exist."""
    for path in paths:
        if path.exists():
            yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def words(text: str) -> str:
    """Lower-case letters and digits only, to compare quotes with."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def share(part: int, whole: int) -> float:
    """A share with three decimals; 0 of nothing is 0."""
    return round(part / whole, 3) if whole else 0.0


def questions(
    talker: Assistant, paths: Sequence[Path], failures: list[str] | None = None, *, plain: Search | None = None
) -> Figures:
    """The figures over labelled questions; what goes wrong with a row is written to `failures`.

    `plain` is another search, whose recall is measured beside.
    """
    count: Counter[str] = Counter()
    times: list[float] = []
    library = Library.open(talker.settings.data)
    for row in rows(paths):
        history = tuple(Message(**message) for message in row.get("history") or ())
        answer = talker.reply(Turn(question=row["question"], persona=row.get("persona", "staff"), history=history))
        times.append(answer.timings_ms["total"])
        wrong = [*_routes(row, answer, count), *_quotes(row, answer, library, count), *_facts(row, answer, count)]
        count["follow-ups"] += bool(history)
        count["followed"] += bool(history) and not wrong
        _retrieval(row, answer, library, count)
        if wrong and failures is not None:
            asked = " / ".join([*(f"[{m.content}]" for m in history), row["question"]])
            failures.append(
                "\n".join([f"{row['id']} {row.get('type', '')}: {asked}", *(f"    {one}" for one in wrong)])
            )
        _beside(row, answer, plain, count)
    return {
        "questions": count["all"],
        "route accuracy": share(count["route"], count["all"]),
        "abstention precision": share(count["abstained right"], count["abstained"]),
        "abstention recall": share(count["abstained right"], count["to abstain"]),
        "recall@1": share(count["found 1"], count["gold"]),
        "recall@5": share(count["found 5"], count["gold"]),
        "recall@10": share(count["found 10"], count["gold"]),
        **({"plain pipeline recall@5": share(count["found plain"], count["gold"])} if plain else {}),
        "gold quote cited": share(count["cited"], count["gold"]),
        "quote fidelity": share(count["verbatim"], count["quotes"]),
        "facts present": share(count["present"], count["facts"]),
        "no wrong facts": share(count["all"] - count["wrong"], count["all"]),
        "confusable pairs": share(count["told apart"], count["pairs"]),
        "follow-ups": share(count["followed"], count["follow-ups"]),
        "quotes per answer": share(count["quotes"], count["answered"]),
        "p50_ms": quantiles(times, n=20)[9],
        "p95_ms": quantiles(times, n=20)[18],
    }


def _routes(row: dict[str, Any], answer: Answer, count: Counter[str]) -> Iterator[str]:
    allowed = [ROUTES.get(name, name) for name in (row["route"], *(row.get("route_also") or ()))]
    count["all"] += 1
    count["route"] += answer.route.value in allowed
    count["answered"] += answer.route == "answer"
    count["abstained"] += answer.route == "abstain"
    count["to abstain"] += allowed[0] == "abstain" and answer.route.value not in allowed[1:]
    count["abstained right"] += answer.route == "abstain" and allowed[0] == "abstain"
    count["abstained"] -= answer.route == "abstain" and "abstain" in allowed[1:]
    if answer.route.value not in allowed:
        yield f"route {answer.route.value}, not {' or '.join(allowed)}"


def _quotes(row: dict[str, Any], answer: Answer, library: Library, count: Counter[str]) -> Iterator[str]:
    cited = [c for statement in answer.statements for c in statement.citations]
    count["quotes"] += len(cited)
    count["verbatim"] += sum(clean(library.raw(c.document, c.start, c.end)) == c.quote for c in cited)
    raw = [library.raw(c.document, c.start, c.end) for c in cited]  # a label may have its footnote marks
    text = words(" ".join(c.quote for c in cited)) + " " + words(" ".join(raw))
    if ROUTES.get(row["route"], row["route"]) != answer.route.value and row["gold"] and answer.route == "check":
        return  # a case was decided where a question might have been answered as well
    for gold in row["gold"]:
        count["gold"] += 1
        found = words(gold["quote"])[:60] in text
        count["cited"] += found
        if not found:
            yield f"not cited: {gold.get('guideline') or gold.get('section')} “{gold['quote'][:100]}”"
    meant = {PLACES.get(g.get("section"), g.get("guideline") or "") for g in row["gold"]}
    if len(meant) == 1 and any(meant <= twins for twins in TWINS) and answer.route == "answer":
        twins = set().union(*(pair for pair in TWINS if meant <= pair))
        also = {f"NIA_CG_{place}" for g in row["gold"] for place in g.get("also_in") or ()}
        named = {c.guideline for c in cited} & twins
        count["pairs"] += 1
        count["told apart"] += bool(named & (meant | also)) or not named
        if named and not named & (meant | also):
            yield f"taken for its twin: {sorted(filter(None, named))}, not {sorted(meant)}"


def _facts(row: dict[str, Any], answer: Answer, count: Counter[str]) -> Iterator[str]:
    for fact in row.get("answer_facts") or ():
        count["facts"] += 1
        if present(fact, answer):
            count["present"] += 1
        else:
            yield f"not said: {fact}"
    said = [(wrong, sentence) for wrong in row.get("must_not") or () if (sentence := stated(wrong, answer))]
    count["wrong"] += bool(said)
    for wrong, sentence in said:
        yield f"WRONG: {wrong} <- {sentence}"


def _retrieval(row: dict[str, Any], answer: Answer, library: Library, count: Counter[str]) -> None:
    hits = library.search(answer.frame.resolved_question or row["question"], favoured=answer.frame.guidelines)
    texts = [words(" ".join(c.text for c in map(library.clause, hit.passage.clauses) if c)) for hit in hits]
    for gold in row["gold"]:
        for depth in (1, 5, 10):
            count[f"found {depth}"] += any(words(gold["quote"])[:60] in text for text in texts[:depth])


def _beside(row: dict[str, Any], answer: Answer, plain: Search | None, count: Counter[str]) -> None:
    if plain:
        texts = [words(text) for text in plain(answer.frame.resolved_question or row["question"], 5)]
        count["found plain"] += sum(any(words(gold["quote"])[:60] in text for text in texts) for gold in row["gold"])


def cases(settings: Settings, paths: Sequence[Path]) -> Figures:
    """Outcomes of the cases of those guidelines that a policy here encodes; a wrong `meets` is counted apart."""
    count: Counter[str] = Counter()
    for row in rows(paths):
        found = check_case(settings, json.dumps({key: row[key] for key in ("request", "facts")}))
        if found["outcome"] == "not_addressed" and row["expected"] != "not_addressed":
            count["no policy"] += 1
            continue
        count["all"] += 1
        count["right"] += found["outcome"] == row["expected"]
        count["safe"] += not (found["outcome"] == "meets" and row["expected"] != "meets")
    return {
        "cases judged": count["all"],
        "outcome accuracy": share(count["right"], count["all"]),
        "no wrong meets": share(count["safe"], count["all"]),
    }
