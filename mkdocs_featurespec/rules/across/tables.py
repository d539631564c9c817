"""Tables that nobody owns, or more than one feature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_featurespec.catalog import CatalogEntry, Use
from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.rules.across.unread import is_unread
from mkdocs_featurespec.rules.across.wording import by_path, other_page, owned_by, related, title
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule

_OWNED_HERE = 'write "Owned here" beside it'


def _without_owner(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    tables = context.catalog.tables
    unclaimed = context.kept.each("unclaimed", tables, _is_unclaimed)
    for entry in (each for each, is_so in zip(tables, unclaimed, strict=True) if is_so):
        if any(_is_elsewhere(use, context.pages) for use in entry.uses):
            continue
        uses = by_path(entry.uses)
        silent = _silent_owner(uses)
        place = silent or next((use for use in uses if not use.feature.site), uses[0])
        yield (
            place.feature.src_uri,
            Finding(
                place.entity.span,
                _no_owner(entry, uses, silent),
                _OWNED_HERE if silent else f"{_OWNED_HERE} on the page of the feature that owns it",
                entry.identity,
                related([use for use in uses if use is not place], "listed here"),
            ),
        )


def _is_unclaimed(entry: CatalogEntry) -> bool:
    return len(entry.uses) > 1 and not any(use.owned for use in entry.uses)


def _is_elsewhere(use: Use, pages: Mapping[str, Page]) -> bool:
    """Return whether a page names an owner whose page cannot say so.

    That is a team, another system or a slip, or a feature whose page is not written yet.
    """
    if use.owner is None:
        return bool(use.entity.owner)
    page = pages.get(use.owner.src_uri)
    return is_unread(page) if page is not None else not use.owner.written


def _silent_owner(uses: Sequence[Use]) -> Use | None:
    """Return the feature that others name as the owner, where it lists the table too."""
    named = {use.owner.src_uri for use in uses if use.owner}
    return next((use for use in uses if use.feature.src_uri in named), None)


def _no_owner(entry: CatalogEntry, uses: Sequence[Use], silent: Use | None) -> str:
    named = next((use for use in uses if use.owner), None)
    if silent is not None:
        naming = next(use for use in uses if use.owner is silent.feature)
        return f'{title(naming.feature)} says that "{entry.name}" is owned here; this page does not'
    if named is not None and named.owner is not None:
        return (
            f'"{entry.name}" is said to be owned by {title(named.owner)}, whose page does not '
            "list it"
        )
    return f'{len(uses)} features list "{entry.name}", and none says that it owns it'


def _two_owners(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for found in context.kept.each("FS404", context.catalog.tables, _owned_twice):
        yield from found


def _owned_twice(entry: CatalogEntry) -> Sequence[tuple[str, Finding]]:
    owners = [use for use in entry.uses if use.owned] if len(entry.uses) > 1 else ()
    if len(owners) < 2:
        return ()
    first, *others = _most_named_first(owners, entry.uses)
    return [
        (
            use.feature.src_uri,
            Finding(
                use.entity.span,
                f'"{entry.name}" is owned by {title(first.feature)}, as its page says, '
                "and by this feature",
                f'write "{owned_by(first, use.feature.src_uri)}" where that is so',
                entry.identity,
                related([each for each in (first, *others) if each is not use], "owned here"),
            ),
        )
        for use in others
    ]


def _most_named_first(owners: Sequence[Use], uses: Sequence[Use]) -> list[Use]:
    """Return owners, those first that most other features name as the owner, then by path.

    Those of other sites go before the site's own, since the finding has to stand here.
    """
    named = Counter(use.owner.src_uri for use in uses if use.owner)
    return sorted(
        by_path(owners), key=lambda use: (-named[use.feature.src_uri], not use.feature.site)
    )


_TABLES = ("## Database Tables", "", "| Table | Purpose | Notes |", "|---|---|---|")
_HERE = "| messages | One row for each message. | Owned here. |"
_NOBODY = "| messages | One row for each message. | Kept for two years. |"
_THERE = "| messages | What devices receive. | Owned by [Messaging](page.md#database-tables). |"

RULES = (
    SiteRule(
        code="FS403",
        name="table-without-owner",
        severity=Severity.WARNING,
        summary="Several features list a table, and none says that it owns it.",
        reason="Whoever wants to change a column has to ask somebody. Where a table is listed by "
        "one feature alone, that is clear without a word; where several list it, one of them has "
        "to say that it owns it.",
        bad=example_page(*_TABLES, _NOBODY),
        good=example_page(*_TABLES, _HERE),
        beside={"sync.md": other_page("Offline Sync", *_TABLES, _THERE)},
        check=_without_owner,
    ),
    SiteRule(
        code="FS404",
        name="table-with-two-owners",
        severity=Severity.WARNING,
        summary="More than one feature says that it owns a table.",
        reason="Two features that both decide about a table will change it against each other. "
        "It is found on all of their pages but one: the one that most others name as the owner.",
        bad=example_page(*_TABLES, _HERE),
        good=example_page(
            *_TABLES,
            "| messages | Text and media. | Owned by [Inbox](inbox.md#database-tables). |",
        ),
        beside={"inbox.md": other_page("Inbox", *_TABLES, _HERE)},
        check=_two_owners,
    ),
)
