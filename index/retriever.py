"""The LangChain side of the library."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict


class LibraryRetriever(BaseRetriever):
    """`Library.search` as a LangChain retriever."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Any
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain's signature
    ) -> list[Document]:
        keys = ("document", "guideline", "clause", "section", "start", "end")
        return [
            Document(page_content=hit.passage.text, metadata={key: getattr(hit.passage, key) for key in keys})
            for hit in self.library.search(query, k=self.k)
        ]
