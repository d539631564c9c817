"""What `fix` makes of a page: golden cases, and the parts that cannot be seen in them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from mkdocs_featurespec.fix import Fixed, Guide, fix_page
from mkdocs_featurespec.fix.edits import Edit, Mend, apply_edits, overlap
from mkdocs_featurespec.fix.lines import Lines
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.slips import the_one_meant
from mkdocs_featurespec.fix.steps import Step
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.settings import parse_settings
from mkdocs_featurespec.workspace import load_workspace

from .golden import compare

CASES = sorted((Path(__file__).parent / "cases" / "fix").iterdir())


def make_guide(folder: Path, options: Mapping[str, object]) -> Guide:
    """Return what pages of a folder are mended by; some options are those of the command."""
    own = {key: value for key, value in options.items() if key not in ("command", "linked")}
    if (folder / "template.md").is_file():
        own["template"] = "template.md"
    if (folder / "schema.yml").is_file():
        own["schema"] = "schema.yml"
    workspace = load_workspace(parse_settings(own), folder, Dialect())
    command = str(options.get("command", ""))
    return Guide(
        workspace.template,
        workspace.template_source,
        workspace.settings.surfaces,
        workspace.schema,
        workspace.dialect,
        workspace.read_page,
        today="2026-11-02",
        rename_aliases="--rename-aliases" in command,
        upgrade="--upgrade" in command,
    )


def read_options(folder: Path) -> dict[str, object]:
    path = folder / "options.yml"
    data = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path) -> None:
    """Mend `page.md`, with the options in `options.yml`.

    Besides those of the plugin there are `command`, with options of the command, and `linked`,
    with the ids on the page that other pages link to. What a writer is told is in `told.txt`.
    """
    options = read_options(case)
    guide = make_guide(case, options)
    linked = options.get("linked", [])
    assert isinstance(linked, list)
    text = (case / "page.md").read_bytes().decode()
    fixed = fix_page(text, "page.md", guide, frozenset(linked))
    compare([*fixed.done, *(f"- {undone}" for undone in fixed.undone)], case / "told.txt")
    expected = case / "expected.md"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_bytes(fixed.text.encode())
    assert fixed.text == expected.read_bytes().decode()

    again = fix_page(fixed.text, "page.md", guide, frozenset(linked))
    assert (again.text, again.done, again.undone) == (fixed.text, (), fixed.undone)


# The net under everything.


PAGE = """\
---
title: Orders
status: draft
owner: me
---
# Orders

## API Endpoints

- `GET /orders`
- `GET /parcels`

## Tests

- One.
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    return make_guide(tmp_path, {})


def mend(page: str, old: str, new: str, verb: str = "write") -> Mend:
    start = page.index(old)
    return Mend(verb, f'"{old}" as "{new}"', (Edit(start, start + len(old), new),))


def once(text: str, *mends: Mend) -> Step:
    """Return a step that finds something on one page only."""
    return lambda reading, _: mends if reading.text == text else ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("- One.\n", "", "a line would be lost"),
        ("- One.\n", "- One.\n- Two.\n", "the text around it would be read differently"),
        ("## Tests", "Tests", "the text around it would be read differently"),
        ("## Tests", "### Tests", "the text around it would be read differently"),
        ("title: Orders", "title: a: b", "the page would say something else"),
        ("owner: me", "status: me", "the page would say something else"),
        ("/parcels", "/packets", "the page would say something else"),
        ("- `GET /parcels`", "* * *", "the page would say something else"),
    ],
)
def test_what_would_lose_something_is_not_done(
    guide: Guide, old: str, new: str, reason: str
) -> None:
    wrong = mend(PAGE, old, new)
    found = fix_page(PAGE, "page.md", guide, kinds=[once(PAGE, wrong)])
    assert found == Fixed(PAGE, undone=(wrong.undone(reason),))


def test_what_stands_above_the_first_heading_stays_as_it_is(guide: Guide) -> None:
    page = PAGE.replace("# Orders\n", "Text.\n\n# Orders\n")
    wrong = mend(page, "Text.\n", "Text.\n\nMore.\n")
    found = fix_page(page, "page.md", guide, kinds=[once(page, wrong)])
    assert found.undone == (wrong.undone("the text around it would be read differently"),)


def test_a_mend_makes_no_new_finding(guide: Guide) -> None:
    wrong = Mend("add", "a twin", (Edit(len(PAGE), len(PAGE), "\n## Testing\n\n- Two.\n"),))
    (undone,) = fix_page(PAGE, "page.md", guide, kinds=[once(PAGE, wrong)]).undone
    assert undone.startswith("did not add a twin: then the template has no section 'Testing'")


def test_a_section_has_to_be_found_where_it_is_put(guide: Guide) -> None:
    page = PAGE.replace("## Tests", "## Tsts")
    wrong = replace(mend(page, "GET /p", "get /p"), section=0)
    found = fix_page(page, "page.md", guide, kinds=[once(page, wrong)])
    assert found.undone == (wrong.undone("it would not be found there"),)


def test_of_several_mends_the_harmless_are_made(guide: Guide) -> None:
    wrong, right = mend(PAGE, "- One.\n", ""), mend(PAGE, "- `GET /p", "- get `/p")
    found = fix_page(PAGE, "page.md", guide, kinds=[once(PAGE, wrong, right)])
    assert found.text == PAGE.replace("- `GET /p", "- get `/p")
    assert found.done == (right.done,)


def test_of_two_that_want_the_same_text_the_first_is_made(guide: Guide) -> None:
    first, second = mend(PAGE, "GET /p", "get /p"), mend(PAGE, "`GET /pa", "`Get /pa")
    found = fix_page(PAGE, "page.md", guide, kinds=[once(PAGE, first, second)])
    assert found.text == PAGE.replace("GET /p", "get /p")


def test_mends_without_end_are_given_up(guide: Guide) -> None:
    def turn(reading: Reading, _: Guide) -> list[Mend]:
        method = "get" if "`GET /o" in reading.text else "GET"
        other = "GET" if method == "get" else "get"
        return [mend(reading.text, f"`{other} /o", f"`{method} /o")]

    found = fix_page(PAGE, "page.md", guide, kinds=[turn])
    why = "left alone: one mend asks for the next, without end"
    assert found == Fixed(PAGE, undone=(why,))


def test_edits_are_made_at_once_and_in_order() -> None:
    edits = [Edit(3, 3, "b"), Edit(0, 1, "X"), Edit(3, 3, "c"), Edit(4, 6, "")]
    assert apply_edits("a23456", edits) == "X23bc4"
    assert not overlap(edits)


@pytest.mark.parametrize("edits", [[(0, 2), (1, 3)], [(5, 7)], [(3, 2)], [(-1, 2)]])
def test_edits_that_cannot_be_made_are_a_mistake(edits: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("123456", [Edit(start, end, "") for start, end in edits])


@pytest.mark.parametrize(
    ("word", "allowed", "meant"),
    [
        ("aproved", ["approved", "draft"], "approved"),
        ("Approved", ["approved", "approves"], "approved"),
        ("in_review", ["in-review"], "in-review"),
        ("in reveiw", ["in-review"], "in-review"),
        ("drafft", ["draft"], "draft"),
        ("drxft", ["draft"], "draft"),
        ("drfat", ["draft"], "draft"),
        ("dratf", ["draft"], "draft"),
        ("draf", ["draft"], "draft"),
        ("daf", ["draft"], None),
        ("dxfat", ["draft"], None),
        ("drfta", ["draft"], None),
        ("web", ["wev"], None),
        ("", ["draft"], None),
        ("large", ["largo", "larga"], None),
        ("draft", [], None),
    ],
)
def test_which_word_is_meant(word: str, allowed: list[str], meant: str | None) -> None:
    assert the_one_meant(word, allowed) == meant


def test_lines_are_those_of_the_reader() -> None:
    lines = Lines("\ufeffa\r\nb\x0c\u2028\rc\n\nd")
    assert list(lines) == ["a", "b\x0c\u2028", "c", "", "d"]
    assert list(lines) == Source(lines.text, "").lines
    assert [lines.line_end(i) for i in range(1, 6)] == ["\r\n", "\r", "\n", "\n", "\n"]
    assert [lines.line_at(lines.start(i)) for i in range(1, 6)] == [1, 2, 3, 4, 5]
    assert [lines.line_at(lines.end(i)) for i in range(1, 6)] == [1, 2, 3, 4, 5]
    assert lines.line_at(0) == 1
    assert Lines("").newline == "\n"
    assert Lines("a\rb\rc\n").newline == "\r"


@pytest.mark.parametrize(
    ("old", "new"), [("- One.\n\n", ""), ("- `GET /parcels`\n", ""), ("owner: me", "a: b: c")]
)
def test_the_page_as_a_whole_is_held_against_what_it_was(
    guide: Guide, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_featurespec.fix.page.objection", lambda *_: "")
    page = PAGE.replace("- One.\n", "- One.\n\n- Two.\n")
    found = fix_page(page, "page.md", guide, kinds=[once(page, mend(page, old, new))])
    why = "left alone: mending it would lose something that stands there"
    assert found == Fixed(page, undone=(why,))
