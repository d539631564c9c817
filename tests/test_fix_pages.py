"""Mended pages, whatever they were: nothing a writer wrote is lost, and twice is once."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.fix import Guide, fix_page
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.template import match_sections
from mkdocs_featurespec.workspace import load_workspace

from .fix_pages import TEMPLATE, pages

EXAMPLES = int(os.environ.get("FIX_EXAMPLES", "300"))
"""2,000 take more than a minute."""

WORKSPACE = load_workspace(Settings(), Path("no-such-folder"), Dialect())


def make_guide(*, upgrade: bool = False, rename_aliases: bool = False) -> Guide:
    return Guide(
        WORKSPACE.template,
        WORKSPACE.template_source,
        WORKSPACE.settings.surfaces,
        WORKSPACE.schema,
        WORKSPACE.dialect,
        WORKSPACE.read_page,
        today="2026-11-02",
        rename_aliases=rename_aliases,
        upgrade=upgrade,
    )


GUIDES = [make_guide(), make_guide(rename_aliases=True), make_guide(upgrade=True)]
LINKED = frozenset({"api-endpoints", "web", "tests", "tsts", "domain-modl"})


def lines(text: str) -> Counter[str]:
    return Counter(line for line in re.split(r"\r\n|\r|\n", text) if line.strip())


def headings(page: Page) -> Counter[tuple[int, str]]:
    return Counter((heading.level, heading.text) for heading in page.headings)


def sections(page: Page) -> set[int]:
    """Return the sections of the template that a page has."""
    found = match_sections(page, TEMPLATE).of_template
    return {i for i, section in enumerate(found) if section is not None}


def found(page: Page) -> Counter[str]:
    """Return how often each rule speaks; an added section is unfinished, which is told apart."""
    codes = (diagnostic.code for diagnostic in page.diagnostics)
    return Counter(code for code in codes if not REGISTRY.by_code[code].unfinished)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=pages(), guide=st.sampled_from(GUIDES), linked=st.booleans())
def test_nothing_is_lost_and_twice_is_once(text: str, guide: Guide, linked: bool) -> None:
    ids = LINKED if linked else frozenset[str]()
    fixed = fix_page(text, "page.md", guide, ids)
    again = fix_page(fixed.text, "page.md", guide, ids)
    assert (again.text, again.done) == (fixed.text, ())
    assert (fixed.text == text) is (not fixed.done)

    lost = lines(text) - lines(fixed.text)
    mended = [done for done in fixed.done if not done.startswith(("added", "moved"))]
    assert sum(lost.values()) <= len(mended)

    before, after = WORKSPACE.read_page(text, "page.md"), WORKSPACE.read_page(fixed.text, "page.md")
    assert sections(before) <= sections(after)
    assert sum((headings(before) - headings(after)).values()) <= len(mended)
    assert set(map(entity_identity, before.entities)) <= set(map(entity_identity, after.entities))
    kept = ids & {heading.anchor for heading in before.headings}
    assert kept <= {heading.anchor for heading in after.headings}
    assert len(after.faults) <= len(before.faults)
    if not any(done.startswith("renamed") for done in fixed.done):
        assert not found(after) - found(before)
