"""What a preview shows after an edit is what a build that starts from nothing shows."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import markdown
import pytest

from mkdocs_featurespec.catalog import Catalog
from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.kept import FRESH, Fresh, Kept
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.render.catalog_json import Publication, catalog_as_json
from mkdocs_featurespec.render.feature_pages import finish_page
from mkdocs_featurespec.render.index_pages import index_pages
from mkdocs_featurespec.render.markers import Filled, fill_markers
from mkdocs_featurespec.render.registers import MARKERS
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.workspace import Document, Workspace, load_workspace

NAMES = ("ash", "birch", "cedar", "fir", "oak")
TITLES = ("Ash", "Birch", "The oak", "Elm", "Ash & elm")
TABLES = ("trees", "Trees", "leaves", "tree_rings", "get-a", "roots")
PATHS = ("GET /a", "GET /trees/{id}", "GET /trees/{tree}", "POST /a/{id}/b", "DELETE /leaves")
EVENTS = ("tree.felled", "tree.*", "leaf.fell", "tree_felled", "trees")
OWNERS = ("", "Owned here", *(f"Owned by [it]({name}.md)" for name in NAMES), "Owned by The oak")
PROSE = (
    "It is about trees.",
    "See [that](oak.md) and [this](fir.md#database-tables).",
    "<!-- featurespec: impact -->",
    "<!-- featurespec: tables owner=team-b -->",
    "<!-- featurespec: ignore FS401: both serve it -->",
    "## Related features",
    "",
)
SETTINGS = Settings(findings_page=True)


def url_of(src_uri: str) -> str:
    return "../" + src_uri.removesuffix(".md") + "/"


def random_page(chance: random.Random) -> str:
    """Return a page that names some of what others name, well or not."""
    pick = chance.choice
    names = chance.sample(NAMES, chance.randrange(3)) if chance.random() < 0.3 else []
    if chance.random() < 0.05:
        return pick(("", "---\ntitle: Ash\n---\n", "---\ntitle: [\n---\n# A\n"))
    lines = [
        "---",
        f"title: {pick(TITLES)}",
        f"status: {pick(('draft', 'approved', 'shiped'))}",
        f"owner: {pick(('team-a', 'team-b'))}",
        f"surfaces: [{pick(('Web', 'Coach Mobile, Web', 'Wall'))}]",
        *([f"depends_on: [{', '.join(names)}]"] if names else []),
        "---",
        f"# {pick(TITLES)}",
        "",
        *chance.sample(PROSE, chance.randrange(3)),
        "",
        "## Database Tables",
        "",
        "| Table | Purpose | Notes |",
        "|---|---|---|",
    ]
    for table in chance.sample(TABLES, chance.randrange(4)):
        lines.append(f"| `{table}` | {pick(('', 'Holds it.'))} | {pick(OWNERS)} |")
    lines += ["", "## API Endpoints", ""]
    for path in chance.sample(PATHS, chance.randrange(3)):
        lines.append(f"- `{path}` {pick(('who may', ''))}. {pick(OWNERS)}")
    lines += ["", "## Events & Background Jobs", ""]
    for side in chance.sample(("Published", "Consumed", "Jobs"), chance.randrange(4)):
        lines += [f"### {side}", "", f"- `{pick(EVENTS)}` - {pick(('now', 'then'))}", ""]
    for heading in ("Permissions", "Tests", "Open Decisions"):
        said = ("A coach may fell.", "Foresters may plant.", "[x] The unit test.", "{Write it.}")
        lines += [f"## {heading}", "", *(f"- {pick(said)}" for _ in range(chance.randrange(3))), ""]
    return "\n".join(lines)


def random_edit(pages: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    """Return pages after somebody edited one of them, or none."""
    edited = dict(pages)
    name = chance.choice(NAMES)
    text = edited.get(name)
    kind = chance.choice(("new", "new", "gone", "title", "prose", "row", "nothing"))
    if kind == "gone":
        edited.pop(name, None)
    elif kind == "new" or text is None:
        edited[name] = random_page(chance)
    elif kind == "title":
        edited[name] = text.replace("title: ", "title: A ", 1)
    elif kind == "prose":
        edited[name] = text.replace("\n\n", f"\n\n{chance.choice(PROSE)}\n\n", 1)
    elif kind == "row":
        edited[name] = text.replace("|---|---|---|\n", "|---|---|---|\n| bark | It. | |\n", 1)
    return edited


@dataclass(frozen=True)
class Shown:
    """All that a build gives to its reader."""

    diagnostics: tuple[Diagnostic, ...]
    catalog: Catalog
    made: Mapping[str, str]
    filled: Mapping[str, Filled]


def build(pages: Mapping[str, str], workspace: Workspace, kept: Fresh) -> Shown:
    """Return what a build of pages shows.

    Args:
        pages: The feature pages, by the names of their files.
        workspace: Reads them.
        kept: Makes what is shown.
    """
    documents = [
        Document(f"features/{name}.md", f"docs/features/{name}.md", text)
        for name, text in pages.items()
    ]
    site = workspace.read_site(documents)
    view = SiteView(
        site.pages, site.catalog, site.diagnostics, workspace.template, SETTINGS, True, kept=kept
    )
    made = {f"catalog/{name}": text for name, text in index_pages(view).items()}
    mixed = "".join(f"<!-- featurespec: {name} -->\n" for name in MARKERS)
    others = {**made, "index.md": f'{mixed}<!-- featurespec: tables feature="Ash" -->\n{mixed}'}
    filled = {u: fill_markers(html, view, u, url_of, {"trees", "x"}) for u, html in others.items()}
    for src_uri in site.pages:
        renderer = markdown.Markdown(extensions=["toc", "tables", "fenced_code"])
        html = renderer.convert(pages[src_uri.split("/")[1].removesuffix(".md")])
        filled[src_uri] = finish_page(html, view, src_uri, url_of, frozenset({"related-features"}))
    made["catalog.json"] = catalog_as_json(view, Publication("Trees", "", url_of))
    return Shown(site.diagnostics, site.catalog, made, filled)


def opened(kept: Fresh) -> Workspace:
    return load_workspace(SETTINGS, Path(), Dialect(), kept=kept)


SERVED = "\n## API Endpoints\n\n- `GET /a/b`\n"
ALIKE = SERVED.replace("/a/b", "/a-b")
HEARD = "\n## Events & Background Jobs\n\n### Consumed\n\n- `rain.fell` - grows\n"


def page(title: str, *tables: str, matter: str = "") -> str:
    rows = "\n".join(f"- `{table}`: it" for table in tables)
    return f"---\ntitle: {title}\n{matter}---\n# {title}\n\n## Database Tables\n\n{rows}\n"


@pytest.mark.parametrize(
    ("ash", "before", "after", "shows"),
    [
        (page("Ash", matter="depends_on: [oak]\n"), page("Oak"), page("Elm"), ">Elm</a>"),
        (page("Ash"), page("Oak"), page("Oak", matter="depends_on: [ash]\n"), ">Oak</a>"),
        (page("Ash", "a"), page("Oak"), page("Oak", "a"), "2 features name this table"),
        (page("Ash", "a"), page("Oak", "a"), page("Oak"), "1 feature names this table"),
        (page("Ash") + SERVED, page("Oak"), page("Oak") + ALIKE, "/endpoints/#get-a-b_1"),
        (page("Ash") + HEARD, page("Oak"), page("Oak") + HEARD, "2 features name this event"),
    ],
    ids=["its title", "its dependency", "its table", "no table", "its row's id", "its ears"],
)
def test_a_page_shows_what_another_one_says_now(
    ash: str, before: str, after: str, shows: str
) -> None:
    kept = Kept()
    workspace = opened(kept)
    shown = [
        build({"ash": ash, "oak": oak}, workspace, kept).filled["features/ash.md"].html
        for oak in (before, after)
    ]
    assert [shows in html for html in shown] == [False, True]


@pytest.mark.parametrize("seed", range(4))
def test_after_each_edit_all_is_as_if_made_anew(seed: int) -> None:
    chance = random.Random(seed)
    kept = Kept()
    workspace = opened(kept)
    pages = {name: random_page(chance) for name in NAMES}
    for step in range(15):
        pages = random_edit(pages, chance)
        shown, fresh = build(pages, workspace, kept), build(pages, opened(FRESH), FRESH)
        where = f"seed {seed}, edit {step}"
        assert shown.diagnostics == fresh.diagnostics, where
        assert shown.catalog == fresh.catalog, where
        assert shown.made == fresh.made, where
        for src_uri, filled in fresh.filled.items():
            assert shown.filled[src_uri] == filled, f"{where}: {src_uri}"
