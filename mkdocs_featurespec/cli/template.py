"""`featurespec template`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.site import config_file_option, take_workspace
from mkdocs_featurespec.cli.status import Status

if TYPE_CHECKING:
    from mkdocs_featurespec.model import Template, TemplateSection

_WIDTH = 96


@click.command
@click.option("--skeleton", is_flag=True, help="Print it as a new page has it.")
@click.option("--outline", is_flag=True, help="List its sections, and what they are known by.")
@config_file_option
def template(skeleton: bool, outline: bool, config_file: Path | None) -> Status:
    """Print the template of feature pages.

    Prints the template that the site's pages follow: its own, or the built-in one, which is a
    good start for one of your own. The outline says what is read out of it: each heading, the
    role of its section, whether a page may leave it out, and the headings that count as it.

    Exits with 0, or with 2 if the configuration or the template is broken.

    \b
    Examples:
      featurespec template > templates/feature.md
      featurespec template --skeleton
      featurespec template --outline
    """  # noqa: D301  click knows that backslash
    if skeleton and outline:
        raise click.UsageError("--skeleton and --outline are two things; choose one.")
    workspace = take_workspace(config_file)
    if outline:
        text = "".join(f"{line}\n" for line in _outline(workspace.template))
    elif skeleton:
        from mkdocs_featurespec.template import Values, render_skeleton

        values = Values(workspace.settings.surfaces, today=date.today().isoformat())
        text = render_skeleton(workspace.template_source, values)
    else:
        text = workspace.template_source.text
    emit(lambda stream: stream.write(text))
    return Status.CLEAN


def _outline(template: Template) -> Iterator[str]:
    headings = [f"{'#' * section.level} {section.text}" for section in template.sections]
    width = max(map(len, headings), default=0)
    for heading, section in zip(headings, template.sections, strict=True):
        yield f"{heading:{width}}  {'  '.join(_traits(section))}".rstrip()
        if section.aliases:
            yield from _also(section.aliases)


def _traits(section: TemplateSection) -> Iterator[str]:
    if section.role:
        yield section.role.value
    if section.optional:
        yield "optional"
    if section.since:
        yield f"since version {section.since}"


def _also(aliases: Sequence[str]) -> Iterator[str]:
    """Give the lines that list other headings, none of them broken."""
    text = ", ".join(alias.replace(" ", "\0") for alias in aliases)
    for i, line in enumerate(wrap(text, _WIDTH - 10, break_on_hyphens=False)):
        yield f"    {' ' * 6 if i else 'also: '}{line}".replace("\0", " ")
