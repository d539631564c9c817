"""`featurespec fix`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.summary import plural
from mkdocs_featurespec.report.terminal import Style, printable

if TYPE_CHECKING:
    from mkdocs_featurespec.site.load import OpenSite
    from mkdocs_featurespec.site.mend import FixedPage
    from mkdocs_featurespec.workspace import Document

_BOLD, _RED, _GREEN, _CYAN = 1, 31, 32, 36
_COLOURS = {"+": _GREEN, "-": _RED, "@": _CYAN}


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATHS]...")
@click.option("--diff", is_flag=True, help="Write nothing, and print what would change.")
@click.option(
    "--upgrade",
    is_flag=True,
    help="Also bring in the sections that the template got since a page was written.",
)
@click.option(
    "--rename-aliases",
    is_flag=True,
    help="Also give headings that go by an alias the name that the template has.",
)
@config_file_option
def fix(
    paths: tuple[Path, ...],
    diff: bool,
    upgrade: bool,
    rename_aliases: bool,
    config_file: Path | None,
) -> Status:
    """Mend what can be mended without asking.

    Adds missing sections at their place, with the template's text; moves sections into the
    template's order; corrects headings, keys and values of front matter that are almost right;
    spells endpoints as the template does. Mends all feature pages, or those at PATHS (files and
    folders).

    No line that somebody wrote is lost, and no other byte changes. What cannot be mended without
    such a loss, or without breaking a link, is left as it is, and said. What comments or options
    silence is left as well.

    Exits with 0, or with 2 if the command was used wrongly, the configuration is broken or a page
    cannot be written. With --diff it exits with 1 if there is something to mend.

    \b
    Examples:
      featurespec fix
      featurespec fix docs/features/messaging.md
      featurespec fix --diff
      featurespec fix --diff | git apply
      featurespec fix --upgrade
    """  # noqa: D301  click knows that backslash
    site = take_site(config_file, use_baseline=False)
    from mkdocs_featurespec.site.mend import fix_pages

    documents = _chosen(site, paths)
    pages = list(fix_pages(site, documents, upgrade=upgrade, rename_aliases=rename_aliases))
    for page in pages:
        for undone in page.fixed.undone:
            complain(f"{page.path}: {undone}")
    changed = [page for page in pages if page.is_changed]
    if diff:
        emit(lambda stream: write_diffs(changed, stream))
        if changed:
            complain(f"{_summary(changed, len(pages))}; nothing was written")
        return Status.FINDINGS if changed else Status.CLEAN
    written = [page for page in changed if write_fixed(page, site)]
    emit(lambda stream: _write_report(written, len(pages), stream, with_diffs=upgrade))
    return Status.CLEAN if len(written) == len(changed) else Status.MISUSED


def _chosen(site: OpenSite, paths: Sequence[Path]) -> list[Document]:
    documents = sorted(site.documents, key=lambda document: document.src_uri)
    if not paths:
        return documents
    from mkdocs_featurespec.site.select import select_pages

    selection = select_pages(paths, site)
    for path in selection.without_pages:
        complain(f"{path}: no feature page, so nothing is mended there")
    return [document for document in documents if document.src_uri in selection.src_uris]


def write_fixed(page: FixedPage, site: OpenSite) -> bool:
    """Write a page, or say why that cannot be done."""
    from mkdocs_featurespec.site.mend import write_page
    from mkdocs_featurespec.site.write import NotWrittenError

    try:
        write_page(page, site)
    except NotWrittenError as error:
        complain(f"{page.path}: not written: {error.reason}")
        return False
    return True


def _write_report(
    pages: Sequence[FixedPage], count: int, stream: TextIO, *, with_diffs: bool
) -> None:
    """Write what was mended, one line each, and a summary."""
    style = Style(stream)
    for page in pages:
        for done in page.fixed.done:
            stream.write(f"{printable(page.path)}: {printable(done)}\n")
    if with_diffs:
        write_diffs(pages, stream)
    stream.write(style(_summary(pages, count), _BOLD, _GREEN) + "\n")


def write_diffs(pages: Sequence[FixedPage], stream: TextIO) -> None:
    """Write what is changed on pages as one unified diff, which `git apply` takes."""
    from mkdocs_featurespec.fix.diff import diff_lines

    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(newline="\n")  # or a system could make other line ends of it
    style = Style(stream)
    for page in pages:
        for line in diff_lines(page.path, *page.both_texts()):
            colour = _COLOURS.get(line[0])
            stream.write(line if colour is None else f"{style(line[:-1], colour)}\n")


def _summary(pages: Sequence[FixedPage], count: int) -> str:
    mends = sum(len(page.fixed.done) for page in pages)
    if not mends:
        return f"Nothing to mend on {plural(count, 'feature page')}"
    return f"{plural(mends, 'mend')} on {len(pages)} of {plural(count, 'feature page')}"
