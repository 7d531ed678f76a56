"""`python -m eval`: run the labelled sets, print one table, compare with the accepted figures."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from assistant import Settings, build, build_index
from eval.measures import cases, questions
from eval.notes import notes

HERE = Path(__file__).parent


def main() -> int:
    """Print the table; exit status 1 where a figure fell below its accepted value."""
    parser = argparse.ArgumentParser(prog="python -m eval")
    parser.add_argument("--sources", type=Path, default=Path("../shared/guidelines"))
    parser.add_argument("--sets", type=Path, default=Path("../shared/dev"))
    parser.add_argument("--accept", action="store_true", help="write the figures as the accepted ones")
    chosen = parser.parse_args()
    if not chosen.sources.is_dir():
        print(f"{chosen.sources}: no such folder; name the source documents with --sources", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data), sources=str(chosen.sources.resolve()))
        build_index(settings)
        talker = build(settings)
        figures = questions(
            talker, [chosen.sets / "questions_dev.jsonl", *sorted((HERE / "cases").glob("questions*.jsonl"))]
        )
        figures |= cases(settings, [chosen.sets / "cases_dev.jsonl"])
        independent = questions(talker, [HERE / "cases" / "independent_questions.jsonl"])
        figures |= {f"independent {name}": value for name, value in independent.items()}
        figures |= notes(settings, [HERE / "cases" / "independent_notes.jsonl"])
        second = notes(settings, [HERE / "cases" / "independent_notes_2.jsonl"])
        figures |= {f"second {name}": value for name, value in second.items()}
    path = HERE / "baseline.json"
    accepted = json.loads(path.read_text("utf-8")) if path.exists() else {}
    print(f"{'measure':<34}{'now':>10}{'accepted':>10}")
    for name, value in figures.items():
        print(f"{name:<34}{value:>10}{accepted.get(name, '-'):>10}")
    if chosen.accept:
        kept = {name: value for name, value in figures.items() if not name.endswith("_ms")}
        path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    worse = [n for n, v in figures.items() if not n.endswith("_ms") and v < accepted.get(n, 0)]
    if worse and not chosen.accept:
        print(f"below the accepted figures: {', '.join(worse)}", file=sys.stderr)
    return 1 if worse and not chosen.accept else 0


if __name__ == "__main__":
    raise SystemExit(main())
