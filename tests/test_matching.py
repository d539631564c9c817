"""Which section of the template each section of a page is, and which ones the page lacks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.model import Page, Template
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.page import read
from mkdocs_featurespec.settings import DEFAULT_SURFACES, Surface
from mkdocs_featurespec.template import (
    Matching,
    TemplateSource,
    Values,
    built_in_template,
    match_sections,
    parse_template,
    render_skeleton,
    section_matcher,
)

BUILT_IN = parse_template(built_in_template(), DEFAULT_SURFACES)
FULL = render_skeleton(built_in_template(), Values(DEFAULT_SURFACES))


def page_of(text: str, template: Template = BUILT_IN) -> Page:
    return read(text, path="page.md", template=template, role_of=lambda _: None, dialect=Dialect())


def headings(*lines: str, front_matter: str = "") -> str:
    head = f"---\n{front_matter}\n---\n" if front_matter else ""
    return head + "".join(f"{line}\n\nText.\n\n" for line in lines)


def template_of(*lines: str, surfaces: tuple[Surface, ...] = DEFAULT_SURFACES) -> Template:
    return parse_template(TemplateSource("\n\n".join(lines) + "\n", "template.md"), surfaces)


def matched(text: str, template: Template = BUILT_IN) -> list[tuple[str, str | None]]:
    """Return each heading of a page with the section of the template that it is."""
    page = page_of(text, template)
    found = match_sections(page, template)
    return [
        (section.heading.text, None if i is None else template.sections[i].text)
        for section, i in zip(page.sections, found.of_page, strict=True)
    ]


def missing(text: str, template: Template = BUILT_IN) -> list[str]:
    found = match_sections(page_of(text, template), template)
    return [template.sections[i].text for i in found.missing]


def near(text: str, template: Template = BUILT_IN) -> dict[str, str]:
    page = page_of(text, template)
    found = match_sections(page, template)
    return {template.sections[i].text: page.sections[k].heading.text for i, k in found.near.items()}


def test_the_skeleton_lacks_nothing() -> None:
    found = match_sections(page_of(FULL), BUILT_IN)
    count = len(BUILT_IN.sections)
    surfaces = {9: "web", 10: "coach mobile", 11: "client mobile"}
    order = tuple(range(1, count + 1))
    assert found == Matching((None, *range(count)), order, title=0, surfaces=surfaces)


TWO = ("## API", "### Tests", "## Web Client", "### Tests")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["# Goals", "## 3. API endpoints (v2)"], [None, "API Endpoints"]),
        (
            ["# Goals", "## Routes", "## 🗄️ Prisma schema"],
            [None, "API Endpoints", "Database Tables"],
        ),
        (["# Goals", "## Public Endpoints"], [None, "API Endpoints"]),
        (["# Events", "## Events"], [None, "Events & Background Jobs"]),
        (["# Goals", "# Events", "# Tests"], [None, "Events & Background Jobs", "Tests"]),
        (["# Events", "# Tests"], ["Events & Background Jobs", "Tests"]),
        (["## Events", "# Goals"], ["Events & Background Jobs", None]),
        (["## Overview", "### Events"], [None, "Events & Background Jobs"]),
        (["## Overview", "### Events", "## Events"], [None, None, "Events & Background Jobs"]),
        (["## Events", "## Jobs"], ["Events & Background Jobs"] * 2),
        (["## Domain Model", "### Events"], ["Domain Model", "Events & Background Jobs"]),
        (["## 🎉"], [None]),
    ],
)
def test_what_a_heading_is(lines: list[str], expected: list[str | None]) -> None:
    assert [is_ for _, is_ in matched(headings(*lines))] == expected


def test_of_two_sections_of_one_name_it_is_the_one_that_belongs_there() -> None:
    template = template_of(*TWO)
    found = match_sections(page_of(headings("## Web Client", "### Tests"), template), template)
    assert found.of_page == (2, 3)
    assert found.missing == (0,)


def test_a_section_of_signs_alone_is_found_by_them() -> None:
    assert missing(headings("## 🎉"), template_of("## 🎉", "## 🎈")) == ["🎈"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["## Coach Mobile, Client Mobile", "### Coach Mobile"], [8, 10]),
        (["## Web & Client Mobile", "### Client Mobile"], [8, 11]),
        (["## Web and Mobile"], [None]),
        (["## Surfaces", "### Web and Coach Mobile"], [8, 9]),
        (["## Web", "### Web"], [8, 9]),
        (["## Web"], [8]),
        (["## Web", "## Coach Mobile"], [9, 10]),
    ],
)
def test_surfaces(lines: list[str], expected: list[int | None]) -> None:
    assert list(match_sections(page_of(headings(*lines)), BUILT_IN).of_page) == expected


def test_a_site_of_one_surface_has_it_twice() -> None:
    kiosk = (Surface("Kiosk", "kiosk", "What it shows."),)
    template = parse_template(built_in_template(), kiosk)
    page = page_of(render_skeleton(built_in_template(), Values(kiosk)), template)
    assert match_sections(page, template).missing == ()


def test_a_template_without_a_section_for_surfaces_knows_none() -> None:
    template = template_of("## Goals")
    assert matched(headings("## Web, Coach Mobile"), template) == [("Web, Coach Mobile", None)]


def without(*texts: str) -> str:
    lines = [s for s in BUILT_IN.sections if s.text not in texts]
    return headings(*(f"{'#' * section.level} {section.text}" for section in lines))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (without("Tests"), ["Tests"]),
        (
            without("Test Scenarios & Open Decisions", "Tests", "Open Decisions"),
            ["Test Scenarios & Open Decisions"],
        ),
        (without("Web", "Client Mobile"), ["Web", "Client Mobile"]),
        ("---\nsurfaces: web\n---\n" + without("Web", "Client Mobile"), ["Web"]),
        ("---\nsurfaces: [Web, Kiosk]\n---\n" + without("Web", "Client Mobile"), ["Web"]),
        ("---\nsurfaces: [Kiosk, 7]\n---\n" + without("Web", "Client Mobile"), []),
        ("---\nsurfaces: [\n---\n" + without("Web", "Client Mobile"), []),
    ],
)
def test_what_is_missing(text: str, expected: list[str]) -> None:
    assert missing(text) == expected


def test_a_section_stands_for_several_surfaces() -> None:
    joint = without("Coach Mobile").replace("### Client Mobile", "### Coach & Client Mobile")
    assert missing(joint) == ["Coach Mobile", "Client Mobile"]
    joint = joint.replace("### Coach &", "### Coach Mobile &")
    assert missing(joint) == []
    alone = "---\nsurfaces: Web\n---\n" + without("Web", "Coach Mobile", "Client Mobile").replace(
        "## Web, Coach Mobile, Client Mobile", "## Web"
    )
    assert missing(alone) == []


def test_optional_sections_may_be_left_out() -> None:
    template = template_of("## A", "## B\n<!-- featurespec: section optional -->", "### C")
    assert missing(headings("## A"), template) == []
    assert missing(headings("## A", "## B"), template) == ["C"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["## Databse Tables"], {"Database Tables": "Databse Tables"}),
        (
            ["## Domain Model", "### Value Object & Rules"],
            {"Value Objects & Rules": "Value Object & Rules"},
        ),
        (["## Domain Model", "### Databse Tables"], {}),
        (["## Database Tables", "## Databse Tables"], {}),
        (
            ["## Dtabse Tables", "## Database Table"],
            {"Database Tables": "Database Table"},
        ),
        (["# Data base Tables", "## User Flows"], {}),
        (["## Overview", "### Databse Tables"], {"Database Tables": "Databse Tables"}),
    ],
)
def test_almost_a_section(lines: list[str], expected: dict[str, str]) -> None:
    assert near(headings(*lines)) == expected


def test_a_heading_without_its_addition_is_almost_the_section() -> None:
    template = template_of("## Tests (unit, integration and end to end)", "## API")
    assert near(headings("## Tests", "## API"), template) == {
        "Tests (unit, integration and end to end)": "Tests"
    }


WORDS = st.sampled_from(
    [s.text for s in BUILT_IN.sections]
    + ["Web", "Databse Tables", "Events", "Jobs", "Web & Coach Mobile", "Overview", "🎉", "Test"]
)
LINES = st.lists(st.tuples(st.integers(1, 6), WORDS), max_size=25)
FRONT_MATTER = st.sampled_from(["", "surfaces: [Web]", "surfaces: Kiosk", "surfaces: [", "a: 1"])
MATCHER = section_matcher(BUILT_IN)


@settings(max_examples=300)
@given(LINES, FRONT_MATTER)
def test_any_page_is_matched_consistently(lines: list[tuple[int, str]], head: str) -> None:
    page = page_of(headings(*(f"{'#' * n} {text}" for n, text in lines), front_matter=head))
    found = MATCHER(page)
    count = len(BUILT_IN.sections)
    assert len(found.of_page) == len(page.sections)
    assert len(found.of_template) == count
    for i, own in enumerate(found.of_page):
        if own is not None:
            first = found.of_template[own]
            assert first is not None
            assert first <= i
    stands = {i for i in found.of_template if i is not None}
    assert stands <= {i for i, own in enumerate(found.of_page) if own is not None}
    for i in found.missing:
        assert found.of_template[i] is None
        parent = BUILT_IN.sections[i].parent
        assert parent is None or found.of_template[parent] is not None
    assert set(found.near) <= set(found.missing)
    assert len(set(found.near.values())) == len(found.near)
    assert all(found.of_page[i] is None and i != found.title for i in found.near.values())


def subtree(i: int) -> set[int]:
    inside = {i}
    for k, section in enumerate(BUILT_IN.sections):
        if section.parent in inside:
            inside.add(k)
    return inside


@given(st.integers(0, len(BUILT_IN.sections) - 1))
def test_a_section_taken_away_is_the_one_missing(i: int) -> None:
    kept = [s for k, s in enumerate(BUILT_IN.sections) if k not in subtree(i)]
    text = headings("# Goals", *(f"{'#' * s.level} {s.text}" for s in kept))
    assert MATCHER(page_of(text)).missing == (i,)


@given(st.permutations([k for k, s in enumerate(BUILT_IN.sections) if s.parent is None]))
def test_nothing_is_missing_in_another_order(order: list[int]) -> None:
    ordered = [BUILT_IN.sections[k] for top in order for k in sorted(subtree(top))]
    text = headings("# Goals", *(f"{'#' * s.level} {s.text}" for s in ordered))
    assert MATCHER(page_of(text)).missing == ()
