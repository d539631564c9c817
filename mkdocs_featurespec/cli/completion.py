"""`featurespec completion`."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.status import Status

_PROGRAM = "featurespec"
_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion(context: click.Context, shell: str) -> Status:
    """Print the script that lets a shell complete commands.

    The shell then completes commands, options and their values when you press the tabulator key.
    It takes effect in new shells.

    \b
    Bash (4.4 or newer), in ~/.bashrc:
      eval "$(featurespec completion bash)"
    \b
    Zsh, in ~/.zshrc, below compinit:
      eval "$(featurespec completion zsh)"
    \b
    Fish, once:
      featurespec completion fish > ~/.config/fish/completions/featurespec.fish
    """  # noqa: D301  click knows that backslash
    root = context.find_root().command
    script = _SHELLS[shell](root, {}, _PROGRAM, f"_{_PROGRAM.upper()}_COMPLETE").source()
    emit(lambda stream: stream.write(script))
    return Status.CLEAN
