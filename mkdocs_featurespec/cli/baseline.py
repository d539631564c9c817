"""Writes a site's baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.summary import plural

if TYPE_CHECKING:
    from mkdocs_featurespec.site.load import OpenSite


def update_baseline_of(opened: OpenSite) -> Status:
    """Write today's findings to the site's baseline, and say what became of it.

    Raises:
        NotWrittenError: when the file cannot be written.
    """
    from mkdocs_featurespec.baseline import baseline_of
    from mkdocs_featurespec.site.baseline_file import write_baseline

    site = opened.read()
    known = opened.workspace.baseline.known
    baseline = baseline_of(site.diagnostics, site.silenced)
    path = opened.base / opened.settings.baseline
    write_baseline(path, baseline)
    added, gone = (
        len(baseline.known.keys() - known.keys()),
        len(known.keys() - baseline.known.keys()),
    )
    said = f"{opened.settings.baseline}: {plural(len(baseline.known), 'known finding')}"
    changes = [f"{added} new"] if added and known else []
    changes += [f"{gone} fixed"] if gone else []
    click.echo(f"{said} ({', '.join(changes)})" if changes else said)
    return Status.CLEAN
