"""A new page of a site, before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_featurespec.create.page import Feature, NewPage, new_page
from mkdocs_featurespec.create.place import place_of
from mkdocs_featurespec.diagnostics import ConfigurationError, Diagnostic, Severity
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.options.reading import did_you_mean
from mkdocs_featurespec.settings import Settings, Surface, feature_matcher
from mkdocs_featurespec.site.free_place import chosen_place, free_place
from mkdocs_featurespec.site.load import OpenSite


@dataclass(frozen=True, slots=True)
class StartedPage:
    """A page that can be written.

    Attributes:
        file: Where.
        new: Its text, and what is to be said of it.
        page: What is read of it.
        findings: What `featurespec check` will find on it at once, without infos.
    """

    file: Path
    new: NewPage
    page: Page
    findings: tuple[Diagnostic, ...]


def start_page(feature: Feature, site: OpenSite, *, path: str = "") -> StartedPage:
    """Return the page of a feature, and the place where it belongs. Writes nothing.

    Args:
        feature: What is known of it.
        site: Whose page it will be.
        path: Where it shall stand; the features' folder and the title say so if not given.

    Raises:
        ConfigurationError: when no page can be written there, when the title makes no file name,
            or when the schema or the template has no room for what is known.
    """
    src_uri = (
        chosen_place(path, site)
        if path
        else place_of(feature.title, site.settings.features, feature_matcher(site.settings))
    )
    file = free_place(src_uri, site)
    new = new_page(feature, site.workspace)
    document = site.document(src_uri, new.text)
    read = site.with_document(document).read()
    findings = (
        diagnostic
        for diagnostic in read.diagnostics
        if diagnostic.path == document.path and diagnostic.severity is not Severity.INFO
    )
    pages = {page.path: page for page in (*read.pages.values(), *read.translated)}
    return StartedPage(file, new, pages[document.path], tuple(findings))


def surfaces_named(names: Sequence[str], settings: Settings) -> tuple[Surface, ...]:
    """Return surfaces of the site by their names, in any case of letters, in the site's order.

    Raises:
        ConfigurationError: when a name is none of a surface.
    """
    known = {surface.name.casefold(): surface for surface in settings.surfaces}
    for name in names:
        if name.casefold() not in known:
            proposal = did_you_mean(name, [s.name for s in settings.surfaces])
            there_are = proposal if known else "; it has none"
            raise ConfigurationError(f"the site has no surface '{name}'{there_are}")
    wanted = {name.casefold() for name in names}
    return tuple(surface for key, surface in known.items() if key in wanted)
