"""Reads a site's configuration without its host: where pages are and how they are written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.reading import kind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.settings import Settings, parse_settings
from mkdocs_featurespec.site.config_data import KeyPath, Place, SiteData
from mkdocs_featurespec.site.config_dialect import read_dialect
from mkdocs_featurespec.site.config_yaml import read_site_yaml
from mkdocs_featurespec.site.languages import Languages, read_languages

PLUGIN = "featurespec"
META_FILE = ".meta.yml"
"""The files that Material's `meta` plugin reads, if it is not told another name."""
_META_PLUGINS = ("meta", "material/meta")
DEFAULT_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml", "zensical.toml")
"""The files that the hosts read, those first that name plugins that are run."""
_BARE_FILE, _BARE_THEME = "zensical.toml", "zensical"
"""What only a site has that Zensical builds, which runs no plugin."""


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """A site's configuration, as far as its pages' structure depends on it.

    Attributes:
        config_file: The file, absolute.
        docs_dir: The folder of the pages, absolute.
        site_name: Empty where there is none.
        site_url: Likewise.
        use_directory_urls: Whether `a.md` becomes `a/` and not `a.html`.
        exclude_docs: Patterns as in `.gitignore`, one on each line.
        draft_docs: The same, of pages that only `mkdocs serve` shows.
        meta_file: The name of the files with front matter for a folder's pages; empty where
            Material's `meta` plugin is not listed.
        languages: In which languages it is built.
        theme: The name of the site's theme.
        dialect: What `markdown_extensions` make of a page.
        options: Of this plugin, as they stand there; `None` where the site does not list it.
        notes: What could not be followed, each in one line with its place.
        places: Where the site's own options stand, such as `exclude_docs`.
        options_place: Where this plugin stands; in an inherited file, maybe.
        option_places: Where its options stand.
        files: The configuration's file and those that it inherits.
    """

    config_file: Path
    docs_dir: Path
    site_name: str = ""
    site_url: str = ""
    use_directory_urls: bool = True
    exclude_docs: str = ""
    draft_docs: str = ""
    meta_file: str = ""
    languages: Languages = field(default_factory=Languages)
    theme: str = ""
    dialect: Dialect = field(default_factory=Dialect)
    options: Mapping[str, object] | None = None
    notes: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, repr=False)
    options_place: Place = field(default_factory=Place, repr=False)
    option_places: Mapping[str, Place] = field(default_factory=dict, repr=False)
    files: tuple[Path, ...] = field(default=(), repr=False)

    def line_of(self, option: str) -> int:
        """Return the line of one of this plugin's options in the file that lists the plugin."""
        place = self.option_places.get(option, self.options_place)
        return place.line if place.path == self.options_place.path else 0


def load_site_config(path: Path | None = None) -> SiteConfig:
    """Read a site's configuration.

    Args:
        path: The file; the first of `DEFAULT_FILES` in the current folder if not given.

    Raises:
        ConfigurationError: when there is no such file, when it is broken, or when the folder
            of its pages does not exist.
    """
    path = find_config_file(path)
    try:
        site = read_site_data(path)
    except RecursionError:
        raise ConfigurationError("it nests too deeply, or without end", path=str(path)) from None
    config_file = Path(os.path.abspath(path))  # noqa: PTH100  as MkDocs, which follows no link here
    dialect, notes = read_dialect(site)
    keys, options = _plugin(site)
    return SiteConfig(
        config_file=config_file,
        docs_dir=_docs_dir(site, config_file.parent),
        site_name=site.value("site_name", ""),
        site_url=site.value("site_url", ""),
        use_directory_urls=site.value("use_directory_urls", True),
        exclude_docs=site.value("exclude_docs", ""),
        draft_docs=site.value("draft_docs", ""),
        meta_file=_meta_file(site),
        languages=read_languages(site),
        theme=_theme(site),
        dialect=dialect,
        options=options,
        notes=notes,
        places={key: site.place(key) for key in site.data},
        options_place=site.place(*keys),
        option_places={option: site.place(*keys, option) for option in options or ()},
        files=site.files,
    )


def read_site_data(path: Path) -> SiteData:
    """Read the values of a configuration, as what its name says that it is.

    Raises:
        ConfigurationError: when it cannot be read.
    """
    if not is_toml(path):
        return read_site_yaml(path)
    from mkdocs_featurespec.site.config_toml import read_site_toml

    return read_site_toml(path)


def is_toml(path: Path) -> bool:
    """Return whether a configuration is Zensical's own, and not YAML."""
    return path.suffix.lower() == ".toml"


def bare_host_file(config: SiteConfig) -> Path | None:
    """Return the configuration that Zensical builds a site from; `None` if it seems not to.

    It does where there is a `zensical.toml`, which it prefers, or the theme is its own.
    """
    if is_toml(config.config_file):
        return config.config_file
    beside = config.config_file.parent / _BARE_FILE
    if beside.is_file():
        return beside
    return config.config_file if config.theme == _BARE_THEME else None


def find_config_file(path: Path | None = None) -> Path:
    """Return the file of a site's configuration.

    Args:
        path: As the user named it; the first of `DEFAULT_FILES` in the current folder if not
            given.

    Raises:
        ConfigurationError: when there is no such file.
    """
    path = path or _default_file()
    if not path.is_file():
        reason = "is a folder, not a file" if path.is_dir() else "does not exist"
        raise ConfigurationError(f"the configuration file {reason}", path=str(path))
    return path


def site_settings(config: SiteConfig) -> Settings:
    """Return the settings that a site chose; the defaults where it does not list the plugin.

    Raises:
        ConfigurationError: when an option is unknown or has a wrong value.
    """
    return parse_settings(
        config.options or {}, path=config.options_place.path, line_of=config.line_of
    )


def _default_file() -> Path:
    for name in DEFAULT_FILES:
        if Path(name).is_file():
            return Path(name)
    raise ConfigurationError(
        "there is no mkdocs.yml, properdocs.yml or zensical.toml in this folder; "
        "name one with --config-file"
    )


def _docs_dir(site: SiteData, folder: Path) -> Path:
    value = site.value("docs_dir", "docs")
    docs_dir = Path(os.path.normpath(folder / value))
    if not docs_dir.is_dir():
        raise site.error(("docs_dir",), f"docs_dir: there is no folder '{value}'")
    return docs_dir


def _meta_file(site: SiteData) -> str:
    """Return the name of the files that Material's `meta` plugin reads; empty without it."""
    for entry in site.entries("plugins"):
        options = entry.options if isinstance(entry.options, dict) else {}
        if entry.name in _META_PLUGINS and options.get("enabled", True):
            return str(options.get("meta_file", META_FILE))
    return ""


def _theme(site: SiteData) -> str:
    """Return the name of the theme; empty where MkDocs would choose, or the theme has none."""
    theme = site.data.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else theme
    return name if isinstance(name, str) else ""


def _plugin(site: SiteData) -> tuple[KeyPath, Mapping[str, object] | None]:
    """Return where this plugin stands among the plugins, and its options if it does."""
    found = [entry for entry in site.entries("plugins") if entry.name.removeprefix("/") == PLUGIN]
    if not found:
        return ("plugins",), None
    if len(found) > 1:
        raise site.error(found[1].keys, f"plugins: {PLUGIN} is listed twice")
    keys, options = found[0].keys, found[0].options
    if not isinstance(options, dict):
        message = f"plugins: {PLUGIN}: expected a mapping of options, found {kind(options)}"
        raise site.error(keys, message)
    return keys, options
