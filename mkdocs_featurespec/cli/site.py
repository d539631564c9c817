"""Reads the site that a command is about, and says what a person should know of it."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from mkdocs_featurespec.cli.output import complain

if TYPE_CHECKING:
    from mkdocs_featurespec.site.load import OpenSite
    from mkdocs_featurespec.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


def config_file_option(command: F) -> F:
    """Give a command the option that names the site's configuration."""
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The site's configuration. [default: mkdocs.yml, properdocs.yml or zensical.toml in "
        "this folder]",
    )(command)


def take_site(
    config_file: Path | None, *, use_baseline: bool = True, may_be_empty: bool = False
) -> OpenSite:
    """Return a site with its pages' text, and say on standard error what is odd about it.

    Args:
        config_file: The site's configuration; the one in the current folder if not given.
        use_baseline: Whether the site's baseline is read.
        may_be_empty: Whether a site without feature pages is nothing odd.

    Raises:
        ConfigurationError: when the configuration, the template, the schema or the baseline is
            broken.
    """
    from mkdocs_featurespec.site.config import load_site_config

    config = load_site_config(config_file)
    # Only now, so that a slip in the configuration is told at once.
    from mkdocs_featurespec.site.load import open_site

    # Pages stay until the process ends: collecting would cost a sixth of its time and free nothing.
    gc.disable()
    # Nor is there any use in looking through them once more when it ends.
    atexit.register(gc.freeze)
    site = open_site(config, use_baseline=use_baseline)
    for note in notes_on(site, may_be_empty=may_be_empty):
        complain(note)
    return site


def take_workspace(config_file: Path | None) -> Workspace:
    """Return what the pages of a site are read and judged by, without the pages.

    Raises:
        ConfigurationError: when the configuration, the template, the schema or the baseline is
            broken.
    """
    from mkdocs_featurespec.site.config import load_site_config, site_settings
    from mkdocs_featurespec.workspace import load_workspace

    config = load_site_config(config_file)
    for note in config.notes:
        complain(note)
    return load_workspace(site_settings(config), config.config_file.parent, config.dialect)


def lines_by_path(site: OpenSite) -> Callable[[str], Sequence[str]]:
    """Return what gives the lines of a page or of the template, by its path in messages."""
    from mkdocs_featurespec.reader.source import Source

    texts = {document.path: document.content for document in site.documents}
    template = site.workspace.template_source

    def lines_of(path: str) -> Sequence[str]:
        own = template.text if path == template.path else ""
        text = texts[path] if path in texts else own or site.source_text(path)
        return Source(text, path).lines if isinstance(text, str) else ()

    return lines_of


def notes_on(site: OpenSite, *, may_be_empty: bool = False) -> list[str]:
    """Return what is odd about a site, one line each; the arguments are those of `take_site`."""
    config = site.config
    notes = list(config.notes)
    name = config.config_file.name
    if config.options is None:
        notes.append(f"{name} does not list the plugin featurespec; its default options are used")
    if not site.documents and not may_be_empty:
        patterns = ", ".join(site.settings.features)
        notes.append(f"{name}: no page in {config.docs_dir.name}/ is a feature page ({patterns})")
    return notes
