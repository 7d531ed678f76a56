"""Phrases that a question is compared with by meaning; each is encoded once and kept beside the encoder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors

FILE = "phrases.npz"


class Phrases:
    """The vectors of phrases, remembered from one process to the next."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._file = folder / FILE
        self._encoder = encoder
        self._sets: dict[tuple[str, ...], Vectors] = {}

    def vectors(self, texts: tuple[str, ...]) -> Vectors:
        """One unit vector for each text, in their order."""
        if texts not in self._sets:
            self._sets[texts] = self._remembered(texts)
        return self._sets[texts]

    def _remembered(self, texts: Sequence[str]) -> Vectors:
        names = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        known: dict[str, Vectors] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile):
            kept = np.load(self._file)
            known = dict(zip(kept["names"].tolist(), kept["vectors"], strict=True))
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        if new:
            known |= dict(zip(new, self._encoder.encode(list(new.values())), strict=True))
            self._keep(known)
        return np.array([known[name] for name in names], dtype=np.float32)

    def _keep(self, known: dict[str, Vectors]) -> None:
        aside = self._file.with_name(f"phrases.tmp-{os.getpid()}.npz")
        with contextlib.suppress(OSError):  # a folder that cannot be written costs time, not an answer
            np.savez(aside, names=np.array(list(known)), vectors=np.array(list(known.values())))
            aside.replace(self._file)
