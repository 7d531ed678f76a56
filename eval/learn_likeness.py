"""`python -m eval.learn_likeness`: learn how near two ways of asking are, from the phrases of readers alone.

A linear map of the encoder's vectors, such that phrases that ask for one clause (`assistant/asked/`) come to lie
together and those that ask for others apart, and from questions that no document answers (`silent.yaml`; a softmax over
all phrases; the map begins as the identity). Writes `assistant/likeness.npy`, the same bytes on one machine for the
same phrases. Needs an index of the documents that the phrases ask for (`guideline index build`).
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
FILE = Path(__file__).parents[1] / "assistant" / "likeness.npy"


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


def main() -> None:
    """Learn, and write the map."""
    torch.manual_seed(0)
    library = Library.open(Settings().data)
    groups = {clause: list(phrases) for clause, phrases in asked_passages().items()}
    for unit in units_of(library):
        groups.setdefault(unit.clauses[0], []).extend(unit.said)
    apart = [[phrase] for phrase in silent_questions()]  # each alone: near to nothing that asks for a clause
    all_groups = [*groups.values(), *apart]
    phrases = tuple(phrase for group in all_groups for phrase in group)
    classes = [number for number, group in enumerate(all_groups) for _ in group]
    made = learned(torch.tensor(library.phrase_vectors(phrases)), torch.tensor(classes))
    np.save(FILE, made.numpy().astype(np.float16))
    print(f"{len(phrases)} phrases of {len(groups)} clauses and statements: {FILE.name}")


if __name__ == "__main__":
    main()
