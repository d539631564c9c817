"""`featurespec check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.rule_choice import RuleChoice, rule_choice, rule_options
from mkdocs_featurespec.cli.site import config_file_option, lines_by_path, take_site
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.diagnostics import Severity
from mkdocs_featurespec.report import FORMATS, reporter
from mkdocs_featurespec.report.report import Report

if TYPE_CHECKING:
    from mkdocs_featurespec.diagnostics import Diagnostic
    from mkdocs_featurespec.site.load import OpenSite
    from mkdocs_featurespec.workspace import Site

_LEVELS = ("error", "warning", "info", "never")


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATHS]...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Text for people, one line a finding, or a format that tools read.",
)
@rule_options
@click.option(
    "--fail-level",
    type=click.Choice(_LEVELS),
    default="warning",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only what the changes since a git revision bring in, on other pages too.",
)
@click.option(
    "--update-baseline",
    is_flag=True,
    help="Write today's findings to the baseline, so that only new ones fail from now on.",
)
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Take this page's text from standard input, as editors do, and report on it alone.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the findings that fail.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@config_file_option
def check(
    paths: tuple[Path, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_level: str,
    changed_since: str | None,
    update_baseline: bool,
    no_baseline: bool,
    stdin_filename: Path | None,
    quiet: bool,
    statistics: bool,
    config_file: Path | None,
) -> Status:
    """Check the feature pages of a site.

    Checks all of them, or those at PATHS (files and folders); what a page means for others is
    judged by all pages in any case. Each finding has its place, path:line:column, its severity
    and the code of its rule; 'featurespec explain CODE' says more about it. Paths are relative
    to the folder of the configuration file.

    Exits with 0 if there is nothing to mend, 1 if there are findings from the fail level on, and
    2 if the command was used wrongly or the configuration is broken.

    \b
    Examples:
      featurespec check
      featurespec check docs/features/messaging.md
      featurespec check --select FS1,missing-section --statistics
      featurespec check --changed-since origin/main
      featurespec check --format sarif > findings.sarif
      featurespec check --update-baseline
    """  # noqa: D301  click knows that backslash
    choice = rule_choice(select, ignore)
    if update_baseline:
        if paths or stdin_filename or changed_since or choice.narrows:
            raise click.UsageError(
                "the baseline is of all rules on the whole site: --update-baseline goes with no "
                "paths and no other choice"
            )
        from mkdocs_featurespec.cli.baseline import update_baseline_of

        return update_baseline_of(take_site(config_file))
    opened = take_site(config_file, use_baseline=not no_baseline)
    chosen: frozenset[str] | None = None
    if stdin_filename is not None:
        if paths:
            raise click.UsageError("--stdin-filename names the page; it takes no paths beside it")
        opened, chosen = _with_stdin(stdin_filename, opened)
    elif paths:
        chosen = _chosen(opened, paths)
    found = _found(opened, chosen, changed_since, choice)
    report = replace(found, statistics=statistics, quiet=quiet)
    failing = _failing(report.diagnostics, fail_level)
    if quiet:
        report = replace(report, diagnostics=failing)
    emit(lambda stream: reporter(format_)(report, stream))
    if chosen is None and not quiet:
        _tell_bare_host(opened)
    return Status.FINDINGS if failing else Status.CLEAN


def _found(
    opened: OpenSite, chosen: frozenset[str] | None, changed_since: str | None, choice: RuleChoice
) -> Report:
    """Return what there is to tell of the rules that were asked for.

    Args:
        opened: The site.
        chosen: The paths of the pages that were asked for; `None` for all of them.
        changed_since: A revision of git.
        choice: The rules that were asked for.
    """
    site = opened.read()
    diagnostics = site.diagnostics
    if changed_since is not None:
        diagnostics = _introduced(opened, site, changed_since)
    from mkdocs_featurespec.site.repository import prefix_in_repository

    pages = frozenset(document.path for document in opened.documents)

    def wanted(path: str, code: str) -> bool:
        return (chosen is None or path in chosen) and choice.wants(code)

    return Report(
        diagnostics=tuple(d for d in diagnostics if wanted(d.path, d.code)),
        pages=tuple(sorted(pages if chosen is None else chosen)),
        silenced=tuple(s for s in site.silenced if wanted(s.diagnostic.path, s.diagnostic.code)),
        fixed=tuple(known for known in site.fixed if wanted(known.path, known.code)),
        lines_of=lines_by_path(opened),
        prefix=prefix_in_repository(opened.config.config_file.parent),
    )


def _tell_bare_host(opened: OpenSite) -> None:
    """Warn of what a site lacks if its host runs no plugin."""
    from mkdocs_featurespec.site.config import bare_host_file

    if bare_host_file(opened.config) is not None:
        from mkdocs_featurespec.cli.bare_host import tell_losses, tell_stale

        tell_stale(opened, opened.read())
        tell_losses(opened)


def _introduced(opened: OpenSite, site: Site, revision: str) -> tuple[Diagnostic, ...]:
    """Return the findings that the changes since a revision brought in."""
    from mkdocs_featurespec.baseline import introduced
    from mkdocs_featurespec.site.git import at_revision, changes_since

    changes = changes_since(revision, opened.config)
    before = at_revision(opened, changes).read()
    renamed = {opened.path_of(old): opened.path_of(new) for old, new in changes.renamed.items()}
    new = set(introduced(site.all_found, before.all_found, renamed))
    return tuple(diagnostic for diagnostic in site.diagnostics if diagnostic in new)


def _chosen(opened: OpenSite, paths: Sequence[Path]) -> frozenset[str]:
    from mkdocs_featurespec.site.select import select_pages

    selection = select_pages(paths, opened)
    for path in selection.without_pages:
        complain(f"{path}: no feature page, so nothing is checked there")
    return frozenset(map(opened.path_of, selection.src_uris))


def _with_stdin(path: Path, opened: OpenSite) -> tuple[OpenSite, frozenset[str]]:
    """Return the site with the text of one page from standard input, and that page's path."""
    from mkdocs_featurespec.site.files import decode
    from mkdocs_featurespec.site.select import src_uri_of

    src_uri = src_uri_of(path, opened)
    text = decode(sys.stdin.buffer.read())
    if not opened.is_feature_page(src_uri):
        complain(f"{path}: no feature page, so nothing is checked there")
        return opened, frozenset()
    document = opened.document(src_uri, text)
    return opened.with_document(document), frozenset({document.path})


def _failing(diagnostics: Sequence[Diagnostic], level: str) -> tuple[Diagnostic, ...]:
    if level == "never":
        return ()
    rank = Severity(level).rank
    return tuple(each for each in diagnostics if each.severity.rank <= rank)
