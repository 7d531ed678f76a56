"""Handlers of the Ask tab: one turn streamed, stop, retry, edit, feedback, keeping and export."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import escape, unescape
from typing import Any, NamedTuple

import gradio as gr

from assistant import MAX_QUESTION, Answer, Assistant, Persona, Turn
from ui import render
from ui.conversation import Shelf, Talk, as_markdown, as_page, broken, copied, suggestions
from ui.faults import reported
from ui.render_files import export_links, failed, fine
from ui.text import clause_name, listed, named, say

History = list[dict[str, Any]]
PACE = 0.2  # seconds between two updates of one answer: five a second, as many as a hundred readers leave room for
PARTS = 4  # updates in which an answer is shown
CROWD = 8  # readers who wait; from so many on, an answer is shown at once, and the next one begun sooner
SUGGESTED = 4
WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="answer")  # more would only keep the pages waiting


class Asked(NamedTuple):
    """What a reader hands in with a question."""

    persona: str
    payer: str
    state: str
    date: str

    def wrong(self) -> str | None:
        """What is wrong with the fields beside the question; None where nothing is."""
        if self.state.strip() and not re.fullmatch(r"[A-Za-z]{2}", self.state.strip()):
            return say("ask.bad_state", value=self.state.strip()[:40])
        try:
            date.fromisoformat(self.date.strip() or "2000-01-01")
        except ValueError:
            return say("ask.bad_date", value=self.date.strip()[:40])
        return None

    def turn(self, question: str, talk: Talk) -> Turn:
        """The turn as the assistant takes it."""
        return Turn(
            question=question,
            persona=Persona(self.persona),
            payer=self.payer.strip() or None,
            state=self.state.strip().upper() or None,
            date=self.date.strip() or None,
            history=talk.history(),
        )

    def in_words(self) -> str:
        """Payer, state and date as they stand below an answer; empty where none is given."""
        given = [part.strip() for part in (self.payer, self.state.upper(), self.date) if part.strip()]
        return say("ask.context", parts=" · ".join(given)) if given else ""


SAME = gr.skip()
IDLE: dict[str, Any] = {"submit_btn": say("ask.button"), "stop_btn": False}
BUSY: dict[str, Any] = {"submit_btn": False, "stop_btn": say("ask.stop")}


def buttons(words: list[str]) -> tuple[Any, ...]:
    """Suggested questions on the buttons; a button without words is hidden."""
    padded = [*words, *[""] * SUGGESTED][:SUGGESTED]
    return tuple(gr.update(value=word, visible=bool(word)) for word in padded)


class Chat:
    """The Ask tab, bound to one assistant."""

    def __init__(self, talker: Assistant) -> None:
        self._talker = talker
        self._shelf = Shelf(talker.settings.data)
        self._waiting = 0  # readers whose answers are being made

    async def ask(self, question: str, shown: History, talk: Talk, *beside: str) -> AsyncIterator[tuple[Any, ...]]:
        """One turn: the question at once, then the answer in parts; gives box, conversation, its state, a message.

        Few outputs on purpose: Gradio builds a component anew for each one that an update leaves as it is.
        """
        asked = Asked(*(value or "" for value in beside))
        wrong = self._refused(question, asked)
        if wrong:
            yield SAME, SAME, SAME, failed(wrong)
            return
        begun = [*(shown or []), {"role": "user", "content": render.question(question)}]
        pending = {"role": "assistant", "content": render.told(say("ask.busy"), "busy")}
        yield gr.update(value="", **BUSY), [*begun, pending], SAME, ""
        self._waiting += 1
        try:
            work = asyncio.get_running_loop().run_in_executor(WORKERS, self._answer, question, asked, talk)
            answer, words = await work
        finally:
            self._waiting -= 1
        if answer is None:
            yield gr.update(value=question, **IDLE), shown or [], SAME, failed(words)
            return
        async for part in paced(answer, PARTS if self._waiting < CROWD else 1):
            yield SAME, [*begun, {"role": "assistant", "content": render.answer(part)}], SAME, ""
        talk.turns.append((question, answer))
        yield gr.update(**IDLE), [*begun, {"role": "assistant", "content": words}], talk, ""

    def after(self, keep: bool, talk: Talk) -> tuple[Any, ...]:
        """What stands below a conversation after a turn: what to ask next, what to do with the answer, its code."""
        if not talk.turns:
            return (SAME,) * (SUGGESTED + 4)
        if keep:
            self._shelf.keep(talk)
        answer = talk.turns[-1][1]
        words = suggestions(answer)
        title = f'<p class="ga-hint">{say("ask.next")}</p>' if words else ""
        copy = f"<pre hidden>{escape(copied(answer))}</pre>"
        return (title, *buttons(words), gr.update(visible=True), copy, self._code(talk))

    def _refused(self, question: str, asked: Asked) -> str | None:
        """Why a question is not taken; None where it is."""
        if not question.strip():
            return say("ask.empty_question")
        if len(question) > MAX_QUESTION:
            return say("ask.too_long", length=len(question), most=MAX_QUESTION)
        return asked.wrong()

    def _answer(self, question: str, asked: Asked, talk: Talk) -> tuple[Answer | None, str]:
        """The answer and how the page shows it; no answer and a calm sentence where something failed."""
        try:
            answer = self._talker.reply(asked.turn(question, talk))
            return answer, render.answer(answer, asked.in_words())
        except Exception as error:  # noqa: BLE001  the one catch-all: a calm sentence, no stack trace
            return None, say("failed", number=reported(error))

    def stopped(self, shown: History, talk: Talk) -> tuple[Any, ...]:
        """After a stop: the turn is taken back, its question stands in the box again."""
        done = 2 * len(talk.turns)
        if len(shown) <= done:
            return gr.update(**IDLE), SAME, SAME, SAME
        return gr.update(value=_plain(shown[done]), **IDLE), shown[:done], SAME, fine(say("ask.stopped"))

    def taken_back(self, shown: History, talk: Talk) -> tuple[Any, ...]:
        """The last turn is taken out and its question put back into the box: to edit, or to ask once more."""
        if not talk.turns:
            return SAME, SAME, SAME, SAME, SAME
        asked, _ = talk.turns.pop()
        shown = shown[: 2 * len(talk.turns)]
        return gr.update(value=asked), shown, talk, "", gr.update(visible=bool(talk.turns))

    def anew(self, persona: str) -> tuple[Any, ...]:
        """An empty conversation with the examples of a reader; one that is kept stays kept under its code."""
        below = (f'<p class="ga-hint">{say("ask.try")}</p>', *buttons(listed(f"examples.{persona}")))
        return ("", [], Talk(), "", *below, gr.update(visible=False), "", "")

    def start(self, persona: str, talk: Talk) -> tuple[Any, ...]:
        """Notice and examples of a reader; suggestions stay once a conversation has begun."""
        notice = notice_of(persona)
        if talk.turns:
            return (notice, SAME, *(SAME,) * SUGGESTED)
        return (notice, f'<p class="ga-hint">{say("ask.try")}</p>', *buttons(listed(f"examples.{persona}")))

    def feedback(self, reason: str, persona: str, talk: Talk) -> str:
        """Note what a reader says of the last answer, once."""
        name = next(key for key, words in named("feedback").items() if words == reason)
        return fine(say("ask.thanks" if self._shelf.note(talk, name, persona) else "ask.noted"))

    def export(self, persona: str, talk: Talk) -> str:
        """Links to the conversation with its sources as they stand; refused where one does not hold."""
        if not talk.turns:
            return failed(say("export.nothing"))
        clause = broken(talk, self._talker)
        if clause:
            return failed(say("export.broken", clause=clause_name(clause)))
        quotes = sum(len(render.cited(answer)) for _, answer in talk.turns)
        ready = say("export.ready", count=len(talk.turns), quotes=quotes)
        return export_links(ready, as_markdown(talk, persona), as_page(talk, persona))

    def keep(self, wanted: bool, talk: Talk) -> tuple[str, Talk]:
        """Keep the conversation from now on, or delete what was kept of it."""
        if wanted and talk.turns:
            self._shelf.keep(talk)
        if not wanted and talk.code:
            self._shelf.forget(talk.code)
            talk.code = ""
            return fine(say("ask.forgotten")), talk
        return self._code(talk), talk

    def _code(self, talk: Talk) -> str:
        return fine(say("ask.kept", code=talk.code)) if talk.code else ""

    def reopen(self, code: str) -> tuple[Any, ...]:
        """The kept conversation of a code: the conversation, its state, a message."""
        talk = self._shelf.open(code or "")
        if talk is None:
            return SAME, SAME, failed(say("ask.no_code"))
        chat = [
            message
            for asked, answer in talk.turns
            for message in (
                {"role": "user", "content": render.question(asked)},
                {"role": "assistant", "content": render.answer(answer, context_of(answer))},
            )
        ]
        return chat, talk, fine(say("ask.opened"))

    def forget(self, code: str) -> str:
        """Delete the kept conversation of a code."""
        return fine(say("ask.forgotten")) if self._shelf.forget(code or "") else failed(say("ask.no_code"))


def context_of(answer: Answer) -> str:
    """Payer, state and date as an answer that was kept understood them."""
    frame = answer.frame
    return Asked("staff", (frame.payer or "").title(), frame.state or "", frame.date or "").in_words()


async def paced(answer: Answer, most: int = PARTS) -> AsyncIterator[Answer]:
    """The answer in growing parts, at most five a second; the whole is left to the caller."""
    parts = answer.text.split("\n\n")
    step = max(1, -(-len(parts) // most))
    for end in range(step, len(parts), step):
        began = time.monotonic()
        yield answer.model_copy(update={"text": "\n\n".join(parts[:end])})
        await asyncio.sleep(max(0.0, PACE - (time.monotonic() - began)))


def notice_of(persona: str) -> str:
    """The notice of a reader, always in view."""
    note = f"<strong>{say('please_note')}</strong> {say(f'notice.{persona}')}"
    return f'<p class="ga-notice">{note}</p>'


def _plain(message: dict[str, Any]) -> str:
    """The words of a reader's message as they were typed."""
    content = message["content"]
    text = content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
    return unescape(re.sub(r"<[^>]+>", "", text.replace("<br>", "\n")))
