"""`featurespec watch`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.rule_choice import RuleChoice, rule_choice, rule_options
from mkdocs_featurespec.cli.site import config_file_option, lines_by_path, notes_on
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.now import Now, write_now
from mkdocs_featurespec.report.report import Report

if TYPE_CHECKING:
    from mkdocs_featurespec.site.follow import FollowedSite, Reading


@click.command
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "concise"]),
    default="text",
    show_default=True,
    help="Each finding with its line and advice, or one line for each.",
)
@rule_options
@click.option(
    "--poll",
    is_flag=True,
    help="Look once a second, where the system reports no changes, as on network drives.",
)
@config_file_option
def watch(
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    poll: bool,
    config_file: Path | None,
) -> Status:
    """Check feature pages after every change, until Ctrl-C.

    Shows what is wrong now and nothing else, with a last line that counts the findings. Follows the
    pages, the template, the schema, the baseline and mkdocs.yml. While one of these is broken, that
    is shown, and pages are judged by the last good state.

    Exits with 0 when it is stopped, and with 2 if it was used wrongly or there is no configuration.

    \b
    Examples:
      featurespec watch
      featurespec watch --format concise --select FS1,missing-section
      featurespec watch --poll
    """  # noqa: D301  click knows that backslash
    choice = rule_choice(select, ignore)
    try:
        from mkdocs_featurespec.site.config import find_config_file
        from mkdocs_featurespec.site.follow import FollowedSite

        site = FollowedSite(find_config_file(config_file))
        _watch(site, choice, format_, polls=poll)
    except KeyboardInterrupt:
        pass
    return Status.CLEAN


def _watch(site: FollowedSite, choice: RuleChoice, format_: str, *, polls: bool) -> None:
    """Show what is wrong after every change, as long as somebody reads it."""
    from mkdocs_featurespec.site.changes import Changes

    shown: Reading | None = None
    with Changes(polls=polls) as changes:
        while True:
            began = time.perf_counter()
            reading = site.read()
            # On a terminal the time says that a change was seen, though it mended nothing.
            if reading != shown or _is_screen():
                now = _now(reading, choice, time.perf_counter() - began)
                if not _show(now, format_):
                    return
                shown = reading
            try:
                missed = changes.follow(site.watched)
            except OSError as error:
                message = f"cannot watch {error.filename}: {error.strerror}"
                raise click.ClickException(message) from error
            if not missed:
                changes.wait()


def _now(reading: Reading, choice: RuleChoice, seconds: float) -> Now:
    """Return what there is to tell of the rules that were asked for."""
    report, notes = None, []
    if reading.opened is not None and reading.site is not None:
        found = reading.site.diagnostics
        report = Report(
            diagnostics=tuple(each for each in found if choice.wants(each.code)),
            pages=tuple(document.path for document in reading.documents),
            lines_of=lines_by_path(reading.opened),
        )
        notes = notes_on(reading.opened)
    return Now(report, reading.errors, notes, time.strftime("%H:%M:%S"), seconds)


def _show(now: Now, format_: str) -> bool:
    """Show it in the place of what was shown before; return whether somebody reads it."""
    if _is_screen():
        click.clear()
    return emit(lambda stream: write_now(now, format_, stream))


def _is_screen() -> bool:
    """Return whether what was written can be taken away again."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
