"""`python -m eval.fit_match FILE...`: fit the weights of `assistant/match.py` on labelled questions.

Prints, for copying into the code, the weights of what speaks for a point (softmax over all that can be told), then of
what shows that a question can be answered (logistic), and how both fare on each file when it is left out of the fit.
Needs the index of the documents (`guideline index build`).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from assistant import Message, Settings, Turn
from assistant.answer_question import Questions
from assistant.match import Point, Signals, Sure
from assistant.understand import understand
from eval.measures import rows, words
from index import Library

Array = NDArray[np.float64]
KINDS = {"lookup", "article", "comparison"}
HINTED = -4.3  # the weight of words that hint that there is no answer


class Asked(NamedTuple):
    """One labelled question: what can be told, which of it has the labelled words, and what shows an answer."""

    file: str
    signals: Array  # a row a point
    right: NDArray[np.bool_]
    shows: Array
    answerable: bool


def asked(answers: Questions, path: Path) -> list[Asked]:
    """The questions of a file that are looked up, with their signals."""
    found = []
    for row in rows([path]):
        history = tuple(Message(**message) for message in row.get("history") or ())
        frame = understand(Turn(question=row["question"], persona=row.get("persona", "staff"), history=history))
        points = answers.matcher.points(frame, answers.quoter.scope(frame))
        if frame.kind not in KINDS or row["route"] not in {"retrieve", "abstain"} or not points:
            continue
        if answers.absence.certain(frame):
            continue
        gold = [words(one["quote"])[:60] for one in row["gold"]]
        right = np.array([_has(answers, point, gold) for point in points])
        hinted = answers.absence.hinted(frame) is not None
        shows = np.array(answers.matcher.shows(points, frame, hinted=hinted))
        signals = np.array([point.signals for point in points])
        found.append(Asked(path.name, signals, right, shows, row["route"] == "retrieve"))
    return found


def _has(answers: Questions, point: Point, gold: Sequence[str]) -> bool:
    cited = list(answers.teller.with_items(point.clauses))
    raw = [answers.library.raw(one.document, one.start, one.end) for one in cited]
    text = words(" ".join([*(one.quote for one in cited), "|", *raw]))
    return any(quote in text for quote in gold)


def softmax(found: Sequence[Asked]) -> Array:
    """The weights under which the right points come first."""
    pairs = [(torch.tensor(one.signals), torch.tensor(one.right)) for one in found if one.right.any()]
    weights = torch.zeros(len(Signals._fields), dtype=torch.double, requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=80, line_search_fn="strong_wolfe")

    def loss() -> Any:
        steps.zero_grad()
        gains = [torch.logsumexp((s @ weights)[r], 0) - torch.logsumexp(s @ weights, 0) for s, r in pairs]
        value = -torch.stack(gains).mean() + 5e-4 * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach().numpy()


def logistic(found: Sequence[Asked]) -> Array:
    """The weights under which what shows an answer is above 0 where there is one.

    The words that hint were in part written for questions of these files: a fit would trust them, and nothing else,
    more than new questions bear out. The rest is fitted without them, and their weight is given.
    """
    signs = torch.tensor(np.array([one.shows for one in found]))
    hint = Sure._fields.index("hinted")
    signs[:, hint] = 0
    scale = signs[:, :-1].std(0).clamp(min=1e-9)
    truth = torch.tensor([float(one.answerable) for one in found], dtype=torch.double)
    weights = torch.zeros(len(Sure._fields), dtype=torch.double, requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=80, line_search_fn="strong_wolfe")
    inputs = torch.cat([signs[:, :-1] / scale, signs[:, -1:]], 1)

    def loss() -> Any:
        steps.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(inputs @ weights, truth)
        value = value + 2e-3 * (weights[:-1] ** 2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    made = np.append((weights[:-1] / scale).detach().numpy(), weights[-1].item())
    made[hint] = HINTED
    return made


def fared(found: Sequence[Asked], match: Array, sure: Array) -> str:
    """How weights fare: right points first and among three; abstentions right, and found."""
    ranked = [one.right[np.argsort(-one.signals @ match, kind="stable")] for one in found if one.right.any()]
    silent = [(not one.answerable, float(one.shows @ sure) < 0) for one in found]
    both = sum(a and b for a, b in silent)
    precision, recall = both / max(1, sum(b for _, b in silent)), both / max(1, sum(a for a, _ in silent))
    first, three = np.mean([r[0] for r in ranked]), np.mean([r[:3].any() for r in ranked])
    return f"first {first:.3f}, in three {three:.3f}; abstention precision {precision:.3f}, recall {recall:.3f}"


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_match")
    parser.add_argument("files", nargs="+", type=Path)
    answers = Questions(Library.open(Settings().data))
    found = [one for path in parser.parse_args().files for one in asked(answers, path)]
    match, sure = softmax(found), logistic(found)
    print(Signals(*np.round(match, 2).tolist()))
    print(Sure(*np.round(sure, 2).tolist()))
    for file in dict.fromkeys(one.file for one in found):
        rest = [one for one in found if one.file != file]
        own = [one for one in found if one.file == file]
        print(f"{file:<36}{len(own):>4}  {fared(own, softmax(rest), logistic(rest))}")


if __name__ == "__main__":
    main()
