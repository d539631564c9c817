"""A page that lists more than it did: new rows behind those that are there, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_featurespec.create.entries import Entries, endpoint_entries, table_entries
from mkdocs_featurespec.create.examples import End, Form, find_end
from mkdocs_featurespec.create.fill import appended_lines
from mkdocs_featurespec.fix.edits import Edit, apply_edits
from mkdocs_featurespec.fix.lines import Lines
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.sources.values import Operation, TableSource
from mkdocs_featurespec.workspace import Workspace


class Appended(NamedTuple):
    """A page with new rows.

    Attributes:
        text: Its source; as it was, where nothing was added.
        done: What was added, in words.
        undone: What was not, and why.
    """

    text: str
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()


def append(
    text: str, operations: list[Operation], tables: list[TableSource], workspace: Workspace
) -> Appended:
    """Return a page that lists operations and tables, too.

    Args:
        text: Its source.
        operations: As the page would write them.
        tables: Likewise.
        workspace: Has the site's template and dialect.
    """
    result = Appended(text)
    for role, entries in (
        (Role.ENDPOINTS, endpoint_entries(operations, workspace.template)),
        (Role.TABLES, table_entries(tables, workspace.template)),
    ):
        result = _with(result, role, entries, workspace)
    return result


def _with(result: Appended, role: Role, entries: Entries, workspace: Workspace) -> Appended:
    unreadable = "no page could be read as naming it"
    undone = [f'did not add "{name}": {unreadable}' for name in entries.left_out]
    done: list[str] = []
    text = result.text
    if entries.written:
        end = find_end(text, role, workspace.template, workspace.dialect)
        names = [f'"{entry.label}"' for entry in entries.written]
        if end is None:
            reason = f"the page has no section for {role.value}"
            undone += [f"did not add {name}: {reason}" for name in names]
        else:
            text = _inserted(text, end, appended_lines(end.place, entries.written))
            done += [f"added {name}" for name in names]
    return Appended(text, (*result.done, *done), (*result.undone, *undone))


def _inserted(text: str, end: End, new: list[str]) -> str:
    """Return a text with lines behind the last one of a place, and with its own line ends."""
    lines = Lines(text)
    if not end.goes_on:
        fence = ["```http", *new, "```"]
        new = ["", *(fence if end.place.form is Form.FENCE else new)]
    at = lines.end(min(end.place.last, len(lines)))
    return apply_edits(text, [Edit(at, at, "".join(f"{lines.newline}{line}" for line in new))])
