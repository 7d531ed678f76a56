"""The exported encoder agrees with the library that it was exported by."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder, export, model_folder


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_onnx_agrees_with_sentence_transformers(tmp_path: Path) -> None:
    """Cosine is at least 0.9999 for each text of a batch of unequal lengths."""
    from sentence_transformers import SentenceTransformer

    texts = ["knee", "a widget for a knee", "tea " * 300, "rest, and then more rest " * 9]
    export(tmp_path / "encoder")
    ours = Encoder(tmp_path / "encoder").encode(texts)
    theirs = SentenceTransformer(str(model_folder()), device="cpu")
    theirs = theirs.encode(texts, normalize_embeddings=True)
    assert np.all(np.sum(ours * theirs, axis=1) >= 0.9999)
