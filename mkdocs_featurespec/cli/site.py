"""Reads the site that a command is about, and says what a person should know of it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from mkdocs_featurespec.cli.output import complain

if TYPE_CHECKING:
    from mkdocs_featurespec.site.config import SiteConfig
    from mkdocs_featurespec.site.load import OpenSite

F = TypeVar("F", bound=Callable[..., object])


def config_file_option(command: F) -> F:
    """Give a command the option that names the site's configuration."""
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The site's configuration. [default: mkdocs.yml or mkdocs.yaml in this folder]",
    )(command)


def take_site(config_file: Path | None, *, use_baseline: bool = True) -> OpenSite:
    """Return a site with its pages' text, and say on standard error what is odd about it.

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
    site = open_site(config, use_baseline=use_baseline)
    for note in _notes(config, site):
        complain(note)
    return site


def _notes(config: SiteConfig, site: OpenSite) -> list[str]:
    notes = list(config.notes)
    name = config.config_file.name
    if config.options is None:
        notes.append(f"{name} does not list the plugin featurespec; its default options are used")
    if not site.documents:
        patterns = ", ".join(site.settings.features)
        notes.append(f"{name}: no page in {config.docs_dir.name}/ is a feature page ({patterns})")
    return notes
