"""`featurespec rules`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.site import config_file_option
from mkdocs_featurespec.cli.status import Status


@click.command
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A list to read, or JSON for tools.",
)
@config_file_option
def rules(format_: str, config_file: Path | None) -> Status:
    """List all rules.

    Prints each rule by family: its code, its name, how grave what it finds is, and what that is.
    Where there is a mkdocs.yml, the level that its option 'rules' gives a rule is told too.

    \b
    Examples:
      featurespec rules
      featurespec rules --format json | jq -r '.rules[] | select(.level == "off") | .code'
    """  # noqa: D301  click knows that backslash
    from mkdocs_featurespec.rules import REGISTRY

    here = _levels_here(config_file)
    every = list(REGISTRY.by_code.values())
    if format_ == "json":
        from mkdocs_featurespec.report.rules_json import write_rules_as_json

        emit(lambda stream: write_rules_as_json(every, here, stream))
    else:
        from mkdocs_featurespec.report.rule_text import write_rules

        emit(lambda stream: write_rules(every, here, stream))
    return Status.CLEAN


def _levels_here(config_file: Path | None) -> Mapping[str, str]:
    """Return the levels that a site gives to rules, by code; none where there is no site."""
    from mkdocs_featurespec.rules import REGISTRY
    from mkdocs_featurespec.rules.levels import chosen_levels
    from mkdocs_featurespec.site.config import DEFAULT_FILES, load_site_config, site_settings

    if config_file is None and not any(Path(name).is_file() for name in DEFAULT_FILES):
        return {}
    settings = site_settings(load_site_config(config_file))
    levels = chosen_levels(settings, REGISTRY)
    return {code: level.value if level else "off" for code, level in levels.items()}
