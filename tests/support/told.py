"""What the assistant tells of a question that it answers."""

from __future__ import annotations

from assistant import Assistant, Persona, Route, Turn


def told(talker: Assistant, question: str, persona: Persona = Persona.STAFF) -> str:
    """The answer's text, for a question that is answered."""
    answer = talker.reply(Turn(question=question, persona=persona))
    assert answer.route is Route.ANSWER, answer.text
    return answer.text
