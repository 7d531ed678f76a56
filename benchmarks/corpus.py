"""Make guideline-like documents by recombining and perturbing the clauses of real ones; nothing of it is kept here.

Run: `python -m benchmarks.corpus FOLDER TARGET [COUNT] [--clauses N] [--seed N]`. FOLDER holds guidelines of any kind
that the index reads; TARGET gets COUNT Markdown files, the same on every run: each has a number, a date, sections under
the headings of the originals, and clauses whose sentences are drawn from different originals, their numbers and regions
exchanged.
"""

from __future__ import annotations

import argparse
import random  # noqa: TID251  seeded: the same documents on every run
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.build import marks, read_corpus, source_files
from index.manifest import silent
from index.sentences import sentence_spans

REGIONS = ("cervical", "thoracic", "lumbar", "sacral", "sacroiliac", "hip", "knee", "shoulder", "ankle", "wrist")
PROCEDURES = ("injection", "ablation", "stimulator", "pump", "fusion", "imaging", "therapy", "brace", "arthroscopy")
ISSUERS = ("Blue Harbor", "Pine Valley", "Northern Lake", "Silver Coast", "Red Mesa", "Green County")
NUMBER = re.compile(r"\b\d{1,3}\b")
REGION = re.compile("|".join(REGIONS), re.IGNORECASE)


def pool(folder: Path) -> dict[str, list[str]]:
    """The sentences of a folder's documents by section title; digests and one-word lines are left out."""
    corpus = read_corpus(marks(source_files([folder])), (), {}, silent)
    digests = {document.id for document in corpus.documents if document.authority == "digest"}
    found: dict[str, list[str]] = {}
    for clause in corpus.clauses:
        if clause.document not in digests and clause.kind not in {"heading", "header"}:
            spans = sentence_spans(clause.text)
            texts = [clause.text[start:end] for start, end in spans if len(clause.text[start:end].split()) > 4]
            found.setdefault(clause.section_title, []).extend(texts)
    return {title: texts for title, texts in found.items() if len(texts) > 5}


def perturbed(draw: random.Random, sentence: str) -> str:
    """The sentence with other numbers and regions."""
    sentence = NUMBER.sub(lambda found: str(max(1, int(found[0]) + draw.randint(-2, 3))), sentence)
    return REGION.sub(lambda _: draw.choice(REGIONS), sentence)


def document(draw: random.Random, number: int, sentences: dict[str, list[str]], clauses: int) -> str:
    """One document: a title, who issued it and when it holds, sections with lists."""
    region, procedure = draw.choice(REGIONS), draw.choice(PROCEDURES)
    day = f"{draw.randint(1, 12):02}/01/{draw.randint(2018, 2026)}"
    lines = [
        f"# {draw.choice(ISSUERS)}: {region} {procedure} {number}",
        f"Guideline Number: GEN-{number:06}",
        f"Effective Date: {day}",
    ]
    titles = draw.sample(sorted(sentences), k=min(len(sentences), max(1, clauses // 5)))
    for at, title in enumerate(titles):
        lines.append(f"## {title}")
        for _ in range(clauses // len(titles) + (at < clauses % len(titles))):
            words = " ".join(perturbed(draw, one) for one in draw.choices(sentences[title], k=draw.randint(1, 2)))
            lines.append(f"- {words}")
    return "\n\n".join(lines) + "\n"


def documents(folder: Path, count: int, *, clauses: int = 20, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of generated documents."""
    draw, sentences = random.Random(seed), pool(folder)  # noqa: S311
    for number in range(count):
        yield f"gen-{number:06}.md", document(draw, number, sentences, clauses)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the documents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus")
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--clauses", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    chosen.target.mkdir(parents=True, exist_ok=True)
    for name, text in documents(chosen.folder, chosen.count, clauses=chosen.clauses, seed=chosen.seed):
        (chosen.target / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
