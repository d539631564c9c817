"""`featurespec sync`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.fix import write_diffs, write_fixed
from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.summary import plural
from mkdocs_featurespec.report.terminal import printable

if TYPE_CHECKING:
    from mkdocs_featurespec.site.load import OpenSite

_MOST_NAMED = 5


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATHS]...")
@click.option("--diff", is_flag=True, help="Write nothing, and print what would change.")
@config_file_option
def sync(paths: tuple[Path, ...], diff: bool, config_file: Path | None) -> Status:
    """Add to pages what none of them documents yet.

    Takes the operations and tables of the files that the option 'sources' names, and adds a row
    for each that no page names: to the page of the feature that its tag names, or that documents
    what is around it, in the form in which the page lists the others. What may belong to several
    pages is left to you, and told. Adds to all feature pages, or to those at PATHS (files and
    folders).

    Only adds rows: nothing that somebody wrote is changed or removed. Say there what they are for.

    Exits with 0, or with 2 if the command was used wrongly, the configuration is broken or a page
    cannot be written. With --diff it exits with 1 if there is something to add.

    \b
    Examples:
      featurespec sync --diff
      featurespec sync docs/features/messaging.md
    """  # noqa: D301  click knows that backslash
    site = take_site(config_file, use_baseline=False)
    if not site.settings.sources:
        raise click.UsageError("the site names no sources; see the option 'sources'")
    from mkdocs_featurespec.site.sync import sync_pages

    found = sync_pages(site, _chosen(site, paths))
    for page in found.pages:
        for undone in page.fixed.undone:
            complain(f"{page.path}: {undone}")
    if found.unclear and not paths:
        complain(f"it is not clear which page documents {_listed(found.unclear)}")
    changed = [page for page in found.pages if page.is_changed]
    if diff:
        emit(lambda stream: write_diffs(changed, stream))
        return Status.FINDINGS if changed else Status.CLEAN
    written = [page for page in changed if write_fixed(page, site)]
    lines = [f"{page.path}: {done}" for page in written for done in page.fixed.done]
    added = f"{plural(len(lines), 'row')} added to {plural(len(written), 'feature page')}"
    lines.append(added if lines else "Nothing to add")
    emit(lambda stream: stream.write("".join(f"{printable(line)}\n" for line in lines)))
    return Status.CLEAN if len(written) == len(changed) else Status.MISUSED


def _chosen(site: OpenSite, paths: Sequence[Path]) -> frozenset[str]:
    if not paths:
        return frozenset(document.src_uri for document in site.documents)
    from mkdocs_featurespec.site.select import select_pages

    selection = select_pages(paths, site)
    for path in selection.without_pages:
        complain(f"{path}: no feature page, so nothing is added there")
    return selection.src_uris


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{name}"' for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
