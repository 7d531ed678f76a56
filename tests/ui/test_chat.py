"""The Ask tab's handlers without a browser: pace, export, keeping, feedback."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, Settings, Turn, build, build_index
from ui.chat import PACE, PARTS, Chat, paced
from ui.conversation import Shelf, Talk


@pytest.fixture(scope="module")
def talker(tmp_path_factory: pytest.TempPathFactory, exported: Path) -> Assistant:
    """An assistant over the shipped digests."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    (settings.data / "encoder").symlink_to(exported)
    build_index(settings)
    return build(settings)


@pytest.fixture
def talk(talker: Assistant) -> Talk:
    """A conversation of one turn."""
    asked = "How many facet joint injections are allowed in a year? <b>"
    return Talk([(asked, talker.reply(Turn(question=asked)))])


def run(seen: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """What a coroutine gives; in a thread of its own, as the browser tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(seen())).result()


def test_an_answer_is_updated_at_most_five_times_a_second() -> None:
    """A long answer comes in a few parts, with the pace kept between them."""
    answer = Answer(question="q", route="answer", text="\n\n".join(f"part {n}" for n in range(40)))

    async def seen() -> list[tuple[float, int]]:
        return [(time.monotonic(), len(part.text)) async for part in paced(answer)]

    found = run(seen)
    assert 1 < len(found) <= PARTS
    assert all(later - earlier >= PACE * 0.9 for (earlier, _), (later, _) in pairwise(found))
    assert [size for _, size in found] == sorted(size for _, size in found)


def test_an_answer_is_shown_at_once_where_many_wait() -> None:
    """With one part the whole is left to the caller, without a pause."""
    answer = Answer(question="q", route="answer", text="a\n\nb\n\nc")

    async def seen() -> int:
        return len([part async for part in paced(answer, 1)])

    assert run(seen) == 0


def test_an_export_freezes_each_citation(talker: Assistant, talk: Talk) -> None:
    """The file has each quote with its span and the checksum of its document; markup in a question does nothing."""
    shown = Chat(talker).export("staff", talk)
    assert "conversation.md" in shown
    assert "<b>" not in shown


def test_a_source_that_no_longer_holds_blocks_the_export(talker: Assistant, talk: Talk) -> None:
    """A pin into a document that has changed is named, and nothing is saved."""
    asked, answer = talk.turns[0]
    statement = answer.statements[0]
    moved = statement.citations[0].model_copy(update={"sha256": "0" * 64})
    statements = (statement.model_copy(update={"citations": (moved,)}), *answer.statements[1:])
    talk.turns[0] = (asked, answer.model_copy(update={"statements": statements}))
    shown = Chat(talker).export("staff", talk)
    assert "cannot be saved" in shown
    assert "download" not in shown


def test_a_code_that_is_no_code_opens_nothing(tmp_path: Path, talk: Talk) -> None:
    """A kept conversation opens by its whole code alone; a path is no code."""
    shelf = Shelf(tmp_path)
    shelf.keep(talk)
    assert shelf.open(f"../conversations/{talk.code}") is None
    assert shelf.open("0" * 24) is None
    again = shelf.open(f" {talk.code} ")
    assert again is not None
    assert again.turns == talk.turns
    assert (tmp_path / "conversations" / f"{talk.code}.json").stat().st_mode & 0o077 == 0
    assert shelf.forget(talk.code)
    assert not shelf.forget(talk.code)


def test_feedback_keeps_clauses_and_no_words(tmp_path: Path, talk: Talk) -> None:
    """The note of a reason names what was cited and understood, not what was asked or answered; twice is once."""
    shelf = Shelf(tmp_path)
    assert shelf.note(talk, "wrong_source", "staff")
    assert not shelf.note(talk, "wrong_source", "staff")
    rows = [json.loads(line) for line in (tmp_path / "feedback.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 1
    assert rows[0]["clauses"][0].startswith("NIA_CG_301/")
    assert "allowed in a year" not in json.dumps(rows)
