"""The languages of a site, as mkdocs-static-i18n builds them: one whole build after the other.

That plugin chooses the files of a language at priority -100, and gives them attributes of its own.
A page is known here by its path without its language, so that each language has the same catalog.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_featurespec.diagnostics import Diagnostic

PLUGIN = "i18n"


class _StaticI18n(Protocol):
    """What is used of the plugin."""

    config: Mapping[str, Any]
    current_language: str | None
    default_language: str


def has_languages(config: MkDocsConfig) -> bool:
    """Return whether the site is built once for each language."""
    return PLUGIN in config.plugins


def language_of(config: MkDocsConfig) -> str:
    """Return the language that is built; empty where the site is built once."""
    if not has_languages(config):
        return ""
    plugin = _plugin(config)
    return plugin.current_language or plugin.default_language


def uri_of(file: File) -> str:
    """Return a file's path relative to `docs_dir`, without its language."""
    neutral: str = getattr(file, "norm_src_uri", file.src_uri)
    return neutral


def file_at(files: Files, uri: str) -> File:
    """Return a file that this build has, by its path without its language."""
    return files.src_uris.get(uri) or cast("File", files.get_file_from_path(uri))


def told_here(
    diagnostics: Iterable[Diagnostic],
    files: Files,
    config: MkDocsConfig,
    path_of: Callable[[File], str],
) -> Iterator[Diagnostic]:
    """Give the diagnostics that no build of another language tells.

    The first build tells all of its pages, and of what belongs to no page. The others tell of the
    pages that are translated; where one is not, the page of the first language stands in for it.

    Args:
        diagnostics: What is found in this build.
        files: Its files.
        config: The site's configuration.
        path_of: Gives the path of a page's source, as diagnostics have it.
    """
    language = language_of(config)
    if not language or language == _plugin(config).default_language:
        yield from diagnostics
        return
    pages = files.documentation_pages()
    own = {path_of(file) for file in pages if getattr(file, "locale", language) == language}
    yield from (diagnostic for diagnostic in diagnostics if diagnostic.path in own)


def put_in_language(file: File, config: MkDocsConfig) -> File:
    """Return a generated file at its place in the language that is built.

    Styles and scripts are the same in all of them, and stay where they are.
    """
    if not has_languages(config) or file.is_css() or file.is_javascript():
        return file
    languages = _plugin(config).config["languages"]
    built = [each["locale"] for each in languages if each["build"]]
    versions = {locale: _version(file, locale, config) for locale in built}
    for version in versions.values():
        vars(version)["alternates"] = versions
    return versions[language_of(config)]


def _version(file: File, language: str, config: MkDocsConfig) -> File:
    """Return a file as it is in a language, with the attributes that static-i18n looks for."""
    version = copy.copy(file)
    if language != _plugin(config).default_language:
        version.dest_uri = f"{language}/{file.dest_uri}"
        version.url = version._get_url()
        version.abs_dest_path = os.path.normpath(os.path.join(file.dest_dir, version.dest_uri))  # noqa: PTH118
    vars(version).update(
        locale=language,
        locale_alternate_of=language,
        localization=None,
        norm_src_uri=file.src_uri,
    )
    return version


def _plugin(config: MkDocsConfig) -> _StaticI18n:
    return cast("_StaticI18n", config.plugins[PLUGIN])
