"""Endpoints that are spelled otherwise than the template's example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_featurespec.fix.edits import Edit, Mend, apply_edits
from mkdocs_featurespec.fix.endpoint_places import endpoint_places
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.spelling import Spelling, respelled
from mkdocs_featurespec.reader.entities.cells import read_rows
from mkdocs_featurespec.reader.markdown.blocks import BlockKind
from mkdocs_featurespec.reader.source import Source

_GAP = re.compile(r"[\s`]|\*\*")
_METHODS = re.compile(r"[`*\s]*[A-Za-z]+(?:(?:[\s/|,&`*]|\band\b|\bor\b)+[A-Za-z]+)*[`*\s]*")
_WORD = re.compile(r"[A-Za-z]+")
_MARKS = re.compile(r"(?:`|\*\*|\s)+")
_REFERENCE = re.compile(r"^ {0,3}\[([^\[\]]+)\]:", re.MULTILINE)
_OPENS = " \t|`*"
"""What stands before a path that has no host."""


class _Place(NamedTuple):
    """Where a page spells an endpoint.

    Attributes:
        start: The offset of its path, mostly with its methods before it.
        end: One past it.
        methods: In capitals.
        name: The path as it goes by.
        cells: The cells of the table's row that it stands in, if it does.
    """

    start: int
    end: int
    methods: frozenset[str]
    name: str
    cells: tuple[tuple[int, int], ...]


class _Part(NamedTuple):
    """A stretch of a page that spells an endpoint or its methods, and how to mend it."""

    start: int
    end: int
    edits: tuple[Edit, ...]


def mend_endpoints(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the endpoints whose meaning is certain, in the template's spelling."""
    places = endpoint_places(reading, guide)
    rows = _rows(reading) if places else {}
    defined = frozenset(map(str.lower, _REFERENCE.findall(reading.text)))
    for span, (methods, path) in places.items():
        place = _Place(*reading.lines.range(span), methods, path, rows.get(span.line, ()))
        parts = [
            *_method_part(reading.text, place),
            *_path_part(reading.text, place, guide.spelling, defined),
        ]
        edits = tuple(edit for part in parts for edit in part.edits)
        if edits:
            old = " ".join(reading.text[part.start : part.end] for part in parts)
            new = " ".join(_after(part, reading.text) for part in parts)
            yield Mend("write", f'"{_plain(old)}" as "{_plain(new)}"', edits)


def _path_part(
    text: str, place: _Place, spelling: Spelling, defined: frozenset[str]
) -> Iterator[_Part]:
    """Give the place of an endpoint as the reader gave it: its path, mostly with its methods."""
    start, end = place.start, place.end
    at = start + max((gap.end() for gap in _GAP.finditer(text[start:end])), default=0)
    edits = [*_in_capitals(start, text[start:at], place.methods)]
    if not place.cells and text[start - 1] != "`":
        # "Get /kilns and ..." may open a sentence.
        edits = [edit for edit in edits if text[edit.start : edit.end].islower()]
    path = text[at:end]
    stands_alone = at == start and bool(place.cells) and text[start - 1] in _OPENS
    if stands_alone and place.name == f"/{path.rstrip('/')}":
        path = f"/{path}"
    if at > start or stands_alone:
        path = respelled(path, spelling, defined)
        if path != text[at:end]:
            edits.append(Edit(at, end, path))
    yield _Part(start, end, tuple(edits))


def _method_part(text: str, place: _Place) -> Iterator[_Part]:
    """Give the one cell beside a path that holds its methods and nothing else."""
    found = [
        (start, end)
        for start, end in place.cells
        if not start <= place.start < end and _methods_of(text[start:end]) == place.methods
    ]
    if len(found) == 1:
        start, end = found[0]
        yield _Part(start, end, tuple(_in_capitals(start, text[start:end], place.methods)))


def _methods_of(cell: str) -> set[str]:
    words = _WORD.findall(cell) if _METHODS.fullmatch(cell) else ()
    return {word.upper() for word in words} - {"AND", "OR"}


def _in_capitals(start: int, text: str, methods: frozenset[str]) -> Iterator[Edit]:
    for word in _WORD.finditer(text):
        method = word.group().upper()
        if method in methods and method != word.group():
            yield Edit(start + word.start(), start + word.end(), method)


def _rows(reading: Reading) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return where the cells of each row of a table stand, by its line."""
    source = Source(reading.text, "")
    rows: dict[int, tuple[tuple[int, int], ...]] = {}
    for block in reading.blocks:
        if block.kind is BlockKind.TABLE:
            for row in read_rows(block):
                number, column = row.line.number, row.line.column
                rows[number] = tuple(
                    reading.lines.range(
                        source.span(
                            number, column + cell.start, column + cell.start + len(cell.text)
                        )
                    )
                    for cell in row.cells
                )
    return rows


def _after(part: _Part, text: str) -> str:
    edits = [Edit(e.start - part.start, e.end - part.start, e.text) for e in part.edits]
    return apply_edits(text[part.start : part.end], edits)


def _plain(text: str) -> str:
    return _MARKS.sub(" ", text).strip()
