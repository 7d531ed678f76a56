"""A conversation as the server holds it: its turns, what is asked next, its export, and its keeping where wanted."""

from __future__ import annotations

import json
import os
import re
import secrets
from html import escape
from pathlib import Path

from assistant import Answer, Assistant, Citation, InputRefusedError, Message, Persona, aspects_of, opened
from ui.render import cited, lines_of, paragraphs, tier, unmarked
from ui.text import clause_name, named, say

CODE = re.compile(r"^[0-9a-f]{24}$")
MOST = 4  # suggestions


class Talk:
    """The turns of one conversation; `code` names it where the reader wants it kept."""

    # A plain class: Gradio takes the state's dataclasses apart.
    def __init__(self, turns: list[tuple[str, Answer]] | None = None, code: str = "") -> None:
        self.turns = turns or []
        self.code = code
        self.noted: list[str] = []

    def history(self) -> tuple[Message, ...]:
        """The turns as messages."""
        return tuple(
            message
            for asked, answer in self.turns
            for message in (Message(role="user", content=asked), Message(role="assistant", content=answer.text))
        )


def suggestions(answer: Answer) -> list[str]:
    """What to ask next: the procedures understood, each with an aspect that its policies speak of and nobody asked."""
    frame, words, things = answer.frame, named("aspects"), named("of")
    open_aspects = [a for a in aspects_of(frame.guidelines) if a in words and a not in frame.aspects]
    return [words[a].format(of=things[p]) for p in frame.procedures[:1] if p in things for a in open_aspects][:MOST]


def copied(answer: Answer) -> str:
    """An answer as plain text with its quotes, for another program."""
    quotes = [f"[{n}] “{one.quote}” ({clause_name(one.clause)}; {tier(one)})" for n, one in enumerate(cited(answer), 1)]
    return "\n\n".join([answer.question, *map(unmarked, paragraphs(answer)), *quotes])


def broken(talk: Talk, talker: Assistant) -> str | None:
    """The first cited clause whose words are not found any more; None where all pins hold."""
    for _, answer in talk.turns:
        for one in cited(answer):
            try:
                view = opened(talker.library, one.clause, (one.start, one.end, one.sha256))["view"]
            except InputRefusedError:
                return one.clause
            if not view.holds or view.marked != one.quote:
                return one.clause
    return None


def as_markdown(talk: Talk, reader: str) -> str:
    """The conversation with the words of each source, its edition, its span and the checksum of its file."""
    lines = [f"# {say('export.title')}", say("notice.staff"), say("export.made", reader=say(f"readers.{reader}"))]
    for asked, answer in talk.turns:
        lines += [f"## {_inert(asked)}", *(_inert(unmarked(part)) for part in paragraphs(answer))]
        lines += [
            f"[{n}] “{_inert(one.quote)}” ({clause_name(one.clause)}; {tier(one)}; {pin(one)})"
            for n, one in enumerate(cited(answer), 1)
        ]
    return "\n\n".join(lines) + "\n"


def as_page(talk: Talk, reader: str) -> str:
    """The conversation as one page to print."""
    parts = [f"<h1>{escape(say('export.title'))}</h1>", f"<p>{escape(say('notice.staff'))}</p>",
             f"<p>{escape(say('export.made', reader=say(f'readers.{reader}')))}</p>"]  # fmt: skip
    for asked, answer in talk.turns:
        quotes = "".join(
            f"<li><q>{lines_of(one.quote)}</q> <small>{escape(clause_name(one.clause))}; {escape(tier(one))}; "
            f"{escape(pin(one))}</small></li>"
            for one in cited(answer)
        )
        said = "".join(f"<p>{lines_of(unmarked(part).replace('**', ''))}</p>" for part in paragraphs(answer))
        parts.append(f"<h2>{lines_of(asked)}</h2>{said}<ol>{quotes}</ol>")
    style = (
        "body{font:15px/1.5 system-ui,sans-serif;max-width:800px;margin:24px auto}h2{font-size:1.1em}li{margin:6px 0}"
    )
    head = f'<meta charset="utf-8"><title>{escape(say("export.title"))}</title><style>{style}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>'


def pin(one: Citation) -> str:
    """Where cited words stand: document, characters and the checksum of the file."""
    return say("export.pin", document=one.document, start=one.start, end=one.end, file=one.sha256)


def _inert(text: str) -> str:
    """Text in which the signs of HTML do nothing and a line break ends no paragraph."""
    return " ".join(text.split()).replace("<", "&lt;")


class Shelf:
    """Conversations kept, each under a code that only its reader has; and what readers said of answers."""

    def __init__(self, data: Path) -> None:
        self._folder, self._feedback = data / "conversations", data / "feedback.jsonl"

    def keep(self, talk: Talk) -> None:
        """Write the conversation under its code; a new one gets a code that cannot be guessed."""
        talk.code = talk.code or secrets.token_hex(12)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        body = {"turns": [{"asked": asked, "answer": answer.model_dump(mode="json")} for asked, answer in talk.turns]}
        path = self._folder / f"{talk.code}.json"
        _write(path, json.dumps(body, ensure_ascii=False))

    def open(self, code: str) -> Talk | None:
        """The conversation of a code; None where there is none."""
        path = self._path(code)
        if path is None or not path.exists():
            return None
        turns = json.loads(path.read_text(encoding="utf-8"))["turns"]
        return Talk([(turn["asked"], Answer.model_validate(turn["answer"])) for turn in turns], code.strip())

    def forget(self, code: str) -> bool:
        """Delete the conversation of a code; whether there was one."""
        path = self._path(code)
        if path is None or not path.exists():
            return False
        path.unlink()
        return True

    def note(self, talk: Talk, reason: str, reader: str) -> bool:
        """Note what a reader says of the last answer, once; without the question's or the answer's words."""
        mark = f"{len(talk.turns)}:{reason}"
        if not talk.turns or mark in talk.noted:
            return False
        talk.noted.append(mark)
        answer = talk.turns[-1][1]
        row = {
            "reason": reason,
            "reader": Persona(reader).value,
            "route": answer.route.value,
            "procedures": list(answer.frame.procedures),
            "aspects": list(answer.frame.aspects),
            "clauses": [one.clause for one in cited(answer)],
        }
        self._feedback.parent.mkdir(parents=True, exist_ok=True)
        with self._feedback.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        return True

    def _path(self, code: str) -> Path | None:
        """Where the conversation of a code lies; None for what is no code."""
        return self._folder / f"{code.strip()}.json" if CODE.match(code.strip()) else None


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
