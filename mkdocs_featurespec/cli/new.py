"""`featurespec new`."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.model import Role

if TYPE_CHECKING:
    from mkdocs_featurespec.create.page import Feature
    from mkdocs_featurespec.site.start import StartedPage
    from mkdocs_featurespec.sources.values import Operation, TableSource

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_NAMED = 10


@click.command
@click.argument("title")
@click.option("--owner", default="", metavar="OWNER", help="The team or person who answers for it.")
@click.option(
    "--surface",
    "surfaces",
    multiple=True,
    metavar="NAME",
    help="A surface that it is on. May be repeated. [default: all, and none in front matter]",
)
@click.option("--status", default="", metavar="STATUS", help="How far it is. [default: draft]")
@click.option(
    "--path",
    "path",
    default="",
    metavar="PATH",
    help="The page, relative to docs_dir. [default: by the title, where feature pages are]",
)
@click.option(
    "--from-openapi",
    "openapi",
    type=_FILE,
    help="Fill in the endpoints from an OpenAPI 3 or Swagger 2.0 file.",
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only those. May be repeated.")
@click.option(
    "--from-sql",
    "sql",
    type=_FILE,
    help="Fill in the tables from CREATE TABLE statements or a dump.",
)
@click.option(
    "--table",
    "globs",
    multiple=True,
    metavar="GLOB",
    help="Only tables of such a name. May be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Print the page, and write nothing.")
@config_file_option
def new(
    title: str,
    owner: str,
    surfaces: tuple[str, ...],
    status: str,
    path: str,
    openapi: Path | None,
    tags: tuple[str, ...],
    sql: Path | None,
    globs: tuple[str, ...],
    dry_run: bool,
    config_file: Path | None,
) -> Status:
    """Start the page of a feature.

    Writes a page named by TITLE where the site has its feature pages: with front matter, and with
    the sections of the template to be filled. Prints its path, and says what to do next. Never
    overwrites a file that holds anything, and never writes outside of docs_dir.

    Endpoints and tables that exist already need not be typed: they are taken from the files that
    define them, in the form that the template shows.

    Exits with 0 if the page was written, and with 2 if it was not.

    \b
    Examples:
      featurespec new "Weekly goals" --owner team-goals
      featurespec new "Weekly goals" --surface Web --surface Kiosk
      featurespec new "Orders" --from-openapi openapi.yaml --tag orders
      featurespec new "Orders" --from-sql schema.sql --table "order*" --dry-run
    """  # noqa: D301  click knows that backslash
    _check_usage(openapi, tags, sql, globs)
    wanted = [_one_line(text, name) for name, text in (("TITLE", title), ("--owner", owner))]
    site = take_site(config_file, may_be_empty=True)
    # Only now, so that a slip is told at once.
    from mkdocs_featurespec.create.page import Feature
    from mkdocs_featurespec.site.start import start_page, surfaces_named
    from mkdocs_featurespec.site.write import write_page

    feature = Feature(
        title=wanted[0],
        owner=wanted[1],
        status=status.strip(),
        surfaces=surfaces_named(surfaces, site.settings),
        operations=_operations(openapi, tags),
        tables=_tables(sql, globs),
        today=date.today().isoformat(),
    )
    started = start_page(feature, site, path=path)
    shown = os.path.relpath(started.file)
    if not dry_run:
        write_page(started.file, started.new.text)
    emit(lambda stream: stream.write(started.new.text if dry_run else f"{shown}\n"))
    for line in _remarks(started, feature):
        complain(line)
    if dry_run:
        complain(f"this would be {shown}")
    else:
        complain(_next_step(started, feature, shown, config_file))
    return Status.CLEAN


def _check_usage(
    openapi: Path | None, tags: Sequence[str], sql: Path | None, globs: Sequence[str]
) -> None:
    if tags and openapi is None:
        raise click.UsageError("--tag chooses from the file of --from-openapi, which is missing.")
    if globs and sql is None:
        raise click.UsageError("--table chooses from the file of --from-sql, which is missing.")


def _one_line(text: str, name: str) -> str:
    """Return a text without odd white space; refuse what cannot stand in a line."""
    text = " ".join(text.split())
    if not text.isprintable():
        raise click.UsageError(f"{name} has a character that cannot be printed.")
    if not text and name == "TITLE":
        raise click.UsageError("TITLE is empty.")
    return text


def _operations(path: Path | None, tags: Sequence[str]) -> Sequence[Operation] | None:
    if path is None:
        return None
    from mkdocs_featurespec.create.choose import choose_operations
    from mkdocs_featurespec.site.source_files import read_operations

    return choose_operations(read_operations(path), tags, str(path))


def _tables(path: Path | None, globs: Sequence[str]) -> Sequence[TableSource] | None:
    if path is None:
        return None
    from mkdocs_featurespec.create.choose import choose_tables
    from mkdocs_featurespec.site.source_files import read_tables

    found = read_tables(path)
    for problem in found.problems:
        complain(f"{path}:{problem.line}: {problem.message}")
    return choose_tables(found.tables, globs, str(path))


def _remarks(started: StartedPage, feature: Feature) -> Iterator[str]:
    """Give what a person should know of the new page, besides what is still to be written."""
    new = started.new
    if new.left_out:
        names = ", ".join(new.left_out[:_MOST_NAMED])
        others = len(new.left_out) - _MOST_NAMED
        more = f" and {others} more" if others > 0 else ""
        yield f"left out, since no page can be read as naming it: {names}{more}"
    said = {"owner": feature.owner, "status": feature.status, "surfaces": feature.surfaces}
    for key in new.dropped:
        if said.get(key):
            yield f"left out, since the schema does not allow it: {key}"
    if new.open_keys:
        yield f"fill in, since the schema asks for it: {', '.join(new.open_keys)}"
    keys = (started.page.front_matter.key_span(key) for key in new.open_keys)
    told = {span.line for span in keys if span}
    found = [finding for finding in started.findings if finding.span.line not in told]
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield f"'featurespec check' finds {found[0].code} ({found[0].message}){more}"


def _next_step(started: StartedPage, feature: Feature, shown: str, config_file: Path | None) -> str:
    filled = {Role.ENDPOINTS: feature.operations, Role.TABLES: feature.tables}
    headings = (s.heading for s in started.page.sections if not (s.role and filled.get(s.role)))
    first = next((heading.text for heading in headings if heading.level > 1), "")
    write = f"write '{first}'" if first else "write it"
    config = ["-f", str(config_file)] if config_file else []
    check = shlex.join(["featurespec", "check", *config, shown])
    serve = shlex.join(["mkdocs", "serve", *config])
    return f"next: {write}; see it with '{serve}'; check it with '{check}'"
