"""The chat model that a user may set: asked within a time limit, never believed. The default install has none."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any, Protocol

from assistant.errors import AssistantError

SECONDS = 20.0  # for one answer; what has come until then is used
HOW = "install it with `pip install 'guideline-assistant[chat]'`, or unset GUIDELINE_CHAT_MODEL"


class Streams(Protocol):
    """What is needed of a LangChain chat model."""

    def stream(self, prompt: Any) -> Iterator[Any]:
        """The reply in pieces with their text in `content`."""


class ChatModel:
    """One model; a failure of any kind is an answer of None with the reason in `failure`."""

    def __init__(self, model: Streams, *, seconds: float = SECONDS) -> None:
        self._model = model
        self._seconds = seconds
        self.failure: str | None = None

    def ask(self, instruction: str, text: str) -> str | None:
        """What the model says to an instruction and a text, cut where the time is over; None where it fails."""
        self.failure = None
        end, said = perf_counter() + self._seconds, []
        try:
            for piece in self._model.stream([("system", instruction), ("user", text)]):
                said.append(str(piece.content))
                if perf_counter() > end:
                    self.failure = "was too slow"
                    break
        except Exception as error:  # noqa: BLE001  every provider has errors of its own; none may stop an answer
            self.failure = f"could not be used ({type(error).__name__})"
            return None
        return "".join(said)


def chat_model(name: str, key: str = "") -> ChatModel:
    """The model that a setting names: one of LangChain's `provider:model`, or an OpenAI-compatible URL `…/v1#model`.

    `key` is what a server at a URL asks for; a provider reads its own from the environment.

    Raises:
        AssistantError: the optional packages are not installed, or LangChain knows no such model.
    """
    try:
        from langchain.chat_models import init_chat_model
    except ImportError:
        raise AssistantError(f"GUIDELINE_CHAT_MODEL is set to {name!r}, which needs more packages: {HOW}") from None
    url, _, model = name.partition("#")
    try:
        if url.startswith(("http://", "https://")):
            known: dict[str, Any] = {"model_provider": "openai", "base_url": url, "api_key": key or "none"}
            made = init_chat_model(model or "default", timeout=SECONDS, max_retries=0, **known)
        else:
            made = init_chat_model(name, timeout=SECONDS, max_retries=0)
    except Exception as error:  # noqa: BLE001  each provider raises its own
        raise AssistantError(
            f"GUIDELINE_CHAT_MODEL is set to {name!r}, which cannot be loaded ({type(error).__name__}): {HOW}"
        ) from None
    return ChatModel(made)
