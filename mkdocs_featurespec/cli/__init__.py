"""The command `featurespec`: the same checks and catalog as in a build, without MkDocs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from mkdocs_featurespec import __version__
from mkdocs_featurespec.cli.output import complain, speak_utf8
from mkdocs_featurespec.cli.status import Status
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.site.write import NotWrittenError

_NAMES = (
    "init",
    "new",
    "check",
    "watch",
    "fix",
    "sync",
    "catalog",
    "impact",
    "coverage",
    "index",
    "explain",
    "rules",
    "schema",
    "template",
    "completion",
)
"""In the order in which people meet the commands; each has the name of its module."""


class _Commands(click.Group):
    """Imports the command that runs, and no other one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order in which help shows them."""
        return list(_NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; where there is none of that name, click looks for a similar one."""
        for name in (cmd_name,) if cmd_name in _NAMES else _NAMES:
            if name not in self.commands:
                module = import_module(f"{__name__}.{name}")
                self.add_command(getattr(module, name))
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    epilog="See 'featurespec COMMAND --help' for what a command takes.",
)
@click.version_option(__version__, message="featurespec %(version)s")
@click.pass_context
def featurespec(context: click.Context) -> None:
    """Keep feature specs true.

    Checks the feature pages of a MkDocs site, mends them, and lists the tables, endpoints, events
    and jobs that they name. Reads mkdocs.yml and the pages by itself: neither MkDocs nor the site's
    theme and plugins need to be installed.

    \b
    Examples:
      featurespec check
      featurespec check --format json > findings.json
      featurespec catalog -f website/mkdocs.yml
    """  # noqa: D301  click knows that backslash
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(Status.MISUSED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: Without the program's name; those of the process if not given.
    """
    speak_utf8()
    try:
        # Not in click's own mode, so that every status is decided here.
        result = featurespec.main(arguments, prog_name="featurespec", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return Status.MISUSED
    except ConfigurationError as error:
        for part in error.parts:
            complain(str(part))
        return Status.MISUSED
    except NotWrittenError as error:
        complain(str(error))
        return Status.MISUSED
    except click.Abort:
        return Status.INTERRUPTED
    return Status(result or 0)
