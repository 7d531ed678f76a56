"""`python -m eval.learn_likeness`: learn how near two ways of asking are, from the phrases of readers alone.

A linear map of the encoder's vectors, such that phrases that ask for one clause (`assistant/asked/`) come to lie
together and those that ask for others apart, and from questions that no document answers (`silent.yaml`; a softmax over
all phrases; the map begins as the identity). And a line between the questions that a document answers and those that
none does (logistic, over the encoder's vectors). Writes `assistant/likeness.npy` and `assistant/silence.npy`, the same
bytes on one machine for the same phrases. Needs an index of the documents that the phrases ask for (`guideline index
build`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from assistant import Settings
from assistant.units import units_of
from assistant.vocabulary import asked_passages, silent_questions
from index import Library

PASSES, BATCH, RATE, HEAT = 20, 1024, 1e-3, 0.1
PENALTY = 1e-4  # on the weights of the line
FOLDER = Path(__file__).parents[1] / "assistant"


def learned(vectors: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
    """The map for vectors (one a row) of which those of one class belong together."""
    same = torch.eye(vectors.shape[1])
    change = torch.zeros_like(same, requires_grad=True)
    steps = torch.optim.Adam([change], lr=RATE)
    order = torch.Generator().manual_seed(0)
    for done in range(PASSES):
        steps.param_groups[0]["lr"] = RATE * (1 - done / PASSES)
        for rows in torch.randperm(len(vectors), generator=order).split(BATCH):  # type: ignore[no-untyped-call]
            loss = _loss(vectors @ (same + change), classes, rows)
            steps.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            steps.step()
    return (same + change).detach()


def _loss(moved: torch.Tensor, classes: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """How little the phrases of a batch are near to those of their class, against all others."""
    unit = torch.nn.functional.normalize(moved, dim=1)
    near = unit[rows] @ unit.T / HEAT
    itself = torch.zeros_like(near, dtype=torch.bool)
    itself[torch.arange(len(rows)), rows] = True
    near = near.masked_fill(itself, -1e9)
    same = (classes[rows][:, None] == classes[None, :]) & ~itself
    gain = torch.logsumexp(near.masked_fill(~same, -1e9), 1) - torch.logsumexp(near, 1)
    return -gain[same.any(1)].mean()


def line(answered: torch.Tensor, silent: torch.Tensor) -> torch.Tensor:
    """The weights of a line, its level the last, above 0 on the side of the second vectors; both sides count alike."""
    weights = torch.zeros(answered.shape[1] + 1, requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")
    below, above = torch.nn.functional.softplus, lambda level: torch.nn.functional.softplus(-level)

    def loss() -> torch.Tensor:
        steps.zero_grad()
        sides = [side(rows @ weights[:-1] + weights[-1]).mean() for side, rows in ((below, answered), (above, silent))]
        value = sum(sides) / 2 + PENALTY * (weights[:-1] ** 2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach()


def main() -> None:
    """Learn, and write the map and the line."""
    torch.manual_seed(0)
    library = Library.open(Settings().data)
    groups = {clause: list(phrases) for clause, phrases in asked_passages().items()}
    for unit in units_of(library):
        groups.setdefault(unit.clauses[0], []).extend(unit.said)
    apart = [[phrase] for phrase in silent_questions()]  # each alone: near to nothing that asks for a clause
    all_groups = [*groups.values(), *apart]
    phrases = tuple(phrase for group in all_groups for phrase in group)
    classes = [number for number, group in enumerate(all_groups) for _ in group]
    vectors = torch.tensor(library.phrase_vectors(phrases))
    np.save(FOLDER / "likeness.npy", learned(vectors, torch.tensor(classes)).numpy().astype(np.float16))
    np.save(FOLDER / "silence.npy", line(vectors[: -len(apart)], vectors[-len(apart) :]).numpy())
    print(f"{len(phrases)} phrases of {len(groups)} clauses and statements, {len(apart)} of none")


if __name__ == "__main__":
    main()
