"""`featurespec schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mkdocs_featurespec.cli.output import complain, emit
from mkdocs_featurespec.cli.site import config_file_option, take_workspace
from mkdocs_featurespec.cli.status import Status


@click.command
@config_file_option
def schema(config_file: Path | None) -> Status:
    """Print the JSON Schema of front matter.

    Prints the schema that the site's pages are checked against: its own, or the built-in one. It is
    JSON whatever the file is, and in one piece: what a schema refers to in other files stands
    under its "$defs". Editors complete and check front matter with it.

    Exits with 0, or with 2 if the configuration or the schema is broken.

    \b
    Examples:
      featurespec schema > .vscode/feature-page.schema.json
      featurespec schema | jq '.properties | keys'
    """  # noqa: D301  click knows that backslash
    from mkdocs_featurespec.schema.bundle import bundled

    site_schema = take_workspace(config_file).schema
    document = bundled(site_schema)
    if document is None:
        document = site_schema.document
        complain("the schema is in several files that cannot be put into one; this is the first")
    if isinstance(document, dict) and "$schema" in document:  # first, to be seen and to be cut off
        document = {"$schema": document["$schema"], **document}
    text = json.dumps(document, indent=2, ensure_ascii=False)
    emit(lambda stream: stream.write(f"{text}\n"))
    return Status.CLEAN
