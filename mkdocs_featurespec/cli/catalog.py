"""`featurespec catalog`."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.summary import plural, summarize


@click.command
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A list to read, or JSON for tools.",
)
@config_file_option
def catalog(format_: str, config_file: Path | None) -> Status:
    """List what the feature pages of a site name.

    Prints every feature, table, endpoint, event and job once, each with all the features that
    name it and the lines where they do. The JSON is that of catalog.json in the built site.

    Exits with 0, or with 2 if the command was used wrongly or the configuration is broken; what
    is wrong with the pages is the business of 'featurespec check'.

    \b
    Examples:
      featurespec catalog
      featurespec catalog --format json > catalog.json
      featurespec catalog --format json | jq -r '.endpoints[] | .method + " " + .path'
    """  # noqa: D301  click knows that backslash
    site = take_site(config_file).read()
    if format_ == "json":
        from mkdocs_featurespec.render.catalog_json import catalog_as_json

        emit(lambda stream: stream.write(catalog_as_json(site.catalog)))
    else:
        from mkdocs_featurespec.report.catalog_text import write_catalog

        emit(lambda stream: write_catalog(site.catalog, stream))
    errors = summarize(site.diagnostics, len(site.pages)).errors
    if errors:
        complain(f"the pages have {plural(errors, 'error')}; see 'featurespec check'")
    return Status.CLEAN
