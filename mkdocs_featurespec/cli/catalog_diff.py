"""`featurespec catalog diff`."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.status import Status


@click.command
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "text", "json"]),
    default="markdown",
    show_default=True,
    help="Markdown for a comment, text to read, JSON for tools.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there is a difference.")
def diff(old: Path, new: Path, format_: str, exit_code: bool) -> Status:
    """Tell what differs between two catalogs.

    OLD and NEW are files that 'featurespec catalog --format json' or a build wrote. Tells, by
    feature, which features and entities came, which are gone, and what is said otherwise. Where
    things stand on their pages does not count.

    Exits with 0, with 1 if there is a difference and --exit-code is given, or with 2 if the command
    was used wrongly or a file is no catalog.

    \b
    Examples:
      featurespec catalog diff old.json new.json > comment.md
      featurespec catalog diff old.json new.json --format text --exit-code
    """  # noqa: D301  click knows that backslash
    from mkdocs_featurespec.impact.stored import compare_stored_catalogs
    from mkdocs_featurespec.report import catalog_diff
    from mkdocs_featurespec.workspace.catalog_file import read_catalog_file

    write = {
        "markdown": catalog_diff.write_diff_as_markdown,
        "text": catalog_diff.write_diff,
        "json": catalog_diff.write_diff_as_json,
    }[format_]
    changes = compare_stored_catalogs(read_catalog_file(old), read_catalog_file(new))
    emit(lambda stream: write(changes, stream))
    return Status.FINDINGS if exit_code and changes else Status.CLEAN
