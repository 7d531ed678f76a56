"""What is measured: routes, clauses found, quotes, abstention, outcomes, time."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from assistant import Answer, Assistant, Message, Settings, Turn, check_case
from index import Library, clean

ROUTES = {"retrieve": "answer"}
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


def questions(talker: Assistant, paths: Sequence[Path], plain: Search | None = None) -> Figures:
    """Retrieval recall (`plain`: of another search, to compare with), routes, quotes, abstention, time."""
    count: Counter[str] = Counter()
    times: list[float] = []
    library = Library.open(talker.settings.data)
    for row in rows(paths):
        history = tuple(Message(**message) for message in row.get("history") or ())
        answer = talker.reply(Turn(question=row["question"], persona=row.get("persona", "staff"), history=history))
        times.append(answer.timings_ms["total"])
        _routes(row, answer, count)
        _quotes(row, answer, library, count)
        _retrieval(row, answer, library, count)
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
        "p50_ms": quantiles(times, n=20)[9],
        "p95_ms": quantiles(times, n=20)[18],
    }


def _routes(row: dict[str, Any], answer: Answer, count: Counter[str]) -> None:
    allowed = [ROUTES.get(name, name) for name in (row["route"], *(row.get("route_also") or ()))]
    count["all"] += 1
    count["route"] += answer.route.value in allowed
    count["abstained"] += answer.route == "abstain"
    count["to abstain"] += "abstain" in allowed
    count["abstained right"] += answer.route == "abstain" and "abstain" in allowed


def _quotes(row: dict[str, Any], answer: Answer, library: Library, count: Counter[str]) -> None:
    cited = [c for statement in answer.statements for c in statement.citations]
    count["quotes"] += len(cited)
    count["verbatim"] += sum(clean(library.raw(c.document, c.start, c.end)) == c.quote for c in cited)
    text = words(" ".join(c.quote for c in cited))
    for gold in row["gold"]:
        count["gold"] += 1
        count["cited"] += words(gold["quote"])[:60] in text


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
