"""The vector side: Chroma holds the passages; what it finds is ranked again exactly. The only file that imports it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import Vectors

BATCH = 1000


def _collection(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return client.get_or_create_collection("passages", metadata={"hnsw:space": "cosine"}, embedding_function=None)


def write_vectors(folder: Path, ids: Sequence[str], guidelines: Sequence[str], vectors: Vectors) -> None:
    """Write all vectors into a new store. One writer: the caller holds the build lock."""
    np.save(folder / "vectors.npy", vectors)
    if not len(ids):
        return
    collection = _collection(folder / "chroma")
    for at in range(0, len(ids), BATCH):
        part = slice(at, at + BATCH)
        metadata = [{"guideline": name} for name in guidelines[part]]
        collection.add(ids=list(ids[part]), embeddings=vectors[part], metadatas=metadata)


class VectorIndex:
    """Reads one finished store."""

    def __init__(self, folder: Path, ids: Sequence[str]) -> None:
        self._rows = {name: row for row, name in enumerate(ids)}
        self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        self._chroma = _collection(folder / "chroma")

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Ids and cosine similarities, best first, ties by id; Chroma proposes, exact products rank."""
        k = min(k, len(self._rows))
        found = self._chroma.query(query_embeddings=[vector], n_results=k, include=[])["ids"][0]
        scored = [(name, float(self._vectors[self._rows[name]] @ vector)) for name in found]
        return sorted(scored, key=lambda item: (-round(item[1], 6), item[0]))
