"""`featurespec init`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.report.summary import plural

if TYPE_CHECKING:
    from mkdocs_featurespec.site.adoption import Ground, Plan
    from mkdocs_featurespec.workspace import Site


@click.command
@click.option(
    "--docs",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the pages, for a site without mkdocs.yml.  [default: docs]",
)
@click.option(
    "--pages",
    multiple=True,
    metavar="PATTERN",
    help="Which pages are feature pages, as the option 'features' has it; may be given twice.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The template that you have, where it is not found by itself.",
)
@click.option(
    "--derive-template",
    is_flag=True,
    help="Derive a template from the pages, even if you have one.",
)
@click.option("--write", is_flag=True, help="Write the files; without this, only show them.")
@click.option("--no-baseline", is_flag=True, help="Write no baseline of the findings of today.")
@config_file_option
def init(
    docs: Path | None,
    pages: tuple[str, ...],
    template: Path | None,
    derive_template: bool,
    write: bool,
    no_baseline: bool,
    config_file: Path | None,
) -> Status:
    """Bring in the pages that you have.

    Finds your feature pages, takes your template or derives one from the headings that most of
    them share, derives a schema from the front matter in use, and shows what it would write to
    mkdocs.yml, with the numbers that it went by. No page is changed.

    With --write it writes the template, the schema and mkdocs.yml, of which every other byte
    stays, and a baseline, so that 'featurespec check' passes from the first day and only new
    findings count. It never writes over a file.

    Exits with 0, or with 2 if there are no feature pages to be found, the configuration is
    broken, or the plugin cannot be added to it.

    \b
    Examples:
      featurespec init
      featurespec init --pages 'areas/*/specs/' --write
      featurespec init --docs documentation --derive-template
    """  # noqa: D301  click knows that backslash
    from mkdocs_featurespec.site.adoption import find_ground, make_plan

    if template and derive_template:
        raise click.UsageError("--template and --derive-template exclude each other")
    ground = find_ground(config_file, docs)
    if ground.config.options is not None:
        return _has_plugin(ground, write=write and not no_baseline)
    plan = make_plan(ground, pages, template, derive=derive_template)
    site = plan.open_site().read()
    _show(plan, site)
    if write:
        _write(plan, with_baseline=not no_baseline)
    else:
        _announce(plan, site, with_baseline=not no_baseline)
    if plan.refusal is not None:
        raise plan.refusal
    return Status.CLEAN


def _has_plugin(ground: Ground, *, write: bool) -> Status:
    """Say what there is to say of a site that lists the plugin already, and make its baseline."""
    from mkdocs_featurespec.cli.baseline import update_baseline_of
    from mkdocs_featurespec.report.adoption_text import write_summary
    from mkdocs_featurespec.site.load import open_site

    name = ground.config.config_file.name
    opened = open_site(ground.config)
    site = opened.read()
    emit(lambda stream: write_summary(site, stream))
    click.echo(f"{name} lists the plugin already, so nothing is proposed for it.")
    if not _knowable(site):
        return Status.CLEAN
    if (opened.base / opened.settings.baseline).exists():
        click.echo(
            "'featurespec check --update-baseline' takes today's findings into the baseline."
        )
    elif write:
        return update_baseline_of(opened)
    else:
        click.echo("--write makes a baseline of today's findings.")
    return Status.CLEAN


def _show(plan: Plan, site: Site) -> None:
    from mkdocs_featurespec.report.adoption_text import Adoption, write_adoption

    ground = plan.ground
    adoption = Adoption(
        plan.settings,
        plan.found,
        plan.proposal,
        ground.display(ground.config.config_file),
        ground.config_text or "",
        plan.config_text,
        "" if plan.refusal is None else plan.refusal.message,
        site,
    )
    emit(lambda stream: write_adoption(adoption, stream))


def _announce(plan: Plan, site: Site, *, with_baseline: bool) -> None:
    """Say what would be written."""
    click.echo("Nothing is written yet. With --write:")
    for file in plan.files:
        click.echo(f"  {file.path}{' stays as it is' if file.exists else ''}")
    if plan.refusal is not None:
        return
    click.echo(f"  {plan.ground.config.config_file.name}")
    count = _knowable(site)
    if with_baseline and count:
        click.echo(f"  {plan.settings.baseline} with {plural(count, 'finding')} of today")


def _write(plan: Plan, *, with_baseline: bool) -> None:
    """Write what was planned, and the baseline by what is on the disk then."""
    from mkdocs_featurespec.cli.baseline import update_baseline_of
    from mkdocs_featurespec.site.config import load_site_config
    from mkdocs_featurespec.site.load import open_site
    from mkdocs_featurespec.site.write import replace_text, write_new

    ground = plan.ground
    config_file = ground.config.config_file
    for file in plan.files:
        if file.exists:
            click.echo(f"kept     {file.path}")
        else:
            write_new(ground.base / file.path, file.text)
            click.echo(f"written  {file.path}")
    if plan.refusal is not None:
        return
    if ground.config_text is None:
        write_new(config_file, plan.config_text)
    else:
        replace_text(config_file, ground.config_text, plan.config_text)
    click.echo(f"written  {config_file.name}")
    opened = open_site(load_site_config(config_file))
    for note in opened.config.notes:
        complain(note)
    if with_baseline and _knowable(opened.read()):
        update_baseline_of(opened)
    click.echo("Next: read the template, run 'featurespec catalog' and compare it with your pages.")


def _knowable(site: Site) -> int:
    """Return how many findings a baseline would hold: what only informs is not in it."""
    from mkdocs_featurespec.baseline import baseline_of

    return len(baseline_of(site.diagnostics, site.silenced).known)
