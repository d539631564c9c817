"""Names of two features that are one edit apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_featurespec.catalog import Catalog, CatalogEntry
from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.rules.across.near_names import near_names, words_of
from mkdocs_featurespec.rules.across.sides import misnamed_events
from mkdocs_featurespec.rules.across.wildcards import has_wildcard
from mkdocs_featurespec.rules.across.wording import other_page, related, titles
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule

_FEWEST_LETTERS = 5
"""Shorter names are often one edit apart by chance."""

_OFTEN = 3
"""A word that a page has in so many names is not mistyped."""


def _near(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    found = [
        (entries[name], better)
        for entries in _groups(context.catalog)
        for name, others in near_names(tuple(entries)).items()
        if (better := _better(entries[name], [entries[other] for other in others], context.pages))
    ]
    misnamed = misnamed_events(context) if found else {}
    for entry, better in found:
        if entry.identity not in misnamed and misnamed.get(better.identity) is not entry:
            yield from _findings(entry, better)


def _groups(catalog: Catalog) -> Iterator[Mapping[str, CatalogEntry]]:
    """Give the entries among which names are compared, by their names."""
    yield {entry.name.casefold(): entry for entry in catalog.tables}
    yield {entry.name: entry for entry in catalog.events if not has_wildcard(entry.name)}
    yield {entry.name: entry for entry in catalog.jobs}
    paths: dict[str, dict[str, CatalogEntry]] = {}
    for entry in catalog.endpoints:
        paths.setdefault(entry.method, {})[entry.identity.partition(" ")[2]] = entry
    yield from paths.values()


def _better(
    entry: CatalogEntry, others: Sequence[CatalogEntry], pages: Mapping[str, Page]
) -> CatalogEntry | None:
    """Return what was most likely meant, `None` where nothing is more likely than the entry.

    That is what more features use, or else what a page uses the words of again and again, or else
    the first. Where a page names both, its writer knows both.
    """
    better = [
        other
        for other in others
        if _pages(entry).isdisjoint(_pages(other))
        and _is_long_enough(entry, other)
        and _is_likelier(other, entry, pages)
    ]
    return min(better, key=_rank, default=None)


def _is_likelier(other: CatalogEntry, entry: CatalogEntry, pages: Mapping[str, Page]) -> bool:
    words = _differing_words(entry, other)
    if words is not None and not _is_plural(*words):
        own, others = (_is_known(*pair, pages) for pair in zip((entry, other), words, strict=True))
        if own and others:  # such as `contact` and `contract`
            return False
        if own is not others and len(_pages(entry)) == len(_pages(other)):
            return others
    return _rank(other) < _rank(entry)


def _rank(entry: CatalogEntry) -> tuple[int, bool, str, str]:
    # A name of another site is none that could be mended here.
    is_own = not any(use.feature.site for use in entry.uses)
    return (-len(_pages(entry)), is_own, entry.name.casefold(), entry.name)


def _pages(entry: CatalogEntry) -> set[str]:
    return {use.feature.src_uri for use in entry.uses}


def _is_long_enough(entry: CatalogEntry, other: CatalogEntry) -> bool:
    """Return whether two names that are one edit apart are hardly so by chance.

    Of paths, the parts between slashes that differ are looked at. A plural is no chance.
    """
    one, two = _compared(entry), _compared(other)
    differing = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
    if len(one) != len(two) or len(differing) != 1:
        return True
    ((part, other_part),) = differing
    fewest = min(_letters(part), _letters(other_part))
    return fewest >= _FEWEST_LETTERS or _is_plural(part, other_part)


def _differing_words(entry: CatalogEntry, other: CatalogEntry) -> tuple[str, str] | None:
    """Return the one word in which two names differ; `None`: they differ between words."""
    one, two = words_of(entry.name), words_of(other.name)
    differing = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
    return differing[0] if len(one) == len(two) and len(differing) == 1 else None


def _is_known(entry: CatalogEntry, word: str, pages: Mapping[str, Page]) -> bool:
    """Return whether a page that names an entry uses a word of it again and again."""
    own = (pages[src_uri] for src_uri in _pages(entry) if src_uri in pages)
    return any(_is_word_of(page, word) for page in own)


def _is_word_of(page: Page, word: str) -> bool:
    stem = word.removesuffix("s")
    times = sum(
        any(each.removesuffix("s") == stem for each in words_of(entity.name))
        for entity in page.entities
        if stem in entity.name
    )
    return times >= _OFTEN


def _is_plural(one: str, other: str) -> bool:
    return f"{one}s" == other or f"{other}s" == one


def _compared(entry: CatalogEntry) -> list[str]:
    """Return the parts of a name that are compared: of a path, those between slashes."""
    return entry.identity.split("/") if entry.method else [entry.name.casefold()]


def _letters(name: str) -> int:
    return sum(map(str.isalpha, name))


def _findings(entry: CatalogEntry, other: CatalogEntry) -> Iterator[tuple[str, Finding]]:
    for use in entry.uses:
        name = f"{entry.method} {use.entity.name}".lstrip()
        proposal = f"{other.method} {other.name}".lstrip()
        yield (
            use.feature.src_uri,
            Finding(
                use.entity.span,
                f'"{name}" is one letter away from "{proposal}" in '
                f"{titles([each.feature for each in other.uses])}",
                f'did you mean "{proposal}"?',
                f"{entry.identity} / {other.identity}",
                related(other.uses, f'"{proposal}" stands here'),
            ),
        )


_TABLES = ("## Database Tables", "")

RULES = (
    SiteRule(
        code="FS408",
        name="near-names",
        severity=Severity.INFO,
        summary="Two features use names that are one letter apart.",
        reason="Most often they mean the same table, endpoint, event or job, and one of them "
        "mistypes it, or calls it in the plural. A search for the one name does not find the "
        "other page. It is found where the name stands that fewer features use. Left alone are "
        "names that one page has both, that differ in a digit, that are shorter than five letters, "
        "or that differ in words which their pages use again and again, such as `contact` and "
        "`contract`.",
        bad=example_page(*_TABLES, "- `chek_in_answers`: what a client has sent"),
        good=example_page(*_TABLES, "- `messages`: what was said"),
        beside={
            "check-ins.md": other_page("Check-ins", *_TABLES, "- `check_in_answers`: one a field")
        },
        check=_near,
    ),
)
