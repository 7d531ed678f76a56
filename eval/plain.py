"""The pipeline as tutorials show it, to compare with: a recursive splitter (1000, 200), Chroma, MiniLM."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index import Vectors

Encode = Callable[[Sequence[str]], Vectors]


class Plain:
    """Finds chunks of texts by meaning alone. Raises ImportError where the splitter is not installed."""

    def __init__(self, texts: Sequence[str], encode: Encode) -> None:
        import chromadb
        from chromadb.config import Settings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        self._chunks = [chunk for text in texts for chunk in splitter.split_text(text)]
        self._encode = encode
        client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        self._collection = client.get_or_create_collection("plain", embedding_function=None)
        ids = [str(number) for number in range(len(self._chunks))]
        self._collection.add(ids=ids, embeddings=encode(self._chunks))

    def search(self, query: str, k: int) -> list[str]:
        """The `k` nearest chunks, best first."""
        found = self._collection.query(query_embeddings=self._encode([query]), n_results=k, include=[])
        return [self._chunks[int(name)] for name in found["ids"][0]]
