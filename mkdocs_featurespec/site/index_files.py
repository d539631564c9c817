"""The catalog's pages as files of a site whose host runs no plugin: planned, compared, written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from mkdocs_featurespec.diagnostics import Fault
from mkdocs_featurespec.render.catalog_json import catalog_as_json
from mkdocs_featurespec.render.site_files import contents_of, draws_mermaid
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.render.written.mark import has_mark, with_mark
from mkdocs_featurespec.render.written.pages import written_page
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url
from mkdocs_featurespec.site.files import read_text
from mkdocs_featurespec.site.load import OpenSite
from mkdocs_featurespec.site.publication import publication_of
from mkdocs_featurespec.site.write import NotWrittenError, is_inside, replace_text, write_new
from mkdocs_featurespec.workspace import Site


class State(Enum):
    """How a file on the disk stands to what there should be."""

    CURRENT = "up to date"
    MISSING = "missing"
    STALE = "out of date"
    GONE = "left over"
    """Written for a page that there is no more."""
    FOREIGN = "not written by this command"
    """Somebody else's, in the place of a file that there should be."""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the catalog.

    Attributes:
        path: How messages name it: relative to the folder of the configuration.
        file: Where it is.
        state: What is to be done with it.
        text: What it should hold; empty where it should not be.
        found: What it holds.
    """

    path: str
    file: Path
    state: State
    text: str = ""
    found: str = ""


def view_of(opened: OpenSite, site: Site) -> SiteView:
    """Return a site as registers show it, on a host that has no plugin."""
    return SiteView(
        site.pages,
        site.catalog,
        site.diagnostics,
        opened.workspace.template,
        opened.settings,
        draws_mermaid(opened.settings, opened.config.theme),
        lambda code: rule_url(REGISTRY.by_code[code]),
        imported=opened.workspace.imports.sites,
        coverage=site.coverage,
    )


def plan_index(opened: OpenSite, site: Site) -> tuple[IndexFile, ...]:
    """Return every file of the catalog with what is to be done with it. Writes nothing."""
    wanted = _wanted(opened, site)
    docs_dir = opened.config.docs_dir
    files = [_compared(docs_dir, opened, src_uri, text) for src_uri, text in wanted.items()]
    return (*files, *_left_over(opened, wanted))


def carry_out(files: Iterable[IndexFile]) -> Iterator[IndexFile]:
    """Write and remove what was planned, and give each file that changed.

    Raises:
        NotWrittenError: when a file changed meanwhile, or the system refuses.
    """
    for each in files:
        if each.state is State.MISSING:
            write_new(each.file, each.text)
        elif each.state is State.STALE:
            replace_text(each.file, each.found, each.text)
        elif each.state is State.GONE:
            _remove(each.file)
        else:
            continue
        yield each


def differing(files: Iterable[IndexFile]) -> Sequence[IndexFile]:
    """Return the files that are not as they should be."""
    return [each for each in files if each.state is not State.CURRENT]


def _wanted(opened: OpenSite, site: Site) -> dict[str, str]:
    """Return what each file should hold, by its path relative to `docs_dir`."""
    view, publication = view_of(opened, site), publication_of(opened.config)
    folder = opened.settings.catalog_dir
    contents = contents_of(view, folder, catalog_as_json(view, publication))
    return {
        src_uri: written_page(src_uri, text, view, publication, opened.config.dialect)
        if src_uri.endswith(".md")
        else with_mark(src_uri, text)
        for src_uri, text in contents.items()
    }


def _compared(docs_dir: Path, opened: OpenSite, src_uri: str, text: str) -> IndexFile:
    file, path = docs_dir / src_uri, opened.path_of(src_uri)
    if not is_inside(file, docs_dir):
        return IndexFile(path, file, State.FOREIGN)
    if not file.exists() and not file.is_symlink():
        return IndexFile(path, file, State.MISSING, text)
    found = read_text(file)
    if isinstance(found, Fault) or not has_mark(src_uri, found):
        return IndexFile(path, file, State.FOREIGN)
    same = found.replace("\r\n", "\n") == text  # git may write other line ends
    return IndexFile(path, file, State.CURRENT if same else State.STALE, text, found)


def _left_over(opened: OpenSite, wanted: Mapping[str, str]) -> Iterator[IndexFile]:
    """Give the pages in the catalog's folder that were written once and are no part of it now."""
    folder = opened.config.docs_dir / opened.settings.catalog_dir
    for file in sorted(folder.glob("*.md")):
        src_uri = f"{opened.settings.catalog_dir}/{file.name}"
        if src_uri in wanted or not is_inside(file, opened.config.docs_dir):
            continue
        found = read_text(file)
        if isinstance(found, str) and has_mark(src_uri, found):
            yield IndexFile(opened.path_of(src_uri), file, State.GONE, found=found)


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        reason = f"cannot be removed: {error.strerror or error}"
        raise NotWrittenError(file, reason) from error
