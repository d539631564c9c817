"""Front matter: where it ends, what it holds, and what MkDocs would make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import DATA_LOST, Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.reader.yaml_values import read_yaml

_OPENING = re.compile(r"-{3}[ \t]*")
_CLOSING = re.compile(r"(?:\.{3}|-{3})[ \t]*")
_META = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_META_MORE = re.compile(r"(?: {4}|\t)\s*(.*)")


class FrontMatterResult(NamedTuple):
    """A page's front matter, read.

    Attributes:
        front_matter: Empty where the page has none or it cannot be read.
        body_line: The first line of the body, from 1; one past the last line if there is none.
        faults: What is wrong with it, in the order of the page.
    """

    front_matter: FrontMatter
    body_line: int
    faults: tuple[Fault, ...]


def read_front_matter(source: Source) -> FrontMatterResult:
    """Read a page's front matter, split from the body as `mkdocs.utils.meta.get_data` does.

    Where the YAML is broken, MkDocs takes the page for one without front matter and renders
    `---` and all as text. Here the body starts behind it all the same, so that what the writer
    meant as front matter does not turn into headings and entities; the fault is reported.
    """
    lines = source.lines
    if not lines or not _OPENING.fullmatch(lines[0]):
        return _read_meta(source)
    closing = _closing(lines)
    if closing is None:
        return FrontMatterResult(FrontMatter({}), 1, tuple(_not_closed(source)))
    values = read_yaml("\n".join(lines[1:closing]) + "\n", source, first_line=2)
    faults = values.faults
    data = values.data
    if not isinstance(data, dict):
        if not any(fault.kind in DATA_LOST for fault in faults):
            faults.append(_not_a_mapping(data, source, closing))
        data = {}
    front_matter = FrontMatter(
        data,
        span=source.line_span(_first_key_line(lines, closing)),
        end_line=closing + 1,
        key_spans=values.key_spans,
        value_spans=values.value_spans,
    )
    ordered = tuple(sorted(faults, key=lambda f: (f.span.line, f.span.column)))
    return FrontMatterResult(front_matter, closing + 2, ordered)


def _closing(lines: Sequence[str]) -> int | None:
    """Return the index of the closing line: not the second one, and not without a line feed."""
    return next((i for i in range(2, len(lines) - 1) if _CLOSING.fullmatch(lines[i])), None)


def _first_key_line(lines: Sequence[str], closing: int) -> int:
    """Return the line, from 1, of the first key: comments and blank lines do not count."""
    keys = (i + 1 for i in range(1, closing) if lines[i].strip() and lines[i].lstrip()[0] != "#")
    return next(keys, 1)


def _not_closed(source: Source) -> list[Fault]:
    """Return the fault of an opening `---` that MkDocs takes for a horizontal rule.

    Without anything that looks like a key below, it is one.
    """
    lines = source.lines
    if len(lines) < 2 or not _META.match(lines[1]):
        return []
    hint = "close the front matter with a line --- after its last key"
    if _CLOSING.fullmatch(lines[-1]):
        hint = "end the line of the closing --- with a line feed"
    message = "the front matter is not closed; MkDocs shows it as text"
    return [Fault(FaultKind.NO_DELIMITERS, source.line_span(1), message, hint)]


def _not_a_mapping(data: object, source: Source, closing: int) -> Fault:
    found = {list: "a list", type(None): "nothing"}.get(type(data), "a single value")
    line = _first_key_line(source.lines, closing)
    return Fault(
        FaultKind.NOT_A_MAPPING,
        source.line_span(line),
        f"the front matter is {found}, not keys with values; MkDocs shows it as text",
        'write it as "key: value" lines',
    )


def _read_meta(source: Source) -> FrontMatterResult:
    """Read what MkDocs takes for MultiMarkdown metadata: lines `Key: value` that open a page."""
    data: dict[str, object] = {}
    keys: dict[tuple[str | int, ...], Span] = {}
    values: dict[tuple[str | int, ...], Span] = {}
    key = ""
    index = 0
    for index, line in enumerate(source.lines):  # noqa: B007  the body starts where it stops
        if not line.strip():
            break
        if match := _META.match(line):
            key = match.group(1).lower()
            value = match.group(2).strip()
            data[key] = f"{data[key]} {value}" if key in data else value
            keys.setdefault((key,), _part(index, *match.span(1)))
            values.setdefault((key,), _part(index, *match.span(2)))
        elif key and (more := _META_MORE.match(line)):
            data[key] = f"{data[key]} {more.group(1).strip()}"
        else:
            break
    else:
        index += 1
    if not data:
        return FrontMatterResult(FrontMatter({}), 1, ())
    fault = Fault(
        FaultKind.NO_DELIMITERS,
        next(iter(keys.values())),
        f'MkDocs takes the first lines, from "{next(iter(data))}:" on, for front matter and hides '
        "them",
        "put --- lines around them, or a blank line above them if they are text",
    )
    front_matter = FrontMatter(
        data, span=source.line_span(1), end_line=index, key_spans=keys, value_spans=values
    )
    return FrontMatterResult(front_matter, index + 1, (fault,))


def _part(index: int, start: int, end: int) -> Span:
    return Span(index + 1, start + 1, index + 1, end + 1)
