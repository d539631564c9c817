"""`featurespec check`."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.site import config_file_option, read_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report import REPORTERS
from mkdocs_featurespec.report.summary import summarize


@click.command
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(REPORTERS)),
    default="text",
    show_default=True,
    help="Lines for people and editors, or JSON for tools.",
)
@config_file_option
def check(format_: str, config_file: Path | None) -> Status:
    """Check every feature page of a site.

    Finds front matter that MkDocs would not read as it was meant, and front matter that breaks the
    schema. Each finding is one line with its place, path:line:column, its severity and the code
    of its rule; paths are relative to the folder of the configuration file.

    Exits with 0 if there is nothing to mend, 1 if there are errors or warnings, and 2 if the
    command was used wrongly or the configuration is broken.

    \b
    Examples:
      featurespec check
      featurespec check -f website/mkdocs.yml
      featurespec check --format json | jq '.diagnostics[].path'
    """  # noqa: D301  click knows that backslash
    site = read_site(config_file)
    pages = len(site.pages)
    emit(lambda stream: REPORTERS[format_](site.diagnostics, pages, stream))
    clean = summarize(site.diagnostics, pages).is_clean
    return Status.CLEAN if clean else Status.FINDINGS
