"""Which pages a source answers for, and how findings point at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from mkdocs_featurespec.catalog import CatalogEntry, Use
from mkdocs_featurespec.diagnostics import Related, Span
from mkdocs_featurespec.rules.across.unread import is_unread
from mkdocs_featurespec.rules.registry import SiteContext
from mkdocs_featurespec.sources.source import Source

AnswersFor = Callable[[Use, str], bool]
"""Whether a source answers for what a page names: by its use, and the name there."""


def scope(source: Source) -> AnswersFor:
    """Return whether a source answers for what a page names."""
    chosen = source.chosen
    owners = {owner.casefold() for owner in chosen.owners}
    on_page = _matcher(chosen.features) if chosen.features else None

    def answers_for(use: Use, name: str) -> bool:
        feature = use.feature
        if on_page is not None and not on_page(feature.src_uri):
            return False
        if owners and feature.owner.casefold() not in owners:
            return False
        return source.answers_for(name)

    return answers_for


def is_elsewhere(use: Use) -> bool:
    """Return whether a page says that something is another system's."""
    return use.owned is False and use.owner is None


def any_unread(context: SiteContext) -> bool:
    """Return whether the file of a page could not be read, so that not all is known."""
    return any(is_unread(page) and page.written for page in context.pages.values())


def named(sources: Iterable[Source]) -> str:
    """Return how a message names sources, one of which should have something."""
    names = list(dict.fromkeys(source.chosen.name for source in sources))
    return names[0] if len(names) == 1 else f"any of {', '.join(names)}"


def there(file: str, span: Span, what: str) -> tuple[Related, ...]:
    """Return a place in a source."""
    return (Related(file, span, what),)


def uses_of(entries: Sequence[CatalogEntry]) -> Iterator[tuple[CatalogEntry, Use]]:
    """Give each use of entries, by page, with its entry."""
    for entry in entries:
        for use in entry.uses:
            yield entry, use


def _matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file
