"""Pages on disk: those that MkDocs itself would build, and their text or what is wrong with it."""

from __future__ import annotations

import logging
import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from mkdocs_featurespec.diagnostics import ConfigurationError, Fault, FaultKind, Span
from mkdocs_featurespec.site.config import SiteConfig, load_site_config
from mkdocs_featurespec.site.files import decode, find_pages, read_text, unreadable_fault

TREE = """
index.md
README.md
readme.md
a.md
A.md
b.markdown
c.mdown
d.mkdn
e.mkd
f.MD
g.md.txt
.md
.hidden.md
_aside.md
ä ö.md
注文.md
same.html
same.md
same.markdown
same.mdown
.git/a.md
.well-known/kept.md
templates/a.md
sub/templates/a.md
sub/README.md
sub/index.html
sub/index.md
sub/deep/README.md
sub/deep/index.html
sub/deep/z.md
only-readme/README.md
only-readme/README.markdown
drafts/README.md
drafts/index.md
drafts/a.md
foo/a.md
foobar/a.md
foo.md
sub/foo/a.md
generated/index.md
generated/README.md
generated/keep/a.md
generated/keep/b.md
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteConfig:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in TREE.strip().split("\n"):
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}")
    return SiteConfig(tmp_path / "mkdocs.yml", docs)


def built_by_mkdocs(config: SiteConfig) -> list[str]:
    theirs = MkDocsConfig(config_file_path=str(config.config_file))
    theirs.load_dict(
        {
            "site_name": "Site",
            "docs_dir": str(config.docs_dir),
            "use_directory_urls": config.use_directory_urls,
            "exclude_docs": config.exclude_docs,
            "draft_docs": config.draft_docs,
            "plugins": [],
        }
    )
    assert theirs.validate() == ([], [])
    return [file.src_uri for file in get_files(theirs).documentation_pages()]


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "mkdocs")


PATTERNS = [
    ("", ""),
    ("foo\n", ""),
    ("foo/", "drafts/"),
    ("/foo.md\nsub/", ""),
    ("*.md\n!index.md\n!sub/deep/", ""),
    ("!.well-known/", ""),
    ("!.hidden.md\n!/templates/\n!.git", ""),
    ("index.md", ""),
    ("", "index.md"),
    ("README.md", "same.md"),
    ("", "*\n!a.md"),
    ("generated/*\n!generated/keep/\ngenerated/keep/b.md", ""),
    ("# a comment\n\n  \n\\!x.md\n", "drafts/**/a.md"),
    ("**/deep/**", "s?me.*"),
    ("same.m*", ""),
    ("same.md\nsame.mdown", ""),
]


@pytest.mark.parametrize("urls", [True, False])
@pytest.mark.parametrize(("exclude", "drafts"), PATTERNS)
def test_the_pages_are_those_that_mkdocs_builds(
    site: SiteConfig, exclude: str, drafts: str, urls: bool
) -> None:
    config = SiteConfig(
        site.config_file,
        site.docs_dir,
        use_directory_urls=urls,
        exclude_docs=exclude,
        draft_docs=drafts,
    )
    assert find_pages(config) == built_by_mkdocs(config)


NAMES = st.sampled_from(
    (
        *("index.md", "README.md", "README.markdown", "index.html", "README.html"),
        *("a.md", "a.html", "a.mkd", ".b.md", "_c.md"),
    )
)
FOLDERS = st.lists(st.sampled_from(["x", "y", ".z", "templates", "a.md"]), max_size=3)
LINES = st.lists(
    st.sampled_from(
        (
            *("x/", "!x/", "/x", "y/x", "!.z", "!.z/**", "*.md", "!README.md", "index.*"),
            *("!/templates/", "a.md", "!a.md/", "**/x/a.*", "!**"),
        )
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=150)
@given(
    paths=st.lists(st.tuples(FOLDERS, NAMES), max_size=20),
    exclude=LINES,
    drafts=LINES,
    urls=st.booleans(),
)
def test_random_trees_agree_with_mkdocs(
    paths: list[tuple[list[str], str]], exclude: list[str], drafts: list[str], urls: bool
) -> None:
    with tempfile.TemporaryDirectory() as root:
        docs = Path(root, "docs")
        docs.mkdir()
        for folders, name in paths:
            path = docs.joinpath(*folders, name)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                continue  # `a.md` is a folder here and a file there
        config = SiteConfig(
            Path(root, "mkdocs.yml"),
            docs,
            use_directory_urls=urls,
            exclude_docs="\n".join(exclude),
            draft_docs="\n".join(drafts),
        )
        assert find_pages(config) == built_by_mkdocs(config)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_followed(site: SiteConfig, tmp_path: Path) -> None:
    (tmp_path / "outside" / "deep").mkdir(parents=True)
    (tmp_path / "outside" / "deep" / "linked.md").touch()
    (tmp_path / "outside" / ".hidden.md").touch()
    (site.docs_dir / "linked").symlink_to(tmp_path / "outside")
    (site.docs_dir / "link.md").symlink_to("a.md")
    (site.docs_dir / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "docs-link").symlink_to("docs")
    config = SiteConfig(site.config_file, tmp_path / "docs-link")
    pages = find_pages(config)
    assert pages == built_by_mkdocs(config)
    assert {"linked/deep/linked.md", "link.md", "gone.md"} <= set(pages)
    assert isinstance(read_text(site.docs_dir / "gone.md"), Fault)


def test_an_empty_folder_has_no_pages(tmp_path: Path) -> None:
    assert find_pages(SiteConfig(tmp_path / "mkdocs.yml", tmp_path)) == []


@pytest.mark.parametrize("pattern", ["!", "[z-a]"])
@pytest.mark.parametrize("option", ["exclude_docs", "draft_docs"])
def test_a_bad_pattern_is_an_error_with_its_place(
    option: str, pattern: str, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"site_name: x\n{option}: |\n  a.md\n  {pattern}\n")
    with pytest.raises(ConfigurationError) as caught:
        find_pages(load_site_config(path))
    assert str(caught.value).startswith(f"{path}:2: {option}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        ("# Größe 注文 🎉\r\n".encode(), "# Größe 注文 🎉\r\n"),
        (b"\xef\xbb\xbf# Marked", "# Marked"),
        (b"\xef\xbb\xbf\xef\xbb\xbfx", "\ufeffx"),
        (b"a\x0cb\xc2\x85c", "a\x0cb\x85c"),
    ],
)
def test_text_is_text(content: bytes, text: str, tmp_path: Path) -> None:
    assert decode(content) == text
    (tmp_path / "a.md").write_bytes(content)
    assert read_text(tmp_path / "a.md") == text


def at(line: int, column: int) -> Span:
    return Span(line, column, line, column + 1)


@pytest.mark.parametrize(
    ("content", "span", "message", "hint"),
    [
        ("Größe".encode("latin-1"), at(1, 3), "byte 0xf6", "Latin-1"),
        (b"\xef\xbb\xbfa\xff", at(1, 2), "byte 0xff", "Latin-1"),
        ("ä\r\nö\rü\n注文".encode() + b"\xe4b", at(4, 3), "byte 0xe4", "Latin-1"),
        ("one\x0ctwo\u2028three\x85".encode() + b"\x80", at(1, 15), "byte 0x80", "Latin-1"),
        (b"cut \xe6\xb3", at(1, 5), "byte 0xe6", "Latin-1"),
        (b"\xed\xa0\x80 half a pair", at(1, 1), "byte 0xed", "Latin-1"),
        (b"a\n\nb\x00c", at(3, 2), "NUL", "Remove it"),
        (b"\x00", at(1, 1), "NUL", "Remove it"),
        ("# Title".encode("utf-16"), at(1, 1), "byte 0xff", "UTF-16"),
        ("# A longer title".encode("utf-16-le"), at(1, 2), "NUL", "UTF-16"),
    ],
)
def test_what_is_no_text_is_a_fault_with_its_place(
    content: bytes, span: Span, message: str, hint: str
) -> None:
    fault = decode(content)
    assert isinstance(fault, Fault)
    assert (fault.kind, fault.span) == (FaultKind.UNREADABLE, span)
    assert message in fault.message
    assert hint in fault.hint


def test_a_vanished_page_is_a_fault(tmp_path: Path) -> None:
    fault = read_text(tmp_path / "gone.md")
    assert isinstance(fault, Fault)
    assert fault.span == at(1, 1)
    assert fault.message == "the page cannot be read: No such file or directory"


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    fault = read_text(tmp_path)
    assert isinstance(fault, Fault)
    assert fault.message == "this is not a file"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pipe_or_a_socket_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)  # a socket's path must be short
        server.bind("socket.md")
        for name in ("pipe.md", "socket.md"):
            assert isinstance(read_text(tmp_path / name), Fault)


def test_an_error_without_a_reason_is_told_as_it_is() -> None:
    assert unreadable_fault(OSError("odd")).message == "the page cannot be read: odd"
