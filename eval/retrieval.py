"""What is measured of search over other documents: LiveQA-Med 2017 (Ben Abacha et al., CC BY 4.0), graded by hand."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.measures import Figures, rows
from index import Library, Vectors, build_index

Judged = dict[str, dict[str, int]]
DEPTH = 10


def ndcg(ranking: Sequence[str], judged: dict[str, int]) -> float:
    """Discounted gain of the first ten, as a share of the best that could be."""
    best = sum(grade / math.log2(i + 2) for i, grade in enumerate(sorted(judged.values(), reverse=True)[:DEPTH]))
    return sum(judged.get(name, 0) / math.log2(i + 2) for i, name in enumerate(ranking[:DEPTH])) / best


def judgements(folder: Path) -> Judged:
    """The grades of each query's documents; queries without a good one are left out."""
    found: Judged = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        found.setdefault(query, {})[document] = int(grade)
    return {query: grades for query, grades in found.items() if any(grades.values())}


def liveqa_index(folder: Path, cache: Path) -> Library:
    """The library over LiveQA's answers, each a document with its question as title; kept for the next run."""
    documents = cache / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for row in rows([folder / "corpus.jsonl"]):
        text = re.sub(r"\A\s*Question: (.*)\nURL: .*\n(?:Answer: ?)?", r"# \1\n\n", row["text"])
        text += f"\n\n<!-- {row['_id']} -->\n"  # two answers of the same words are two documents here
        (documents / f"{row['_id']}.md").write_text(text, "utf-8")
    build_index([documents], cache)
    return Library.open(cache)


def liveqa(folder: Path, cache: Path) -> Figures:
    """nDCG@10 of our search on the long and the short questions, beside plain MiniLM over whole texts."""
    library, judged = liveqa_index(folder, cache), judgements(folder)
    corpus = list(rows([folder / "corpus.jsonl"]))
    names = [row["_id"] for row in corpus]
    known = frozenset(names)
    vectors = _remembered(library, [row["text"] for row in corpus], cache)
    figures: Figures = {}
    for kind, file in (("long", "queries.jsonl"), ("short", "queries_summaries.jsonl")):
        ours, plain = [], []
        for row in rows([folder / file]):
            if row["_id"] not in judged:
                continue
            hits = library.search(row["text"], k=100)
            found = dict.fromkeys(hit.passage.document for hit in hits if hit.passage.document in known)
            ours.append(ndcg(list(found), judged[row["_id"]]))
            order = np.argsort(-(vectors @ library.encode([row["text"]])[0]), kind="stable")
            plain.append(ndcg([names[at] for at in order[:DEPTH].tolist()], judged[row["_id"]]))
        figures[f"LiveQA {kind} nDCG@10"] = round(sum(ours) / len(ours), 3)
        figures[f"LiveQA {kind} plain MiniLM"] = round(sum(plain) / len(plain), 3)
    return figures


def _remembered(library: Library, texts: Sequence[str], cache: Path) -> Vectors:
    """The vectors of the texts, encoded once."""
    file = cache / f"{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]}.npy"
    if not file.exists():
        np.save(file, library.encode(texts))
    found: Vectors = np.load(file)
    return found
