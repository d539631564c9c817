"""The rules of structure: a page laid beside its template.

A case is a folder with `page.md`, the `template.md` that it follows where that is not the built-in
one, and `expected.txt`, with a line for each finding: the exact place, the severity, the code, the
message, the hint and the lines of related places.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.diagnostics import Diagnostic, Fault, FaultKind, Span
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.settings import DEFAULT_SURFACES, Settings, Surface
from mkdocs_featurespec.template import built_in_template, parse_template
from mkdocs_featurespec.workspace import Document, Workspace, load_workspace

from .golden import compare

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/structure/*/page.md"))
TEMPLATE = parse_template(built_in_template(), DEFAULT_SURFACES)
HEAD = "---\ntitle: Goals\nstatus: approved\nowner: team-goals\n---\n\n"


@cache
def workspace(folder: Path | None = None) -> Workspace:
    """Return what reads a page of a folder, by the template in it if there is one."""
    settings = Settings() if folder is None else Settings(template="template.md")
    return load_workspace(settings, folder or Path(), Dialect())


def findings(text: str, used: Workspace | None = None) -> list[Diagnostic]:
    found = (used or workspace()).read_site([Document("page.md", "page.md", text)]).diagnostics
    return [each for each in found if each.code[:3] in ("FS2", "FS6")]


def shown(found: Diagnostic) -> str:
    """Return a finding as a line of an expected file."""
    span = found.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    related = ", ".join(f"{each.message} on line {each.span.line}" for each in found.related)
    parts = [f"{place} {found.severity.value} {found.code} {found.message}", found.hint, related]
    return " | ".join(part for part in parts if part)


def codes(text: str, used: Workspace | None = None) -> Counter[str]:
    return Counter(found.code for found in findings(text, used))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_case(case: Path) -> None:
    used = workspace(case if (case / "template.md").is_file() else None)
    found = findings((case / "page.md").read_text("utf-8"), used)
    compare([shown(each) for each in found], case / "expected.txt")


def page(*lines: str, head: str = HEAD, title: str = "# Goals") -> str:
    body = [f"{line}\n\nText.\n\n" for line in (title, *lines) if line]
    return head + "".join(body)


ALL = [f"{'#' * section.level} {section.text}" for section in TEMPLATE.sections]
TOP = [i for i, section in enumerate(TEMPLATE.sections) if section.parent is None]
PARTS = [ALL[i:k] for i, k in zip(TOP, [*TOP[1:], len(ALL)], strict=True)]


def test_the_whole_structure_has_no_findings() -> None:
    assert findings(page(*ALL)) == []


def test_of_a_page_that_could_not_be_read_nothing_is_said() -> None:
    fault = Fault(FaultKind.UNREADABLE, Span(1, 1, 1, 1), "not UTF-8")
    site = workspace().read_site([Document("page.md", "page.md", fault)])
    assert [found.code for found in site.diagnostics] == ["FS108"]


def test_a_page_with_a_nul_is_told_of_its_structure_too() -> None:
    assert codes(page(*ALL[:-1], "Te\0xt"))["FS201"] == 1


def test_a_marker_is_content() -> None:
    marker = "<!-- featurespec: tables -->"
    assert codes(f"{HEAD}# Goals\n\n{marker}\n") == {"FS201": 8}
    assert codes(f"{HEAD}# Goals\n\n<!-- featurespec: ignore-page FS108: why -->\n") == {"FS215": 1}
    rest = page(*(line for line in ALL if "Database" not in line))
    assert codes(f"{rest}\n\n## Database Tables\n\n{marker}\n") == {"FS202": 1}


def test_text_above_the_first_heading_is_content() -> None:
    assert codes(f"{HEAD}Text.\n\n## Database Tables\n")["FS206"] == 1


def test_a_heading_without_text_is_told_as_one() -> None:
    found = findings(page(*ALL) + "## \n")
    assert [(each.code, each.subject) for each in found] == [
        ("FS205", "(no text)"),
        ("FS206", "(no text)"),
    ]


def test_surfaces_without_a_name_in_the_front_matter_are_left_to_the_schema() -> None:
    head = HEAD.replace("owner:", "surfaces: [Web, 7]\nowner:")
    gone = page(*(line for line in ALL if line != "### Web"), head=head)
    assert codes(gone) == {"FS211": 1, "FS212": 2}


@pytest.mark.parametrize(
    ("surfaces", "template", "expected"),
    [
        (DEFAULT_SURFACES, "# {{ title }}\n\n## Goals\n", 0),
        (DEFAULT_SURFACES, None, 1),
        ((), None, 0),
        ((Surface("Kiosk", "kiosk", "What."),), "# {{ title }}\n\n## Goals\n", 1),
    ],
)
def test_surfaces_are_known_where_the_site_says_them(
    surfaces: tuple[Surface, ...], template: str | None, expected: int, tmp_path: Path
) -> None:
    name = None
    if template is not None:
        name = "template.md"
        (tmp_path / name).write_text(template, "utf-8")
    used = load_workspace(Settings(surfaces=surfaces, template=name), tmp_path, Dialect())
    head = HEAD.replace("owner:", "surfaces: [Wbe, 7]\nowner:")
    assert codes(page("## Goals", head=head), used)["FS213"] == expected


def test_surfaces_that_are_neither_a_text_nor_a_list_are_not_looked_at() -> None:
    assert codes(page(*ALL, head=HEAD.replace("owner:", "surfaces: 7\nowner:"))) == {}


def test_a_template_without_sections_asks_for_none(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text("# {{ title }}\n", "utf-8")
    used = load_workspace(Settings(template="template.md"), tmp_path, Dialect())
    assert codes(page("## Anything"), used) == {}


def test_a_heading_to_add_keeps_within_the_six_levels() -> None:
    deep = page(*("#####" + line[1:] for line in ALL if line != "### Tests"))
    (missing,) = [found for found in findings(deep) if found.code == "FS201"]
    assert missing.hint.startswith("add '###### Tests'")


TEXTS = st.sampled_from(
    [s.text for s in TEMPLATE.sections]
    + ["Web & Coach Mobile", "Databse Tables", "Schema", "Jobs", "Overview", "Goals", ""]
)
BODIES = st.sampled_from(["", "Text.", "TBD", "Primary happy path.", "- Domain event."])
LINES = st.lists(st.tuples(st.integers(1, 6), TEXTS, BODIES), max_size=20)
KEYS = st.sampled_from(["", "surfaces: [Web, X]\n", "surfaces: [\n", "template_version: 1\n"])


@settings(max_examples=200, deadline=None)
@given(LINES, KEYS)
def test_any_page_gets_findings_that_stand_on_it(
    lines: list[tuple[int, str, str]], keys: str
) -> None:
    text = HEAD.replace("owner:", f"{keys}owner:")
    text += "".join(f"{'#' * level} {heading}\n\n{body}\n\n" for level, heading, body in lines)
    found = findings(text)
    rows = text.split("\n")
    for each in found:
        assert 1 <= each.span.line <= each.span.end_line <= len(rows)
        assert each.span.end_column <= len(rows[each.span.end_line - 1]) + 1
        assert each.subject
        assert each.message
    if any(each.code == "FS215" for each in found):
        assert len(found) == 1


@given(st.integers(0, len(PARTS) - 1), st.integers(0, len(PARTS) - 1))
def test_a_section_that_moved_is_the_one_that_has_to_move_back(old: int, new: int) -> None:
    parts = list(PARTS)
    parts.insert(new, parts.pop(old))
    found = findings(page(*(line for part in parts for line in part)))
    assert len(found) == (0 if old == new else 1)
    for each in found:
        assert each.code == "FS202"
        text = each.subject
        # Of two neighbours that changed places, either may move.
        assert text in {PARTS[old][0][3:], PARTS[new][0][3:]}
        assert text == PARTS[old][0][3:] or abs(old - new) == 1


@given(st.sets(st.integers(0, len(ALL) - 1)))
def test_what_is_taken_away_is_missing_and_no_more(gone: set[int]) -> None:
    def is_gone(i: int | None) -> bool:
        return i is not None and (i in gone or is_gone(TEMPLATE.sections[i].parent))

    kept = [line for i, line in enumerate(ALL) if not is_gone(i)]
    found = findings(page(*kept))
    assert {each.code for each in found} <= {"FS201"}
    outermost = {i for i in gone if not is_gone(TEMPLATE.sections[i].parent)}
    texts = {TEMPLATE.sections[i].text for i in outermost}
    assert {each.subject.rpartition(" / ")[2] for each in found} == texts
