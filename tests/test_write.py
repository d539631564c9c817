"""Files are written as a whole or not at all, and never over somebody's work."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_featurespec.site.write import (
    NotWrittenError,
    is_inside,
    replace_text,
    write_new,
    write_page,
)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.fixture(params=["hard links", "no hard links"])
def any_file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no hard links":
        monkeypatch.setattr(os, "link", no_links)


@pytest.mark.usefixtures("any_file_system")
def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "page.md"
    write_new(path, "# Ä\r\nline\n")
    assert path.read_bytes() == b"# \xc3\x84\r\nline\n"
    assert names(path.parent) == {"page.md"}
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask


def a_file(path: Path) -> None:
    path.write_text("mine")


def a_broken_link(path: Path) -> None:
    path.symlink_to("nowhere.md")


@pytest.mark.parametrize("put", [a_file, Path.mkdir, a_broken_link])
def test_nothing_is_overwritten(put: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    put(path)
    with pytest.raises(NotWrittenError, match=r"page\.md: there is a file already"):
        write_new(path, "yours")
    assert names(tmp_path) == {"page.md"}
    assert not path.is_file() or path.read_text() == "mine"


@pytest.mark.usefixtures("any_file_system")
def test_a_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.md"
    path.write_text("mine")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    with pytest.raises(NotWrittenError):
        write_new(path, "yours")
    assert path.read_text() == "mine"
    assert names(tmp_path) == {"page.md"}


def test_what_the_system_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWrittenError, match="cannot be written: ") as caught:
        write_new(tmp_path / "file" / "page.md", "text")
    assert caught.value.path == tmp_path / "file" / "page.md"
    with pytest.raises(NotWrittenError, match="cannot be written: No such file"):
        replace_text(tmp_path / "gone.md", "a", "b")


def test_a_file_that_holds_nothing_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "a" / "page.md"
    write_page(path, "# A\n")
    assert path.read_bytes() == b"# A\n"
    with pytest.raises(NotWrittenError, match="there is a file already"):
        write_page(path, "# B\n")
    path.write_bytes(b"\xef\xbb\xbf \r\n")
    write_page(path, "# C\n")
    assert path.read_bytes() == b"\xef\xbb\xbf# C\n"


def test_text_is_replaced_and_the_file_stays_itself(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"\xef\xbb\xbfone\r\n")
    path.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(path.name)
    replace_text(link, "one\r\n", "two\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbftwo\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert names(tmp_path) == {"page.md", "link.md"}


def test_the_same_text_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("one\n")
    before = path.stat().st_ino
    replace_text(path, "one\n", "one\n")
    assert path.stat().st_ino == before


def test_a_file_that_changed_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("somebody's\n")
    with pytest.raises(NotWrittenError, match="changed meanwhile"):
        replace_text(path, "one\n", "two\n")
    assert path.read_text() == "somebody's\n"
    assert names(tmp_path) == {"page.md"}


def test_a_failed_replacement_leaves_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.md"
    path.write_text("one\n")
    monkeypatch.setattr(Path, "replace", no_links)
    with pytest.raises(NotWrittenError, match="Operation not permitted"):
        replace_text(path, "one\n", "two\n")
    assert path.read_text() == "one\n"
    assert names(tmp_path) == {"page.md"}


def test_links_are_followed_to_see_what_lies_inside(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "out").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(docs)
    assert is_inside(docs / "a" / "b.md", docs)
    assert is_inside(tmp_path / "again" / "b.md", docs)
    assert not is_inside(docs / "out" / "b.md", docs)
    assert not is_inside(docs / ".." / "b.md", docs)
    assert not is_inside(tmp_path / "docs-too" / "b.md", docs)
