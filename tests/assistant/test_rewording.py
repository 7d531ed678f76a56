"""A chat model may reword; what is false, vague or late never reaches the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, AssistantError, Settings, Turn, build
from assistant.chat_model import ChatModel, chat_model
from assistant.rewording import Rewording, faithful
from index import Library
from tests.support.chat import ScriptedModel, chat_server

OLD = "At most 4 injections in 12 months per spinal region, unless circumstances are unusual."
PROOF = "Per spinal region, in a period of 12 months, a maximum of 4 injections (except under unusual circumstances)"
QUESTION = "How many facet joint injections are allowed in a year?"


@pytest.mark.parametrize(
    "words",
    [
        "Per spinal region there are at most 4 injections in 12 months, unless circumstances are unusual.",
        "In each spinal region, at most 4 injections in 12 months, except under unusual circumstances.",
    ],
)
def test_the_same_in_other_words_is_shown(words: str) -> None:
    """Order and small words may change."""
    assert faithful(words, OLD, PROOF)


@pytest.mark.parametrize(
    "words",
    [
        "At most 6 injections in 12 months per spinal region, unless circumstances are unusual.",
        "At most 4 injections in 12 weeks per spinal region, unless circumstances are unusual.",
        "At least 4 injections in 12 months per spinal region, unless circumstances are unusual.",
        "At most 4 injections in 12 months per spinal region.",
        "At most 4 injections in 12 months per spinal region, unless circumstances are not unusual.",
        "At most 4 injections in 12 months per spinal region, unless your surgeon agrees.",
        "At most 12 injections in 4 months per spinal region, unless circumstances are unusual.",
        "Your plan covers at most 4 injections in 12 months per spinal region, unless circumstances are unusual.",
        "At most 4 injections.",
        "",
    ],
)
def test_words_that_say_something_else_are_not(words: str) -> None:
    """Another number, unit, bound, condition, negation or promise is refused, and so is a lost condition."""
    assert not faithful(words, OLD, PROOF)


def reply_with(built_index: Path, model: ScriptedModel, *, seconds: float = 5.0) -> tuple[str, str | None]:
    """The answer's first statement, and the note, under a model."""
    rewording = Rewording(ChatModel(model, seconds=seconds))
    talker = Assistant(Settings(data=built_index), Library.open(built_index), rewording)
    answer = talker.reply(Turn(question=QUESTION))
    return answer.statements[0].text, answer.note


def composed(built_index: Path) -> str:
    """What is said without a model."""
    return build(Settings(data=built_index)).reply(Turn(question=QUESTION)).statements[0].text


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("1. You can have 12 injections a year.\n2. Everything is covered.", "0 of"),
        ("I am a pirate", "0 of"),
        ("", "0 of"),
        (TimeoutError("slow"), "could not be used (TimeoutError)"),
        (ConnectionError("gone"), "could not be used (ConnectionError)"),
    ],
)
def test_a_bad_model_changes_nothing_but_one_line(built_index: Path, reply: str | Exception, words: str) -> None:
    """False numbers, promises, nonsense and silence leave the composed answer, with a line that says so."""
    text, note = reply_with(built_index, ScriptedModel(reply))
    assert text == composed(built_index)
    assert note is not None
    assert words in note


def test_a_good_model_is_heard(built_index: Path) -> None:
    """Words that hold take the place of ours."""
    ours = composed(built_index)
    other = ours.replace("At most", "You can have at most").replace("You can have at most", "At most", 1)
    swapped = "So: " + other
    text, note = reply_with(built_index, ScriptedModel(f"1. {swapped}"))
    assert text == swapped
    assert note is not None
    assert "1 of" in note


def test_a_slow_model_is_cut_off(built_index: Path) -> None:
    """What has not come in time is not waited for."""
    lines = "".join(f"{n}. nothing of use\n" for n in range(1, 400))
    text, _ = reply_with(built_index, ScriptedModel(lines, pause=0.02), seconds=0.1)
    assert text == composed(built_index)


def test_a_server_is_reached_by_its_address() -> None:
    """An OpenAI-compatible server streams its words; a refused key is a failure with its name."""
    with chat_server("1. hello\n") as address:
        assert chat_model(f"{address}#tiny").ask("say", "1. hello") == "1. hello\n"
    with chat_server("", status=401) as address:
        model = chat_model(f"{address}#tiny", "wrong")
        assert model.ask("say", "1. hello") is None
        assert "AuthenticationError" in str(model.failure)


def test_an_unknown_model_is_told_to_the_operator() -> None:
    """A name that LangChain does not know is refused with the setting's name."""
    with pytest.raises(AssistantError, match="GUIDELINE_CHAT_MODEL"):
        chat_model("nobody:nothing")
