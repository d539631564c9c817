"""`featurespec impact`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.site import config_file_option, take_site
from mkdocs_featurespec.cli.status import Status

if TYPE_CHECKING:
    from mkdocs_featurespec.impact.review import State
    from mkdocs_featurespec.impact.targets import Target
    from mkdocs_featurespec.site.load import OpenSite
    from mkdocs_featurespec.workspace import Site

_FORMATS = ("text", "markdown", "json")
_KINDS = ("feature", "table", "endpoint", "event", "job")


@click.command
@click.argument("target", required=False)
@click.option(
    "--since",
    metavar="REV",
    help="Tell what changed since a git revision and whom it touches, instead of a TARGET.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="Text to read, Markdown for a comment, JSON for tools. "
    "[default: text; markdown with --since]",
)
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many steps away features may be, by way of others.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(_KINDS),
    help="What TARGET is, where there are several of that name.",
)
@click.option("--links", is_flag=True, help="Tell of pages, too, that a link alone connects.")
@click.option(
    "--link-base",
    metavar="URL",
    default="",
    help="In Markdown, make places links below this address: its files by path, with #L12.",
)
@config_file_option
def impact(
    target: str | None,
    since: str | None,
    format_: str | None,
    depth: int,
    kind: str | None,
    links: bool,
    link_base: str,
    config_file: Path | None,
) -> Status:
    """Tell what a change would touch, and why.

    Tells what depends on TARGET, and what that depends on. TARGET is a feature (its title, or its
    page's path or name), a table, an endpoint such as "GET /orders/{id}", a path alone for all its
    methods, an event or a job. Each feature is told with the reasons, and with the lines of the
    pages that say so.

    With --since, compares the pages with those of a git revision, and tells what changed and
    which other features depend on that, as Markdown for a comment on a review.

    Exits with 0, or with 2 if the command was used wrongly, nothing or more than one thing has the
    name, or the configuration is broken.

    \b
    Examples:
      featurespec impact docs/features/messaging.md
      featurespec impact sessions --depth 2
      featurespec impact "GET /orders/{id}" --format json
      featurespec impact --since origin/main > comment.md
    """  # noqa: D301  click knows that backslash
    if (target is None) is (since is None):
        raise click.UsageError("name one TARGET, or a revision with --since")
    opened = take_site(config_file)
    if since is not None:
        if depth > 1 or kind is not None or links:
            raise click.UsageError("--depth, --as and --links are of a TARGET, not of --since")
        _tell_changes(opened, since, format_ or "markdown", link_base)
    else:
        _tell(opened, _Asked(target or "", kind, depth, links), format_ or "text", link_base)
    return Status.CLEAN


class _Asked(NamedTuple):
    name: str
    kind: str | None
    depth: int
    links: bool


def _tell(opened: OpenSite, asked: _Asked, format_: str, link_base: str) -> None:
    """Write what there is to tell of a target."""
    from mkdocs_featurespec.impact.answer import answers
    from mkdocs_featurespec.impact.graph import impact_graph
    from mkdocs_featurespec.report import impact_json, impact_markdown, impact_text

    site = opened.read()
    target = _target(asked, site)
    graph = impact_graph(site.catalog, site.pages)
    told = answers(target, graph, asked.depth, links=asked.links)
    if format_ == "json":
        emit(lambda stream: impact_json.write_answers_as_json(told, stream))
    elif format_ == "markdown":
        links = impact_markdown.Links(_base_of_links(link_base, opened))
        emit(lambda stream: impact_markdown.write_answers_as_markdown(told, links, stream))
    else:
        emit(lambda stream: impact_text.write_answers(told, stream))


def _target(asked: _Asked, site: Site) -> Target:
    """Return what a name means.

    Raises:
        click.UsageError: when it means nothing, or more than one thing.
    """
    from mkdocs_featurespec.impact.targets import KINDS, closest_names, find_targets

    name, kind = asked.name, asked.kind
    found = find_targets(name, site.catalog, (kind,) if kind else KINDS)
    if len(found) == 1:
        return found[0]
    if found:
        meant = " and ".join(target.name for target in found)
        several = len({target.kind for target in found}) > 1
        how = "choose with --as" if several else "name its page by its path"
        raise click.UsageError(f"'{name}' is {meant}; {how}")
    what = kind or "feature, table, endpoint, event or job"
    close = " or ".join(f"'{each}'" for each in closest_names(name, site.catalog))
    hint = f"did you mean {close}?" if close else "'featurespec catalog' lists what there is"
    raise click.UsageError(f"there is no {what} '{name}'; {hint}")


def _tell_changes(opened: OpenSite, revision: str, format_: str, link_base: str) -> None:
    """Write what changed since a revision, and whom it touches."""
    from mkdocs_featurespec.impact.review import review
    from mkdocs_featurespec.report import impact_json, impact_markdown, impact_text
    from mkdocs_featurespec.site.git import at_revision, changes_since

    changes = changes_since(revision, opened.config)
    before, after = _state(at_revision(opened, changes)), _state(opened)
    renamed = {opened.path_of(old): opened.path_of(new) for old, new in changes.renamed.items()}
    found = review(before, after, renamed)
    if format_ == "json":
        emit(lambda stream: impact_json.write_review_as_json(found, stream))
    elif format_ == "markdown":
        links = impact_markdown.Links(_base_of_links(link_base, opened))
        emit(lambda stream: impact_markdown.write_review_as_markdown(found, links, stream))
    else:
        emit(lambda stream: impact_text.write_review(found, stream))


def _state(opened: OpenSite) -> State:
    from mkdocs_featurespec.impact.graph import impact_graph
    from mkdocs_featurespec.impact.review import State

    site = opened.read()
    return State(site.catalog, impact_graph(site.catalog, site.pages))


def _base_of_links(address: str, opened: OpenSite) -> str:
    """Return what stands before the path of a page in an address; empty for no links."""
    from mkdocs_featurespec.site.repository import prefix_in_repository

    return f"{address.rstrip('/')}/{prefix_in_repository(opened.base)}" if address else ""
