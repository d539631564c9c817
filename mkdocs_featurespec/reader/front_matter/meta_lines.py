"""MultiMarkdown metadata: `Key: value` lines at the top, which MkDocs takes for front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter

if TYPE_CHECKING:
    from mkdocs_featurespec.reader.source import Source

_META = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r"(?: {4}|\t)\s*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class MetaLines:
    """What MkDocs reads from the top of a page without `---`.

    Attributes:
        front_matter: Its keys are in lower case, its values text.
        body_line: The first line of the body, from 1.
        fault: Says so, if there is anything.
    """

    front_matter: FrontMatter
    body_line: int
    fault: Fault | None = None


def read_meta_lines(source: Source) -> MetaLines:
    """Read the lines that the fallback of `mkdocs.utils.meta.get_data` takes from a page.

    The first blank line ends them and belongs to neither side.
    """
    data: dict[str, object] = {}
    keys: dict[tuple[str | int, ...], Span] = {}
    values: dict[tuple[str | int, ...], Span] = {}
    key = ""
    last, body_line = 0, len(source.lines) + 1
    for number, line in enumerate(source.lines, start=1):
        if not line.strip():
            body_line = number + 1
            break
        if match := _META.match(line):
            key = match["key"].lower()
            keys[(key,)] = Span(number, match.start("key") + 1, number, match.end("key") + 1)
        elif not (key and (match := _MORE.match(line))):
            body_line = number
            break
        value = match["value"].strip()
        start = match.start("value") + 1
        values[(key,)] = Span(number, start, number, start + len(value))
        data[key] = f"{data[key]} {value}" if key in data else value
        last = number
    if not data:
        return MetaLines(FrontMatter({}), body_line)
    front_matter = FrontMatter(
        data, span=source.line_span(1), end_line=last, key_spans=keys, value_spans=values
    )
    return MetaLines(front_matter, body_line, _fault(source, last))


def _fault(source: Source, last: int) -> Fault:
    start, end = source.line_span(1), source.line_span(last)
    span = Span(start.line, start.column, end.end_line, end.end_column)
    one = last == 1
    lines = "this line" if one else f"lines 1 to {last}"
    message = f"MkDocs takes {lines} for front matter and does not show {'it' if one else 'them'}"
    hint = 'put a blank line above text; put front matter between two lines "---"'
    return Fault(FaultKind.NO_DELIMITERS, span, message, hint)
