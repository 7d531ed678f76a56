"""What every test gets: no telemetry, no downloads, a data folder of its own, the same examples each time."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Set before any vendor is imported: each of these is read once, at import.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

settings.register_profile("same-every-time", derandomize=True, deadline=None, database=None)
settings.load_profile("same-every-time")

BROWSER = [
    "--no-sandbox",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point GUIDELINE_DATA at a temporary folder; a test that needs another sets it with monkeypatch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUIDELINE_DATA", str(tmp_path_factory.mktemp("data")))
        patch.delenv("GUIDELINE_SOURCES", raising=False)
        patch.delenv("GUIDELINE_CHAT_MODEL", raising=False)
        yield


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of source documents beside the checkout; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "guidelines"
    if not folder.is_dir():
        pytest.skip("no source documents at ../shared/guidelines")
    return folder


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of encoders, exported once a session."""
    from index.encoder import export, model_sha256

    folder = tmp_path_factory.mktemp("encoders")
    export(folder / model_sha256()[:16])
    return folder


@pytest.fixture(scope="session")
def built_index(sources: Path, exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an index built once a session from the source documents, with what questions need."""
    from assistant import Settings, build_index

    data = tmp_path_factory.mktemp("built-index")
    (data / "encoder").symlink_to(exported)
    build_index(Settings(data=data, sources=str(sources)))
    return data


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's chromium, one for the whole session; it reaches nothing but this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER)
        yield found
        found.close()
