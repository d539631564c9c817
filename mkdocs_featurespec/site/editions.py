"""A site in several languages, each read for itself, as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mkdocs_featurespec.diagnostics import Diagnostic, KnownFinding, Silenced
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.workspace import Site


def one_of_languages(editions: Mapping[str, Site], language_of: Mapping[str, str]) -> Site:
    """Return a site with the findings of all its languages, and the catalog of the first.

    Of a language other than the first counts what is said of its own pages: those that are not
    translated, and what belongs to no page, have been told.

    Args:
        editions: The site in each language, its own first.
        language_of: The language of each page, by the path that diagnostics name.
    """
    (_, first), *others = editions.items()
    diagnostics = list(first.diagnostics)
    silenced = list(first.silenced)
    translated: list[Page] = []
    fixed: list[KnownFinding] = list(first.fixed)
    for language, site in others:
        diagnostics += _of(language, site.diagnostics, language_of)
        silenced += (
            each for each in site.silenced if language_of.get(each.diagnostic.path) == language
        )
        translated += (p for p in site.pages.values() if language_of[p.path] == language)
        fixed = [known for known in fixed if known in site.fixed]
    diagnostics.sort(key=lambda diagnostic: diagnostic.sort_key)
    silenced.sort(key=_sort_key)
    return replace(
        first,
        diagnostics=tuple(diagnostics),
        silenced=tuple(silenced),
        fixed=tuple(fixed),
        translated=tuple(translated),
    )


def _of(
    language: str, diagnostics: tuple[Diagnostic, ...], language_of: Mapping[str, str]
) -> Iterator[Diagnostic]:
    return (each for each in diagnostics if language_of.get(each.path) == language)


def _sort_key(silenced: Silenced) -> tuple[object, ...]:
    return silenced.diagnostic.sort_key
