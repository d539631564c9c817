"""Reading on two processors gives what reading in turn gives, whatever becomes of the second."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.site.two_at_once import WORTH_IT, read_two_at_once
from mkdocs_featurespec.workspace import Document, load_workspace

from .planted import WORDS, good_page

two_processors = pytest.mark.skipif(
    not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="there is one processor"
)


def documents(count: int) -> list[Document]:
    texts = [good_page(number) for number in range(len(WORDS))]
    return [
        Document(f"features/{i:03}.md", f"docs/features/{i:03}.md", texts[i % len(texts)])
        for i in range(count)
    ]


def process_of(document: Document) -> tuple[str, int]:
    return document.src_uri, os.getpid()


@two_processors
def test_the_site_is_the_same() -> None:
    pages = documents(WORTH_IT + 1)
    in_turn = load_workspace(Settings(), Path(), Dialect()).read_site(pages)
    at_once = load_workspace(Settings(), Path(), Dialect()).read_site(pages, read_two_at_once)
    assert at_once.diagnostics == in_turn.diagnostics
    assert at_once.catalog == in_turn.catalog
    assert {uri: page.sections for uri, page in at_once.pages.items()} == {
        uri: page.sections for uri, page in in_turn.pages.items()
    }
    assert [dict(page.front_matter) for page in at_once.pages.values()] == [
        dict(page.front_matter) for page in in_turn.pages.values()
    ]


@two_processors
def test_many_pages_are_read_by_two_processes_in_their_order() -> None:
    pages = documents(WORTH_IT)
    found = read_two_at_once(process_of, pages)
    assert [src_uri for src_uri, _ in found] == [page.src_uri for page in pages]
    assert len({process for _, process in found}) == 2


def test_few_pages_are_read_by_one() -> None:
    found = read_two_at_once(process_of, documents(WORTH_IT - 1))
    assert {process for _, process in found} == {os.getpid()}


def test_without_a_second_processor_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    found = read_two_at_once(process_of, documents(WORTH_IT))
    assert {process for _, process in found} == {os.getpid()}


@two_processors
def test_what_a_failing_process_leaves_is_read_all_the_same() -> None:
    own = os.getpid()

    def read(document: Document) -> str:
        if os.getpid() != own:
            os._exit(3)
        return document.src_uri

    pages = documents(WORTH_IT)
    assert read_two_at_once(read, pages) == [page.src_uri for page in pages]
