"""Pages as a scanner leaves them: what it tore or misread is mended, and nothing else."""

from __future__ import annotations

import pytest

from assistant.note_context import unwrapped
from assistant.note_forms import counting


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("Not a candi- date; the pain is neuro- pathic.", "Not a candidate  ; the pain is neuropathic  ."),
        ("Stimulator trlal witb tbe axlal pain.", "Stimulator trial with the axial pain."),
        ("low- back and mid- back", "low- back and mid- back"),
        ("PT 03/25/2024\n- 05/20/2024", "PT 03/25/2024 - 05/20/2024"),
        ("She falls in the mall; all her pills.", "She falls in the mall; all her pills."),
    ],
)
def test_what_a_scanner_tore_is_put_together_where_a_known_word_results(page: str, read: str) -> None:
    """Torn words, lost letters and broken periods are mended; every offset stays as it was."""
    assert counting(unwrapped(page)) == read
    assert len(page) == len(read)
