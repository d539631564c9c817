"""Looks at a site that does not use the plugin yet, and plans what would be written for it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from mkdocs_featurespec.adopt.folders import Candidate, candidates, is_template, own_templates
from mkdocs_featurespec.adopt.proposal import Proposal, propose
from mkdocs_featurespec.adopt.survey import survey, top_names
from mkdocs_featurespec.baseline import Baseline
from mkdocs_featurespec.diagnostics import ConfigurationError, Fault
from mkdocs_featurespec.schema.files import load_schema, parse_schema
from mkdocs_featurespec.settings import (
    MARKDOWN_SUFFIXES,
    Settings,
    feature_matcher,
    parse_settings,
)
from mkdocs_featurespec.site.config import DEFAULT_FILES, SiteConfig, is_toml, load_site_config
from mkdocs_featurespec.site.config_edit import add_plugin
from mkdocs_featurespec.site.config_yaml import read_site_yaml
from mkdocs_featurespec.site.files import decode, find_pages, read_text
from mkdocs_featurespec.site.folder_defaults import folder_defaults
from mkdocs_featurespec.site.load import OpenSite
from mkdocs_featurespec.site.plugin_entry import Options, as_data, as_toml, new_config
from mkdocs_featurespec.template import TemplateSource
from mkdocs_featurespec.workspace import Document, Workspace


@dataclass(frozen=True, slots=True)
class Ground:
    """A site as it is found.

    Attributes:
        config: Its configuration; one that is assumed where it has none.
        config_text: The text of that; `None` where there is none.
    """

    config: SiteConfig
    config_text: str | None

    @property
    def base(self) -> Path:
        """The folder that paths in options and messages are relative to."""
        return self.config.config_file.parent

    def display(self, path: Path) -> str:
        """Return how messages and options name a file."""
        return PurePath(os.path.relpath(path, self.base)).as_posix()


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written.

    Attributes:
        path: Relative to the folder of the configuration file.
        text: Its content: what is there already, if it exists.
        exists: Whether there is such a file, which stays as it is.
    """

    path: str
    text: str
    exists: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written for a site, and what for.

    Attributes:
        ground: The site as it is.
        settings: The plugin's options as they would be.
        found: Where feature pages were found, the chosen place first; empty where they were named.
        proposal: The template, the schema and what they are made of.
        files: The files to be written but for the configuration.
        config_text: The configuration as it would be; as it is where it cannot be edited.
        refusal: Why it cannot be.
        documents: The feature pages.
    """

    ground: Ground
    settings: Settings
    found: tuple[Candidate, ...]
    proposal: Proposal
    files: tuple[NewFile, ...]
    config_text: str
    refusal: ConfigurationError | None
    documents: tuple[Document, ...] = field(repr=False)

    def open_site(self) -> OpenSite:
        """Return the site as if all had been written.

        Raises:
            ConfigurationError: when a file that is there already is broken.
        """
        template, schema = self.files
        schema_file = self.ground.base / schema.path
        workspace = Workspace(
            self.settings,
            TemplateSource(template.text, template.path),
            load_schema(schema_file, display=schema.path)
            if schema.exists
            else parse_schema(schema.text, display=schema.path),
            self.ground.config.dialect,
            Baseline(),
        )
        return OpenSite(self.ground.config, self.settings, workspace, self.documents)


def find_ground(config_file: Path | None, docs: Path | None) -> Ground:
    """Find a site's configuration and its pages.

    Args:
        config_file: The configuration; the one in the current folder if not given.
        docs: The folder of the pages, for a site that has no configuration; `docs` if not given.

    Raises:
        ConfigurationError: when the configuration is broken, or there is none and no such folder.
    """
    named = config_file or next((Path(n) for n in DEFAULT_FILES if Path(n).is_file()), None)
    if named is not None:
        config = load_site_config(named)
        if docs is not None and not _is_same(docs, config.docs_dir):
            message = f"its pages are in {config.docs_dir.name}/ and not in {docs}"
            raise ConfigurationError(message, path=str(named))
        text = decode(config.config_file.read_bytes())
        if isinstance(text, Fault):
            raise ConfigurationError(text.message, path=str(named), line=text.span.line)
        return Ground(config, text)
    folder = docs or Path("docs")
    if not folder.is_dir():
        raise ConfigurationError(
            f"there is no {DEFAULT_FILES[0]} and no folder {folder} here; name the folder of your "
            "pages with --docs"
        )
    here = Path.cwd()
    ground = Ground(SiteConfig(here / DEFAULT_FILES[0], here / folder), None)
    if ground.display(folder).startswith("."):
        message = f"the folder of the pages has to lie in this one, unlike {folder}"
        raise ConfigurationError(message)
    return ground


def make_plan(
    ground: Ground, patterns: Sequence[str], template: Path | None, *, derive: bool
) -> Plan:
    """Plan what would be written for a site.

    Args:
        ground: The site.
        patterns: Which pages are feature pages; found out where none is given.
        template: The team's own template; looked for where it is not given.
        derive: Whether one is derived all the same.

    Raises:
        ConfigurationError: when there are no feature pages, or a pattern or the template is
            broken.
    """
    config = ground.config
    contents = {uri: read_text(config.docs_dir / uri) for uri in find_pages(config)}
    texts = {uri: text for uri, text in contents.items() if isinstance(text, str)}
    found: list[Candidate] = []
    if not patterns:
        found = candidates({uri: top_names(t, config.dialect) for uri, t in texts.items()})
        if not found:
            raise ConfigurationError(
                f"no folder in {ground.display(config.docs_dir)} looks like one of feature pages; "
                "name them with --pages"
            )
        patterns = found[0].patterns
    settings = parse_settings({"features": list(patterns)})
    settings = parse_settings(
        {"features": list(patterns), "exclude": _templates_among(contents, settings)}
    )
    uris = sorted(filter(feature_matcher(settings), contents))
    if not uris:
        what = ", ".join(patterns)
        raise ConfigurationError(f"no page in {ground.display(config.docs_dir)} matches {what}")
    own = None if derive else _own_template(ground, template, uris)
    pages = [survey(uri, texts[uri], config.dialect) for uri in uris if uri in texts]
    proposal = propose(pages, own, config.dialect)
    options = proposal.options(settings.features, settings.exclude)
    files = tuple(
        _new_file(ground, path, text)
        for path, text in (
            (proposal.template.path, proposal.template.text),
            (proposal.schema_path, proposal.schema_text),
        )
    )
    config_text, refusal = _configured(ground, options)
    prefix = "" if ground.display(config.docs_dir) == "." else f"{ground.display(config.docs_dir)}/"
    defaults_of = folder_defaults(config.docs_dir, config.meta_file, prefix)
    return Plan(
        ground,
        parse_settings(as_data(options)),
        tuple(found),
        proposal,
        files,
        config_text,
        refusal,
        tuple(Document(uri, f"{prefix}{uri}", contents[uri], defaults_of(uri)) for uri in uris),
    )


def _templates_among(uris: Iterable[str], settings: Settings) -> list[str]:
    """Return patterns for the templates that would be taken for feature pages."""
    found = []
    for uri in filter(is_template, filter(feature_matcher(settings), uris)):
        folder, name = posixpath.split(uri)
        is_aside = posixpath.basename(folder).startswith("_")
        found.append(f"{folder}/" if is_aside else posixpath.join(folder, name))
    return list(dict.fromkeys(found))


def _own_template(ground: Ground, named: Path | None, uris: Sequence[str]) -> TemplateSource | None:
    """Return the team's own template, if it has one."""
    docs_dir = ground.config.docs_dir
    if named is None:
        folders = list(dict.fromkeys(posixpath.dirname(uri) for uri in uris))
        likely = own_templates(_markdown_files(docs_dir), folders)
        if not likely:
            return None
        named = docs_dir / likely[0]
    display = ground.display(named)
    text = read_text(named)
    if isinstance(text, Fault):
        raise ConfigurationError(text.message, path=display, line=text.span.line)
    return TemplateSource(text, display)


def _markdown_files(docs_dir: Path) -> list[str]:
    """Return all Markdown files in a folder, also those that a build leaves out."""
    return sorted(
        PurePath(os.path.relpath(Path(folder) / name, docs_dir)).as_posix()
        for folder, _, names in os.walk(docs_dir)
        for name in names
        if name.endswith(MARKDOWN_SUFFIXES)
    )


def _new_file(ground: Ground, path: str, text: str) -> NewFile:
    there = ground.base / path
    if not os.path.lexists(there):
        return NewFile(path, text, exists=False)
    current = read_text(there)
    if isinstance(current, Fault):
        raise ConfigurationError(current.message, path=path, line=current.span.line)
    return NewFile(path, current, exists=True)


def _configured(ground: Ground, options: Options) -> tuple[str, ConfigurationError | None]:
    """Return the text of the configuration with the plugin, or as it is, and why."""
    text = ground.config_text
    if text is None:
        folder = ground.display(ground.config.docs_dir)
        return new_config(ground.base.name or "Site", folder, options), None
    file = ground.config.config_file
    if is_toml(file):
        message = f"the plugin is not added to TOML; add it yourself: {as_toml(options)}"
        return text, ConfigurationError(message, path=ground.display(file))
    inherited = read_site_yaml(file).data.get("plugins")
    try:
        return add_plugin(text, Path(ground.display(file)), options, inherited), None
    except ConfigurationError as refusal:
        return text, refusal


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
