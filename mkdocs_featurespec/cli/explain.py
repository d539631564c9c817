"""`featurespec explain`."""

from __future__ import annotations

from typing import TextIO

import click

from mkdocs_featurespec.cli.output import emit
from mkdocs_featurespec.cli.status import Status


@click.command
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
def explain(codes: tuple[str, ...]) -> Status:
    """Explain rules.

    Prints what each rule finds and why, how grave that is and how to change it, a bad and a good
    example, and how to make an exception. CODE may be a rule's code or name; a family, such as
    FS2, is listed.

    \b
    Examples:
      featurespec explain FS114
      featurespec explain missing-key unknown-key
      featurespec explain FS1
    """  # noqa: D301  click knows that backslash
    from mkdocs_featurespec.report.rule_text import write_explanation, write_rules
    from mkdocs_featurespec.rules import REGISTRY
    from mkdocs_featurespec.rules.levels import unknown_rule

    asked = [(code, REGISTRY.named(code)) for code in codes]
    for code, found in asked:
        if not found:
            raise click.UsageError(unknown_rule(code, REGISTRY))

    def write(stream: TextIO) -> None:
        for i, (_, found) in enumerate(asked):
            if i:
                stream.write(f"\n{'-' * 80}\n\n")
            if len(found) > 1:
                write_rules(found, {}, stream)
            else:
                write_explanation(found[0], stream)

    emit(write)
    return Status.CLEAN
