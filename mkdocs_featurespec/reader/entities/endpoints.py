"""API endpoints in a section that holds them."""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs_featurespec.model import EntityKind, Role
from mkdocs_featurespec.reader.entities.cells import (
    Cell,
    Row,
    find_column,
    preferred_column,
    read_header,
    read_rows,
)
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.items import Item, ItemReader
from mkdocs_featurespec.reader.entities.names import CODE
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line, Region

_METHOD = r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WSS?|SSE)"
_METHODS = rf"{_METHOD}(?:\s*(?:/|\||,|&|\band\b|\bor\b)\s*{_METHOD})*"
_HOST = r"(?:(?:https?|wss?)://[^\s/]+|\$\{?\w+\}?|\{\{?\s?\w+\s?\}?\}|<\w+>)"
_PATH = r"/(?:\\[{}_*\[\]<>|]|[\w.~%@+=&!$*:/,;()-]|\{[^{}\s]*\}|\[\[?[\w.]+\]?\]|<[\w:]+>)*"
_ENDPOINT = re.compile(
    rf"(?<![\w/-])({_METHODS})\s*:?\s+(?:{_HOST})?({_PATH})(\?\S*|\#\S*)?(?!\w*\{{)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\s*(?:{_HOST})?({_PATH})(\?\S*|\#\S*)?\s*")
_RELATIVE = re.compile(r"\s*((?:\w|\{[^{}\s]*\}|:\w)(?:[\w.~{}:<>\[\]*/-])*)(\?\S*)?\s*")
_ONE_METHOD = re.compile(rf"\b{_METHOD}\b", re.IGNORECASE)
_METHODS_ALONE = re.compile(rf"\s*{_METHODS}\s*", re.IGNORECASE)
_CURL = re.compile(
    r"\bcurl\b(?=.*?(?:-X|--request)[\s=]*['\"]?([A-Za-z]+))?(?=.*?\s(-d|--data\S*|-F|--form)\b)?"
    rf".*?['\"]?(?:{_HOST})({_PATH})"
)
_FILE = re.compile(
    r"\.(?:tsx?|jsx?|mjs|py|rb|php|go|java|cs|kt|rs|vue|md|mdx|sql|swift|ya?ml)$", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\([{}_*\[\]<>|])")
_OPEN_END = re.compile(r"/(?:\.{2,}|\u2026)(?:/|$)")
_MARKUP = str.maketrans({"`": " "})
_TRAILING = ".,;:)("

_METHOD_COLUMNS = frozenset("method|methods|verb|http method|http verb|http|type".split("|"))
_PATH_COLUMNS = frozenset(
    "path|route|routes|endpoint|endpoints|url|uri|api|api endpoint|api route|api path|http"
    "|operation|resource|method and path|method path|request|call".split("|")
)
_SUMMARY_COLUMNS = (
    "description|what it does|purpose|summary|does|action|contract|behavior|behaviour|details"
    "|returns|notes"
).split("|")
_FENCES = frozenset(
    [
        "",
        *"http https text txt none plain plaintext rest api bash sh shell console curl zsh".split(),
    ]
)


class _Found(NamedTuple):
    """An endpoint in a text: where it stands, and where what follows it starts."""

    methods: tuple[str, ...]
    path: str
    start: int
    end: int
    rest: int


def read_endpoints(region: Region, collector: Collector) -> None:
    """Find the endpoints of one region.

    Args:
        region: A section whose role is endpoints.
        collector: Gets them.
    """
    under_endpoint = False
    items = ItemReader()
    for block in region.blocks:
        if block.kind is BlockKind.HEADING:
            collector.anchor = region.headings[block.line].anchor
            under_endpoint = _read_heading(block.lines[0], collector)
        elif block.kind is BlockKind.TABLE:
            _read_table(block, collector)
        elif block.kind in (BlockKind.FENCE, BlockKind.CODE):
            _read_code(block, collector)
        for item in items.read(block):
            _read_item(item, collector, in_prose=not under_endpoint)


def endpoint_of(text: str) -> tuple[str, str] | None:
    """Return the method and the path that a text such as `GET /kilns/{id}` is."""
    found = _match(text)
    return (found.methods[0], found.path) if found else None


def _read_heading(line: Line, collector: Collector) -> bool:
    found = _search(line.text)
    if found is not None:
        _add(found, line, 0, line.text[found.rest :], collector)
    return found is not None


def _read_table(block: Block, collector: Collector) -> None:
    header = read_header(block)
    # A template whose table begins with the method does not say that paths stand there.
    own = collector.name_columns(Role.ENDPOINTS) - _METHOD_COLUMNS
    path = find_column(header, _PATH_COLUMNS | own)
    method = find_column(header, _METHOD_COLUMNS)
    if method == path:
        method = None
    summary = preferred_column(header, _SUMMARY_COLUMNS)
    for row in read_rows(block):
        if collector.is_left_over(row.line):
            continue
        about = row.cell(summary).text
        if method is not None and path is not None:
            found = _of_two_cells(row.cell(method), row.cell(path), header[path])
        else:
            found = _of_one_cell(row, path if path is not None else method) or _of_any_cells(row)
        if found is not None:
            _add(found, row.line, 0, about, collector)


def _of_two_cells(method: Cell, path: Cell, column: str) -> _Found | None:
    methods = tuple(m.upper() for m in _ONE_METHOD.findall(method.text))
    bare = path.text.translate(_MARKUP).replace("**", "  ")
    alone = _ALONE.match(bare)
    if alone is None and (whole := _ENDPOINT.search(bare)):
        found = _found(whole, methods)
        return None if found is None else _shift(found, path.start)
    lead = "" if alone else "/"
    alone = alone or _RELATIVE.fullmatch(bare)
    if alone is None or not methods or (lead and _no_path(alone.group(1), column)):
        return None
    name = _normalised(lead + alone.group(1))
    if name is None:
        return None
    start = path.start + alone.start(1)
    end = start + len(alone.group(1).rstrip(_TRAILING))
    return _Found(methods, name, start, end, end)


def _no_path(text: str, column: str) -> bool:
    """Return whether text without a leading slash is no path: a word where no path is asked for."""
    return column not in ("path", "route", "url", "uri") or text.lower() in ("none", "n/a", "tbd")


def _of_one_cell(row: Row, column: int | None) -> _Found | None:
    """Return the endpoint that stands in one cell: in the path's, or else as all of the first."""
    cell = row.cell(0 if column is None else column)
    found = _search(cell.text)
    if found is None or (column is None and cell.text[: found.start].strip("`* ")):
        return None
    return _shift(found, cell.start)


def _read_code(block: Block, collector: Collector) -> None:
    if block.info not in _FENCES:
        return
    lines = iter(block.lines)
    for line in lines:
        text = line.text
        if collector.is_left_over(line):
            continue
        if "curl" in text:
            while text.endswith("\\") and (more := next(lines, None)) is not None:
                text = f"{text[:-1]} {more.text}"
            _read_curl(text, line, collector)
        elif (found := _match(text)) is not None:
            rest = text[found.rest :].strip()
            about = rest.lstrip("#/- ") if rest.startswith(("#", "//", "-", "\u2014", "--")) else ""
            _add(found, line, 0, about, collector)


def _read_curl(text: str, line: Line, collector: Collector) -> None:
    match = _CURL.search(text)
    if match is None:
        return
    method = (match.group(1) or ("POST" if match.group(2) else "GET")).upper()
    path = _normalised(match.group(3))
    if path is not None and _ONE_METHOD.fullmatch(method):
        start = min(match.start(3), len(line.text))
        end = min(start + len(path), len(line.text))
        _add(_Found((method,), path, start, end, end), line, 0, "", collector)


def _read_item(item: Item, collector: Collector, *, in_prose: bool) -> None:
    if collector.is_left_over(item.line):
        return
    opening = _match(item.text)
    if opening is not None:
        rest = item.text[opening.rest :]
        about = "" if _match(rest.lstrip(" `,/&")) else rest
        _add(opening, item.line, item.start, about, collector)
    elif not in_prose:
        return
    for code in CODE.finditer(item.text):
        found = _match(code.group(1))
        if found is None or code.group(1)[found.rest :].strip():
            continue
        shifted = _shift(found, code.start(1))
        if opening is None or shifted.start >= opening.end:
            if item.start + shifted.end > len(item.line.text):
                shifted = shifted._replace(start=0, end=len(item.line.text) - item.start)
            _add(shifted, item.line, item.start, item.text[code.end() :], collector)


def _of_any_cells(row: Row) -> _Found | None:
    """Return the endpoint of a row with a method alone in one cell and a path alone in another.

    So do tables go whose header is not English.
    """
    bare = [cell.text.translate(_MARKUP).replace("**", "  ") for cell in row.cells]
    method = next((i for i, text in enumerate(bare) if _METHODS_ALONE.fullmatch(text)), None)
    path = next((i for i, text in enumerate(bare) if _ALONE.fullmatch(text)), None)
    if method is None or path is None:
        return None
    return _of_two_cells(row.cell(method), row.cell(path), "")


def _search(text: str) -> _Found | None:
    """Return the first endpoint in a text."""
    if "/" not in text:
        return None
    match = _ENDPOINT.search(_bare(text))
    return _found(match) if match else None


def _match(text: str) -> _Found | None:
    """Return the endpoint that a text opens with."""
    if "/" not in text:
        return None
    bare = _bare(text)
    match = _ENDPOINT.match(bare, len(bare) - len(bare.lstrip(" *_")))
    return _found(match) if match else None


def _bare(text: str) -> str:
    """Return the text with spaces for the marks of code and strong text, so that places stay."""
    return text.translate(_MARKUP).replace("**", "  ")


def _found(match: re.Match[str], methods: tuple[str, ...] = ()) -> _Found | None:
    path = _normalised(match.group(2))
    if path is None:
        return None
    named = tuple(m.upper() for m in _ONE_METHOD.findall(match.group(1)))
    if path == "/" and not match.group(1).isupper():
        return None  # "Options / flags"
    end = max(match.start(2) + len(match.group(2).rstrip(_TRAILING)), match.start(2) + 1)
    return _Found(named or methods, path, match.start(1), end, max(end, match.end(3)))


def _normalised(path: str) -> str | None:
    """Return a path as it goes by; `None` for a file's and for one that is left open (`...`)."""
    has_dot = "." in path or "\u2026" in path
    if has_dot and _OPEN_END.search(path):
        return None
    if "\\" in path:
        path = _ESCAPED.sub(r"\1", path)
    path = path.rstrip(_TRAILING)
    if len(path) > 1:
        path = path.rstrip("/")
    if "//" in path or (has_dot and _FILE.search(path)):
        return None
    return path or "/"


def _shift(found: _Found, offset: int) -> _Found:
    return found._replace(
        start=found.start + offset, end=found.end + offset, rest=found.rest + offset
    )


def _add(found: _Found, line: Line, offset: int, about: str, collector: Collector) -> None:
    place = (line, offset + found.start, offset + found.end)
    for method in dict.fromkeys(found.methods):
        collector.add(EntityKind.ENDPOINT, found.path, place, method=method, summary=about)
