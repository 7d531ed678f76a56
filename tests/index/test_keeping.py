"""Keeping the index: added and removed, by several at once, on a full disk, on a Chroma server, while others read."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from index import CorpusError, Library, add_document, build_index, remove_document, vectors, verify
from index.vectors import Store

ADD = "import sys, pathlib as p, index; index.add_document(p.Path(sys.argv[1]), p.Path(sys.argv[2]))"
KNEE = "Knees\n\nThe knee bends in one plane only.\n"
HIP = "Hips\n\nThe hip is a ball in a socket.\n"
ELBOW = "Elbows\n\nThe elbow is a hinge that also lets the forearm turn.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    folder = str(tmp_path_factory.mktemp("server"))
    process = subprocess.Popen([*command, "--path", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/api/v2/heartbeat").is_success:
                break
        time.sleep(0.1)
    yield url
    process.kill()
    process.wait()


@pytest.fixture(params=["embedded", "server"])
def chroma(request: pytest.FixtureRequest) -> str:
    """Where Chroma runs: empty for inside this process, or a server's URL."""
    return str(request.getfixturevalue("server")) if request.param == "server" else ""


@pytest.fixture(params=["exact", "graph"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How near passages are found: by comparing all, or by Chroma's graph, as in a large index."""
    if request.param == "graph":
        monkeypatch.setattr(vectors, "EXACT", 0)
    return str(request.param)


def _folder(place: Path, exported: Path) -> Path:
    place.mkdir()
    (place / "encoder").symlink_to(exported)
    return place


@pytest.fixture
def data(tmp_path: Path, exported: Path) -> Path:
    """A data folder with the encoder at hand."""
    return _folder(tmp_path / "data", exported)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with one article, and two files beside it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "knee.txt").write_text(KNEE, "utf-8")
    (tmp_path / "hip.txt").write_text(HIP, "utf-8")
    (tmp_path / "elbow.txt").write_text(ELBOW, "utf-8")
    return tmp_path / "docs"


def names(data: Path) -> set[str]:
    """The documents of the index, our digests left out."""
    return {document.id for document in Library.open(data).documents() if document.authority != "digest"}


def first(data: Path, query: str) -> str:
    """The document of the best passage."""
    return Library.open(data).search(query)[0].passage.document


@pytest.mark.usefixtures("way")
def test_documents_come_and_go(docs: Path, data: Path, chroma: str) -> None:
    """What is added is found, what is removed is not, wherever Chroma runs and however it is searched."""
    build_index([docs], data, chroma=chroma)
    add_document(docs.parent / "hip.txt", data, chroma=chroma)
    assert first(data, "ball in a socket") == "hip"
    assert first(data, "which way does the knee bend") == "knee"
    remove_document("knee", data, chroma=chroma)
    assert names(data) == {"hip"}
    assert all(hit.passage.document != "knee" for hit in Library.open(data).search("which way does the knee bend"))


def test_every_place_and_way_gives_the_same_list(
    docs: Path, tmp_path: Path, exported: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ranking and its scores do not depend on where Chroma runs, nor on the graph."""
    found = []
    for url in ("", server):
        place = _folder(tmp_path / f"data{len(found)}", exported)
        build_index([docs], place, chroma=url)
        for bound in (vectors.EXACT, 0):
            with monkeypatch.context() as patch:
                patch.setattr(vectors, "EXACT", bound)
                hits = Library.open(place).search("how often may a block be repeated", k=20)
            found.append([(hit.passage.id, hit.score) for hit in hits])
    assert len(found[0]) == 20
    assert found[1:] == found[:1] * 3


def test_two_data_folders_share_a_server(docs: Path, tmp_path: Path, exported: Path, server: str) -> None:
    """A build removes its own old collections from the server, and no one else's."""
    places = [_folder(tmp_path / name, exported) for name in ("one", "two")]
    for place in places:
        build_index([docs], place, chroma=server)
    for text in (HIP, ELBOW, KNEE + HIP):
        (docs / "more.txt").write_text(text, "utf-8")
        build_index([docs], places[0], chroma=server)
    client = Store(tmp_path, server).open()
    own = (places[0] / "server-name").read_text("utf-8")
    mine = [found.name for found in client.list_collections() if own in found.name]
    assert len(mine) == 2
    other = (places[1] / "server-name").read_text("utf-8")
    assert any(other in found.name for found in client.list_collections())


@pytest.mark.parametrize(
    ("url", "words"), [("ftp://somewhere", "http://host:port"), ("http://127.0.0.1:9", "unset GUIDELINE_CHROMA_URL")]
)
def test_a_server_that_is_not_there_leaves_the_index(docs: Path, data: Path, url: str, words: str) -> None:
    """A build for a server that does not answer says so with the way out, and the index stays as it was."""
    build_index([docs], data)
    before = (data / "manifest.json").read_bytes()
    with pytest.raises(CorpusError, match=words):
        build_index([docs], data, chroma=url)
    assert (data / "manifest.json").read_bytes() == before
    assert first(data, "which way does the knee bend") == "knee"


def test_added_and_removed_stay_so(docs: Path, data: Path) -> None:
    """A later build, with its folder named or not, keeps what was added, and leaves out what was removed."""
    build_index([docs], data)
    add_document(docs.parent / "hip.txt", data)
    remove_document("knee", data)
    (docs / "elbow.txt").write_text(ELBOW, "utf-8")
    for named in ([docs], []):
        build_index(named, data)
        assert names(data) == {"hip", "elbow"}
    assert (docs / "knee.txt").exists()
    add_document(docs / "knee.txt", data)
    assert names(data) == {"hip", "elbow", "knee"}


def test_a_folder_that_is_gone_leaves_the_index(docs: Path, data: Path) -> None:
    """A build that names no folder, while the one named before is away, says so and keeps what is indexed."""
    build_index([docs], data)
    docs.rename(docs.parent / "moved")
    said: list[str] = []
    assert "knee" in {document.id for document in build_index([], data, said.append)}
    assert "is gone" in said[-1]
    assert names(data) == {"knee"}


def test_two_adds_at_once_both_count(docs: Path, data: Path) -> None:
    """Two processes that add at the same time wait for each other; neither document is lost."""
    build_index([docs], data)
    files = [docs.parent / "hip.txt", docs.parent / "elbow.txt"]
    running = [subprocess.Popen([sys.executable, "-c", ADD, str(file), str(data)]) for file in files]
    assert [process.wait(300) for process in running] == [0, 0]
    assert names(data) == {"knee", "hip", "elbow"}


def test_readers_see_what_another_process_adds(docs: Path, data: Path) -> None:
    """An open library finds a document that another process added, without being opened again."""
    build_index([docs], data)
    library = Library.open(data)
    assert library.search("ball in a socket")[0].passage.document != "hip"
    subprocess.run([sys.executable, "-c", ADD, str(docs.parent / "hip.txt"), str(data)], check=True, timeout=300)
    hit = library.search("ball in a socket")[0].passage
    assert hit.document == "hip"
    assert library.clause(hit.clause) is not None


def test_files_of_one_name_are_three_documents(docs: Path, data: Path) -> None:
    """Files of the same name in several folders each get an id, are verified by their own path and removed alone."""
    for folder, text in (("a", HIP), ("b", ELBOW)):
        (docs.parent / folder).mkdir()
        (docs.parent / folder / "knee.txt").write_text(text, "utf-8")
        add_document(docs.parent / folder / "knee.txt", data, sources=[docs])
    assert names(data) == {"knee", "knee-txt", "knee-txt-2"}
    assert {row["state"] for row in verify(data)} == {"holds"}
    gone = first(data, "the hinge of the forearm")
    remove_document(gone, data)
    assert len(names(data)) == 2
    assert first(data, "ball in a socket") in names(data)


def test_a_failed_document_is_listed_with_its_reason(docs: Path, data: Path) -> None:
    """A file that cannot be read, and an added one that is gone, are listed with the reason; the others are indexed."""
    (docs / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    add_document(docs.parent / "hip.txt", data, sources=[docs])
    (docs.parent / "hip.txt").unlink()
    found = {document.id: document for document in build_index([docs], data)}
    assert found["torn"].warnings
    assert "No such file" in found["hip"].warnings[0]
    assert found["knee"].clauses
    rows = {row["id"]: row for row in verify(data)}
    assert {name: row["state"] for name, row in rows.items()} == {"knee": "holds", "torn": "failed", "hip": "gone"}
    assert "torn.pdf" in rows["torn"]["why"]


def test_only_what_changed_is_read_again(docs: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of one file only that file is parsed; the others are taken over, the same in every part."""
    import index.build

    (docs / "hip.txt").write_text(HIP, "utf-8")
    build_index([docs], data)
    before = Library.open(data).clauses()
    (docs / "knee.txt").write_text(KNEE.replace("one plane", "one direction"), "utf-8")
    read: list[str] = []
    parse = index.build.read_document
    monkeypatch.setattr(
        index.build, "read_document", lambda path, *rest, **how: (read.append(path.name), parse(path, *rest, **how))
    )
    build_index([docs], data)
    assert read == ["knee.txt"]
    after = Library.open(data).clauses()
    assert [c for c in after if c.document != "knee"] == [c for c in before if c.document != "knee"]


@pytest.mark.parametrize("name", ["corpus.json", "vectors.npy", "bm25/vocab.index.json"])
def test_a_damaged_index_is_noticed_at_the_start(docs: Path, data: Path, name: str) -> None:
    """A file of the index that was cut short is named at the start; the next build makes a whole one."""
    build_index([docs], data)
    reader = Library.open(data)
    (file,) = data.glob(f"builds/*/{name}")
    os.truncate(file, file.stat().st_size // 2)
    with pytest.raises(CorpusError, match=f"damaged.*{name}"):
        Library.open(data)
    build_index([docs], data)
    assert first(data, "which way does the knee bend") == "knee"
    assert reader.search("which way does the knee bend")[0].passage.document == "knee"


def test_an_altered_index_is_noticed_by_verify(docs: Path, data: Path) -> None:
    """A file of the index that was altered within its size is named by `verify`."""
    build_index([docs], data)
    (file,) = data.glob("builds/*/corpus.json")
    file.write_bytes(file.read_bytes().replace(b"one plane", b"two plane"))
    with pytest.raises(CorpusError, match=r"altered.*corpus\.json"):
        verify(data)


def test_what_a_dead_build_left_is_no_obstacle(docs: Path, data: Path) -> None:
    """Folders and files that a killed build left, even finished ones, are removed; the same build succeeds again."""
    build_index([docs], data)
    (finished,) = (data / "builds").iterdir()
    (data / "manifest.json").unlink()
    for left in ("builds/000002-x.tmp-7", "encoder/x.tmp-7"):
        (data / left).mkdir()
    (data / "manifest.json.tmp-7").write_text("{", "utf-8")
    build_index([docs], data)
    assert first(data, "which way does the knee bend") == "knee"
    assert not list(data.rglob("*.tmp-*"))
    assert not finished.exists()


def test_a_filtered_search_stays_inside(docs: Path, data: Path) -> None:
    """`only` gives passages of the guidelines named and no others, best first."""
    build_index([docs], data)
    found = Library.open(data).search("how often may it be repeated", only=["NIA_CG_302"])
    assert found
    assert {hit.passage.guideline for hit in found} == {"NIA_CG_302"}
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


LIMITED = """
import resource, sys, ui.cli
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
ui.cli.main()
"""


@pytest.mark.parametrize("limit", [20_000, 100_000, 400_000])
def test_a_full_disk_leaves_the_index(docs: Path, data: Path, limit: int) -> None:
    """Where a file cannot be written to its end, the command says so in one line, exits with 1 and changes nothing."""
    build_index([docs], data)
    before = (data / "manifest.json").read_bytes()
    (docs / "hip.txt").write_text(HIP, "utf-8")
    command = [sys.executable, "-c", LIMITED, str(limit), "index", "build", "--sources", str(docs)]
    done = subprocess.run(
        command,
        env=os.environ | {"GUIDELINE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert str(data) in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert (data / "manifest.json").read_bytes() == before
    assert not list(data.rglob("*.tmp-*"))
    assert first(data, "which way does the knee bend") == "knee"
