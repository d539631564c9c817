"""`featurespec coverage`."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status


@click.command
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A list to read, or JSON for tools.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if less than this is documented, of all sources together.",
)
@config_file_option
def coverage(format_: str, fail_under: float | None, config_file: Path | None) -> Status:
    """Tell how much of the application is documented.

    Counts, for each source that the option 'sources' names, the operations, tables and events that
    a feature page names, and lists those that none does. Tells how much the pages of each owner
    document.

    Exits with 0, with 1 if less is documented than --fail-under asks for, and with 2 if the site
    names no sources or its configuration is broken.

    \b
    Examples:
      featurespec coverage
      featurespec coverage --fail-under 90
      featurespec coverage --format json | jq '.sources[].missing[].name'
    """  # noqa: D301  click knows that backslash
    site = take_site(config_file)
    if not site.settings.sources:
        raise click.UsageError("the site names no sources; see the option 'sources'")
    found = site.read().coverage
    from mkdocs_featurespec.catalog.coverage import percent
    from mkdocs_featurespec.report.coverage import write_coverage, write_coverage_as_json

    write = write_coverage_as_json if format_ == "json" else write_coverage
    emit(lambda stream: write(found, stream))
    share = percent(found)
    if fail_under is not None and share < fail_under:
        complain(f"{share:.1f} % is documented, and --fail-under asks for {fail_under:g} %")
        return Status.FINDINGS
    return Status.CLEAN
