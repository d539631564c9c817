"""`featurespec catalog`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from mkdocs_featurespec.cli.catalog_diff import diff
from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.summary import plural, summarize

if TYPE_CHECKING:
    from mkdocs_featurespec.site.load import OpenSite
    from mkdocs_featurespec.workspace import Site


@click.group(invoke_without_command=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "mermaid"]),
    default="text",
    show_default=True,
    help="A list to read, JSON for tools, CSV for spreadsheets, or a picture.",
)
@config_file_option
@click.pass_context
def catalog(context: click.Context, format_: str, config_file: Path | None) -> Status:
    """List what the feature pages of a site name.

    Prints every feature, table, endpoint, event and job once, each with all the features that
    name it and the lines where they do. The JSON is that of catalog.json in the built site. The CSV
    has a row for each feature that names an entity. The picture, in Mermaid, shows which features
    depend on which.

    Exits with 0, or with 2 if the command was used wrongly or the configuration is broken; what
    is wrong with the pages is the business of 'featurespec check'.

    \b
    Examples:
      featurespec catalog
      featurespec catalog --format json > catalog.json
      featurespec catalog --format csv > catalog.csv
      featurespec catalog --format json | jq -r '.endpoints[] | .method + " " + .path'
      featurespec catalog diff old.json catalog.json
    """  # noqa: D301  click knows that backslash
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return Status.CLEAN
    opened = take_site(config_file)
    site = opened.read()
    _write(opened, site, format_)
    errors = summarize(site.diagnostics, len(site.pages)).errors
    if errors:
        complain(f"the pages have {plural(errors, 'error')}; see 'featurespec check'")
    return Status.CLEAN


catalog.add_command(diff)


def _refuse_options(context: click.Context) -> None:
    """Say that options that stand before a command are none of that command."""
    for name in context.params:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            command = context.invoked_subcommand
            raise click.UsageError(f"options of '{command}' stand behind its name", context)


def _write(opened: OpenSite, site: Site, format_: str) -> None:
    """Write the catalog of a site in one format."""
    if format_ == "json":
        from mkdocs_featurespec.render.catalog_json import catalog_as_json
        from mkdocs_featurespec.site.index_files import view_of
        from mkdocs_featurespec.site.publication import publication_of

        text = catalog_as_json(view_of(opened, site), publication_of(opened.config))
        emit(lambda stream: stream.write(text))
    elif format_ == "csv":
        from mkdocs_featurespec.report.catalog_csv import write_catalog_as_csv

        emit(lambda stream: write_catalog_as_csv(site.catalog, stream))
    elif format_ == "mermaid":
        _draw(site)
    else:
        from mkdocs_featurespec.report.catalog_text import write_catalog

        emit(lambda stream: write_catalog(site.catalog, stream))


def _draw(site: Site) -> None:
    """Write the picture of a site's features, and say what there was no room for."""
    from mkdocs_featurespec.impact.graph import impact_graph
    from mkdocs_featurespec.render.graphs import site_picture
    from mkdocs_featurespec.render.mermaid import as_mermaid

    picture = site_picture(impact_graph(site.catalog, site.pages).connections)
    emit(lambda stream: stream.write(as_mermaid(picture)))
    if picture.left_out or picture.lines_left_out:
        features, lines = (
            plural(picture.left_out, "feature"),
            plural(picture.lines_left_out, "line"),
        )
        complain(f"the picture shows the most connected, without {features} and {lines}")
