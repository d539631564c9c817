"""The plugin's options as one plain value, read in the same way under MkDocs and by the command."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TypeVar

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options import imports, pages, preview, reading, rules, sources
from mkdocs_featurespec.options.imports import Import
from mkdocs_featurespec.options.pages import ChosenPage
from mkdocs_featurespec.options.reading import WrongValueError, did_you_mean
from mkdocs_featurespec.options.rules import DEFAULT_UNFINISHED, Levels, Override
from mkdocs_featurespec.options.sources import ChosenSource

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The file names that MkDocs takes for pages end in one of these."""

INDEX_STEMS = ("index", "README")
"""Files of these names become the index page of their folder."""

DIAGRAMS = ("auto", "mermaid", "list")
"""How pictures are shown: as the theme can, as Mermaid in any case, or as lists."""

_SURFACE_KEYS = ("name", "flow", "prompt")
_WILDCARD = re.compile(r"[*?\[]")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Surface:
    """Something that users meet the product on, such as a web or a mobile app.

    Attributes:
        name: Heads its sub-section.
        flow: How running text calls it.
        prompt: Tells the writer what its sub-section should say.
    """

    name: str
    flow: str
    prompt: str


DEFAULT_SURFACES = (
    Surface("Web", "coach web", "Desktop behavior and states."),
    Surface("Coach Mobile", "coach mobile", "Coach mobile behavior and parity notes."),
    Surface("Client Mobile", "client mobile", "Client behavior, offline cache, and sync notes."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site's owner chose.

    Attributes:
        features: Which pages are feature pages: patterns as in `.gitignore`, for paths
            relative to `docs_dir`.
        exclude: Which of them are not, in the same way.
        template: The site's own template, relative to the configuration file's folder.
        schema: The site's own JSON Schema, relative to the same folder.
        surfaces: In the order in which the template names them.
        catalog_dir: The folder of the index pages, relative to `docs_dir`, without a slash
            at its end.
        enabled: Whether the plugin does anything in a build.
        rules: The levels of rules, by code, name or family; `None` where one is off.
        overrides: Other levels for some pages; a later one wins.
        unfinished: By a page's status, how grave unfinished work on it is.
        baseline: The file of findings that are known, relative to the configuration file's
            folder; it need not exist.
        diagrams: Whether pictures are Mermaid's or lists, one of `DIAGRAMS`.
        pages: The index pages, in the order of the navigation; `None` for all that there are.
        findings_page: Whether a page of all findings is one of those that there are.
        related: Where feature pages show related features, at their end if true, nowhere if
            false, or `marker` for only where a marker asks for it.
        imports: Catalogs of other sites.
        panel: Whether the preview shows on pages what is found on them.
        editor: The address by which the preview opens a file in an editor, with `{path}` or
            `{relative}`, `{line}` and `{column}` in it; `None` to go by the site's repository.
        write_skeleton: Whether a preview writes the skeleton into blank pages that appear.
        sources: The files that define what pages document.
    """

    features: tuple[str, ...] = ("features/**/*.md",)
    exclude: tuple[str, ...] = ()
    template: str | None = None
    schema: str | None = None
    surfaces: tuple[Surface, ...] = DEFAULT_SURFACES
    catalog_dir: str = "catalog"
    enabled: bool = True
    rules: Levels = ()
    overrides: tuple[Override, ...] = ()
    unfinished: Levels = DEFAULT_UNFINISHED
    baseline: str = "featurespec-baseline.json"
    diagrams: str = "auto"
    pages: tuple[ChosenPage, ...] | None = None
    findings_page: bool = False
    related: bool | str = True
    imports: tuple[Import, ...] = ()
    panel: bool = True
    editor: str | None = None
    write_skeleton: bool = False
    sources: tuple[ChosenSource, ...] = ()


OPTIONS = tuple(field.name for field in fields(Settings))
"""The names of all options."""


def _unknown_line(option: str) -> int:
    """Return 0, as the line of an option of which nobody knows where it stands."""
    return 0


def parse_settings(
    options: Mapping[str, object],
    *,
    path: str = "",
    line_of: Callable[[str], int] = _unknown_line,
) -> Settings:
    """Return the settings that a site's raw options mean; an option that is null is not set.

    Args:
        options: As they stand in the configuration, read from YAML.
        path: The configuration file, for errors.
        line_of: Gives the line of an option in that file, for errors; 0 if unknown.

    Raises:
        ConfigurationError: at the first option that is unknown or has a wrong value.
    """

    def error(option: str, message: str) -> ConfigurationError:
        return ConfigurationError(message, path=path, line=line_of(option))

    def read(option: str, parse: Callable[[object], T], default: T) -> T:
        value = options.get(option)
        try:
            return default if value is None else parse(value)
        except WrongValueError as wrong:
            raise error(option, f"featurespec option '{option}': {wrong}") from None

    for option in options:
        if option not in OPTIONS:
            raise error(
                option, f"featurespec has no option '{option}'{did_you_mean(option, OPTIONS)}"
            )
    default = Settings()
    return Settings(
        features=read("features", _features, default.features),
        exclude=read("exclude", _patterns, default.exclude),
        template=read("template", reading.file, default.template),
        schema=read("schema", reading.file, default.schema),
        surfaces=read("surfaces", _surfaces, default.surfaces),
        catalog_dir=read("catalog_dir", _folder, default.catalog_dir),
        enabled=read("enabled", reading.switch, default.enabled),
        rules=read("rules", rules.levels, default.rules),
        overrides=read("overrides", rules.overrides, default.overrides),
        unfinished=read("unfinished", rules.unfinished, default.unfinished),
        baseline=read("baseline", reading.file, default.baseline),
        diagrams=read("diagrams", _diagrams, default.diagrams),
        pages=read("pages", pages.pages, default.pages),
        findings_page=read("findings_page", reading.switch, default.findings_page),
        related=read("related", _related, default.related),
        imports=read("imports", imports.imports, default.imports),
        panel=read("panel", reading.switch, default.panel),
        editor=read("editor", preview.editor, default.editor),
        write_skeleton=read("write_skeleton", reading.switch, default.write_skeleton),
        sources=read("sources", sources.sources, default.sources),
    )


def feature_matcher(settings: Settings) -> Callable[[str], bool]:
    """Return a test of whether a page's path, relative to `docs_dir`, is a feature page's.

    Index pages of folders and files whose name begins with `_` are so only where a pattern
    ends in their very name; what lies in the folder of the index pages never is.
    """
    return _matcher(settings.features, settings.exclude, settings.catalog_dir)


@lru_cache(maxsize=8)
def _matcher(
    included: tuple[str, ...], excluded: tuple[str, ...], catalog_dir: str
) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec  # takes a while, which `featurespec --help` need not

    features = GitIgnoreSpec.from_lines(included)
    named = GitIgnoreSpec.from_lines(filter(_names_a_page, included))
    exclude = GitIgnoreSpec.from_lines(excluded)
    catalog = f"{catalog_dir}/"

    @lru_cache(maxsize=1 << 14)  # a preview asks for the same pages again and again
    def is_feature_page(src_uri: str) -> bool:
        if not src_uri.endswith(MARKDOWN_SUFFIXES) or src_uri.startswith(catalog):
            return False
        if not features.match_file(src_uri) or exclude.match_file(src_uri):
            return False
        return not _is_special(posixpath.basename(src_uri)) or named.match_file(src_uri)

    return is_feature_page


def _names_a_page(pattern: str) -> bool:
    """Whether a pattern ends in the very name of a page."""
    return pattern.endswith(MARKDOWN_SUFFIXES) and not _WILDCARD.search(posixpath.basename(pattern))


def _is_special(name: str) -> bool:
    """Whether a file's name is that of a folder's index page or of a page kept aside."""
    return name.startswith("_") or posixpath.splitext(name)[0] in INDEX_STEMS


def _features(value: object) -> tuple[str, ...]:
    patterns = _patterns(value)
    if all(pattern.startswith("!") for pattern in patterns):
        raise WrongValueError("names no page: it needs a pattern such as 'features/**/*.md'")
    return patterns


def _patterns(value: object) -> tuple[str, ...]:
    return reading.patterns(value, "docs_dir")


def _folder(value: object) -> str:
    return reading.folder(value, "docs_dir")


def _diagrams(value: object) -> str:
    return reading.choice(value, DIAGRAMS)


def _related(value: object) -> bool | str:
    if isinstance(value, bool):
        return value
    if value == "marker":
        return "marker"
    raise WrongValueError(f"expected true, false or marker, found {reading.kind(value)}")


def _surfaces(value: object) -> tuple[Surface, ...]:
    if not isinstance(value, list):
        raise WrongValueError(f"expected a list of names or mappings, found {reading.kind(value)}")
    surfaces = tuple(_surface(item) for item in value)
    seen: set[str] = set()
    for surface in surfaces:
        if surface.name.casefold() in seen:
            raise WrongValueError(f"'{surface.name}' is listed twice")
        seen.add(surface.name.casefold())
    return surfaces


def _surface(item: object) -> Surface:
    parts = item if isinstance(item, Mapping) else {"name": item}
    for key in parts:
        if key not in _SURFACE_KEYS:
            raise WrongValueError(f"a surface has no '{key}'{did_you_mean(key, _SURFACE_KEYS)}")
    name = reading.text(parts.get("name"), "the name of a surface")
    flow, prompt = parts.get("flow"), parts.get("prompt")
    return Surface(
        name,
        name.lower() if flow is None else reading.text(flow, f"the flow of '{name}'"),
        f"{name} behavior and states."
        if prompt is None
        else reading.text(prompt, f"the prompt of '{name}'"),
    )
