"""`featurespec index`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.summary import plural, summarize

if TYPE_CHECKING:
    from mkdocs_featurespec.site.index_files import IndexFile


@click.command
@click.option("--write", is_flag=True, help="Write the files, and remove what is left over.")
@click.option("--check", is_flag=True, help="Exit with 1 if something is not up to date.")
@config_file_option
def index(write: bool, check: bool, config_file: Path | None) -> Status:
    """Keep the catalog as pages, for hosts without plugins.

    Where MkDocs or ProperDocs builds the site, the plugin makes these pages itself. Zensical runs
    no plugin, and shows what is on the disk: the pages of the catalog with finished tables,
    catalog.json, and the style and the script that they use. Without an option, lists the files
    and what would be done with each.

    Writes only what changed, and never a file that it did not make: those bear a mark.

    Where Zensical builds the site, it also tells what else pages would lack: the style and the
    script, if the configuration does not name them, and what markers stand for.

    Exits with 0; with 1 if, after writing or with --check, a file is not as it should be, or with
    --check pages would lack something; or with 2 if the command was used wrongly, the configuration
    is broken or a file cannot be written.

    \b
    Examples:
      featurespec index
      featurespec index --write && zensical build
      featurespec index --check
    """  # noqa: D301  click knows that backslash
    if write and check:
        raise click.UsageError("--write and --check exclude each other")
    from mkdocs_featurespec.cli.bare_host import tell_losses
    from mkdocs_featurespec.site.index_files import State, carry_out, differing, plan_index

    opened = take_site(config_file)
    site = opened.read()
    files = plan_index(opened, site)
    if write:
        for each in carry_out(files):
            click.echo(f"{'removed' if each.state is State.GONE else 'written'}  {each.path}")
        left: Sequence[IndexFile] = [each for each in files if each.state is State.FOREIGN]
    else:
        left = differing(files)
        _list(left if check else files)
    _tell(left, len(files), written=write)
    lost = tell_losses(opened)
    errors = summarize(site.diagnostics, len(site.pages)).errors
    if errors:
        complain(f"the pages have {plural(errors, 'error')}; see 'featurespec check'")
    failing = left if write else left or lost
    return Status.FINDINGS if failing and (write or check) else Status.CLEAN


def _list(files: Sequence[IndexFile]) -> None:
    emit(lambda stream: stream.writelines(f"{each.path}: {each.state.value}\n" for each in files))


def _tell(left: Sequence[IndexFile], count: int, *, written: bool) -> None:
    """Say what is wrong with files, and what to do."""
    from mkdocs_featurespec.site.index_files import State

    foreign = [each for each in left if each.state is State.FOREIGN]
    if not left:
        complain(f"{plural(count, 'file')} of the catalog up to date")
    elif not written and len(left) > len(foreign):
        verb = "is" if len(left) == 1 else "are"
        complain(
            f"{plural(len(left), 'file')} of the catalog {verb} not up to date; "
            "'featurespec index --write' writes them"
        )
    for each in foreign:
        complain(
            f"{each.path}: not written by this command, so left as it is; move it, "
            "or leave its page out with the option 'pages'"
        )
