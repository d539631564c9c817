"""The languages of a site that mkdocs-static-i18n builds, as its options say."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_featurespec.site.config_data import SiteData

_LOCALE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")
"""What static-i18n takes for a language, whether it is one of the site or not."""


@dataclass(frozen=True, slots=True)
class Languages:
    """In which languages a site is built, and how the paths of pages name theirs.

    Attributes:
        built: The languages, the site's own first; empty where the site is built once.
        named: All that the options name.
        by_folder: Whether a page's first folder is its language; else its name ends in it.
        falls_back: Whether a page that is not translated shows in the first language.
    """

    built: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    by_folder: bool = False
    falls_back: bool = True

    def split(self, src_uri: str) -> tuple[str, str]:
        """Return a page's language, and its path without it."""
        if not self.built:
            return "", src_uri
        if self.by_folder:
            language, _, neutral = src_uri.partition("/")
        else:
            stem, suffix = posixpath.splitext(src_uri)
            shorter, dot = posixpath.splitext(stem)
            language, neutral = dot.removeprefix("."), f"{shorter}{suffix}"
        if neutral and (language in self.named or _LOCALE.fullmatch(language)):
            return language, neutral
        return self.built[0], src_uri

    def edition(self, language: str, src_uris: Iterable[str]) -> Mapping[str, str]:
        """Return the pages of the site in a language, by their path without it."""
        own: dict[str, str] = {}
        first: dict[str, str] = {}
        for src_uri in src_uris:
            its, neutral = self.split(src_uri)
            if its == language:
                own[neutral] = src_uri
            elif its == self.built[0] and self.falls_back:
                first[neutral] = src_uri
        return {**first, **own}


def read_languages(site: SiteData) -> Languages:
    """Return a site's languages; none where the plugin is not listed, or its options are broken.

    That they are broken is for the plugin to say.
    """
    entries = (entry for entry in site.entries("plugins") if entry.name == "i18n")
    entry = next(entries, None)
    options = entry.options if entry is not None else None
    if not isinstance(options, dict):
        return Languages()
    listed = options.get("languages")
    if not isinstance(listed, list):
        return Languages()
    languages = [each for each in listed if isinstance(each, dict)]
    only = options.get("build_only_locale")
    first: list[str] = []
    others: list[str] = []
    for each in languages:
        locale = str(each.get("locale"))
        is_default = locale == only if only else each.get("default", False)
        if is_default:
            first.append(locale)
        elif not only and each.get("build", True):
            others.append(locale)
    if not first:
        return Languages()
    return Languages(
        built=(first[0], *others),
        named=frozenset(str(each.get("locale")) for each in languages),
        by_folder=options.get("docs_structure") == "folder",
        falls_back=options.get("fallback_to_default", True) is True,
    )
