"""Feature pages before and after they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_featurespec.catalog import Catalog
from mkdocs_featurespec.catalog.coverage import SourceCoverage
from mkdocs_featurespec.diagnostics import Diagnostic, Fault, KnownFinding, Silenced
from mkdocs_featurespec.model import Page


class Document(NamedTuple):
    """A feature page before it is read.

    Attributes:
        src_uri: Relative to `docs_dir`, with `/`.
        path: Relative to the folder of the configuration file, with `/`.
        content: Its text, or why it could not be read.
        defaults: What its front matter takes over from elsewhere.
    """

    src_uri: str
    path: str
    content: str | Fault
    defaults: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """All feature pages of a site.

    Attributes:
        pages: By their path relative to `docs_dir`, in its order.
        catalog: What they name.
        diagnostics: What the rules find on them, by path and place.
        silenced: What they find and is not reported: comments or the baseline say so.
        fixed: What the baseline knows and is found no more.
        coverage: How much of each source the pages document.
        translated: The pages in other languages than the site's own, each of which has a catalog
            for itself.
    """

    pages: Mapping[str, Page]
    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()
    fixed: tuple[KnownFinding, ...] = ()
    coverage: tuple[SourceCoverage, ...] = ()
    translated: tuple[Page, ...] = ()

    @property
    def all_found(self) -> tuple[Diagnostic, ...]:
        """What the rules find, silenced or not, by path and place."""
        every = (*self.diagnostics, *(each.diagnostic for each in self.silenced))
        return tuple(sorted(every, key=lambda diagnostic: diagnostic.sort_key))


class Judged(NamedTuple):
    """A page with what was found on it by itself, before its comments were heard."""

    page: Page
    found: tuple[Diagnostic, ...]
