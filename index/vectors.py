"""The vector side: exact over the vectors in a file; above that by Chroma, which is imported nowhere else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import CorpusError

Rows = NDArray[np.int64]
BATCH = 1000
# Up to here every vector is compared: 2 to 7 ms for 100,000 and 50 ms for a million on two cores, recall 1, the same
# for every build. The graph takes 1.5 ms, but two builds of the same vectors differ in half of their lists of 100, and
# recall@10 is .84 to .999, by how many near twins the documents have.
EXACT = 2_000_000
# Beyond, a graph; what it proposes is ranked exactly.
GRAPH = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 200}


@dataclass(frozen=True, slots=True)
class Store:
    """Where Chroma keeps one build's passages: a folder inside the build, or a collection of its own on a server."""

    folder: Path
    url: str = ""
    collection: str = "passages"

    def open(self) -> Any:
        """A client of the place. To be called, as all that is done with it, inside `faults`."""
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if not self.url:
            return chromadb.PersistentClient(str(self.folder / "chroma"), settings=settings)
        host, port, secure = address(self.url)
        return chromadb.HttpClient(host, port, ssl=secure, settings=settings)

    @contextlib.contextmanager
    def faults(self, way: str = "") -> Iterator[None]:
        """Raises CorpusError for whatever goes wrong in Chroma; the message names the place and the way out."""
        from chromadb.errors import ChromaError
        from httpx import HTTPError

        try:
            yield
        except (ChromaError, HTTPError, ValueError) as error:
            why = (str(error).splitlines() or [type(error).__name__])[0][:200]
            place = f"the Chroma server at {self.url}" if self.url else f"Chroma in {self.folder}"
            if self.url:
                way = "start it, or unset GUIDELINE_CHROMA_URL"
            way = way or "remove this folder"
            raise CorpusError(f"{place} failed ({why}): {way}, then run `guideline index build`") from None

    def write(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Write all vectors into a new collection, and into a file. One writer: the caller holds the build lock."""
        np.save(self.folder / "vectors.npy", vectors)
        with self.faults("free the disk"), contextlib.closing(self.open()) as client:
            if self.collection in _names(client):  # left on a server by a build that died
                client.delete_collection(self.collection)
            made = client.create_collection(self.collection, configuration={"hnsw": GRAPH}, embedding_function=None)
            for at in range(0, len(ids), BATCH):
                part = slice(at, at + BATCH)
                made.add(ids=list(ids[part]), embeddings=vectors[part])

    def remove_others(self, prefix: str, kept: Sequence[str]) -> None:
        """Remove the collections whose names begin with a prefix, but for those kept."""
        with self.faults(), contextlib.closing(self.open()) as client:
            for name in _names(client):
                if name.startswith(prefix) and name not in kept:
                    client.delete_collection(name)


def address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether TLS is used, of a server's URL. Raises CorpusError where it is none."""
    found = urlsplit(url)
    if found.scheme not in {"http", "https"} or not found.hostname:
        raise CorpusError(f"GUIDELINE_CHROMA_URL '{url[:80]}' is no address: write it as http://host:port")
    secure = found.scheme == "https"
    return found.hostname, found.port or (443 if secure else 8000), secure


def _names(client: Any) -> list[str]:
    return [found.name for found in client.list_collections()]


class VectorIndex:
    """Reads one finished store."""

    def __init__(self, store: Store, ids: Sequence[str]) -> None:
        self._store = store
        self._ids = ids
        self._vectors = np.load(store.folder / "vectors.npy", mmap_mode="r")

    def nearest(self, vector: Vectors, k: int) -> Rows:
        """The rows of the `k` nearest passages and of all that are as near as the last, in no order."""
        if len(self._ids) > EXACT:
            return self._proposed(vector, k)
        return top(self._vectors @ vector, k)

    def similar(self, vector: Vectors, rows: Rows) -> Vectors:
        """The cosine similarity of each row named."""
        found: Vectors = np.asarray(self._vectors[rows]) @ vector
        return found

    def mean(self, rows: Sequence[int]) -> Vectors:
        """The mean direction of some passages."""
        found: Vectors = np.asarray(self._vectors[rows]).mean(axis=0)
        return found / np.linalg.norm(found)

    def _proposed(self, vector: Vectors, k: int) -> Rows:
        with self._store.faults():
            found = self._graph.query(query_embeddings=[vector], n_results=k, include=[])["ids"][0]
        return np.array([self._rows[name] for name in found], dtype=np.int64)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self._ids)}

    @cached_property
    def _graph(self) -> Any:
        """The collection, opened at the first search that needs it, and as large as it was written."""
        found = self._store.open().get_collection(self._store.collection, embedding_function=None)
        if found.count() != len(self._ids):
            raise ValueError(f"{found.count()} of {len(self._ids)} passages are there")
        return found


def top(scores: NDArray[Any], k: int) -> Rows:
    """The rows of the `k` highest scores, to six decimals, and of all that equal the lowest of them."""
    rounded = np.round(scores, 6)
    if k >= len(rounded):
        return np.arange(len(rounded))
    found: Rows = np.flatnonzero(rounded >= np.partition(rounded, -k)[-k])
    return found
