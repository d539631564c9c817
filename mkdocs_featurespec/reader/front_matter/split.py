"""Front matter: split from the body exactly as MkDocs does it, and read with places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_featurespec.diagnostics import DATA_LOST, Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.reader.front_matter.meta_lines import read_meta_lines
from mkdocs_featurespec.reader.front_matter.yaml_data import read_yaml

if TYPE_CHECKING:
    from mkdocs_featurespec.reader.source import Source

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:\.\.\.|---)[ \t]*")
_KEY_LIKE = re.compile(r"\s*(?:-\s|[\"']?[\w.-]+[\"']?\s*:(?:\s|$))")
_KINDS = {type(None): "empty", list: "a list, not keys with values"}


@dataclass(frozen=True, slots=True)
class FrontMatterResult:
    """A page's front matter, read.

    Attributes:
        front_matter: Empty if the page has none, or if MkDocs would not have it.
        body_line: The first line of the body, from 1; one more than there are lines if there
            is none.
        faults: What was wrong, by place.
    """

    front_matter: FrontMatter
    body_line: int
    faults: tuple[Fault, ...] = ()


def split_front_matter(source: Source) -> int:
    """Return the line that closes YAML front matter, from 1; 0 if MkDocs sees none.

    It opens in the first line, holds at least one line, is closed by `---` or `...`, and that
    line has a line end.
    """
    lines = source.lines
    if _OPENING.fullmatch(lines[0]):
        for index in range(2, len(lines) - 1):
            if _CLOSING.fullmatch(lines[index]):
                return index + 1
    return 0


def read_front_matter(source: Source) -> FrontMatterResult:
    """Read the front matter of a page. Never raises for what the page contains.

    The body begins where it does for MkDocs, with one exception. When MkDocs cannot read the
    YAML, it shows the lines of the front matter as text; here the body begins below them, so
    that broken front matter has no headings. (If what stands between the two `---` does not
    look like front matter at all, it is the body here too.)
    """
    closing = split_front_matter(source)
    if not closing:
        return _without_yaml(source)
    lines = source.lines[1 : closing - 1]
    read = read_yaml(lines, first_line=2)
    span = read.span or source.line_span(2)
    faults = read.faults
    if isinstance(read.data, dict):
        front_matter = FrontMatter(
            read.data,
            span=span,
            end_line=closing,
            key_spans=read.key_spans,
            value_spans=read.value_spans,
        )
        return FrontMatterResult(front_matter, _skip_empty(source.lines, closing + 1), faults)
    if not any(fault.kind in DATA_LOST for fault in faults):
        faults = (*faults, _no_mapping(read.data, read.span or source.line_span(1)))
    body_line = closing + 1 if _looks_like_keys(lines) else 1
    front_matter = FrontMatter({}, span=span, end_line=closing)
    return FrontMatterResult(front_matter, _skip_empty(source.lines, body_line), faults)


def _no_mapping(data: object, span: Span) -> Fault:
    kind = _KINDS.get(type(data), "text without keys")
    hint = 'write lines such as "title: Orders" between the two "---"'
    if not isinstance(data, list):
        hint = f"{hint}, or a blank line above the first if it is a rule across the page"
    return Fault(FaultKind.NOT_A_MAPPING, span, f"the front matter is {kind}", hint)


def _without_yaml(source: Source) -> FrontMatterResult:
    """Read a page that has no YAML front matter for MkDocs."""
    unseen = _unseen(source)
    if unseen:
        return unseen
    meta = read_meta_lines(source)
    body_line = _skip_empty(source.lines, meta.body_line)
    faults = (meta.fault,) if meta.fault else ()
    return FrontMatterResult(meta.front_matter, body_line, faults)


def _unseen(source: Source) -> FrontMatterResult | None:
    """Return front matter that somebody meant and MkDocs does not see."""
    lines = source.lines
    opening = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not _OPENING.fullmatch(lines[opening].strip()):
        return None
    following = range(opening + 1, len(lines))
    closing = next((i for i in following if _CLOSING.fullmatch(lines[i].strip())), None)
    if closing == opening + 1 == 1:
        fault = _no_mapping(None, source.line_span(1))
        return FrontMatterResult(FrontMatter({}), 1, (fault,))
    if not _looks_like_keys(lines[opening + 1 : closing]):
        return None
    line, message, hint = _why_unseen(lines, opening, closing)
    fault = Fault(FaultKind.UNSEEN, source.line_span(line + 1), message, hint)
    body_line = 1 if closing is None else closing + 2
    return FrontMatterResult(FrontMatter({}), _skip_empty(lines, body_line), (fault,))


def _why_unseen(lines: Sequence[str], opening: int, closing: int | None) -> tuple[int, str, str]:
    """Return the index of the line that is to blame, what is wrong with it, and a hint."""
    if closing is None:
        message = 'this "---" opens front matter that is never closed'
        return opening, message, 'close it with a line "---" below the last key'
    if opening > 0:
        return opening, "front matter has to begin in the first line", "remove the lines above it"
    if lines[0].startswith((" ", "\t")):
        return opening, 'spaces before the "---" that opens front matter', "remove them"
    if closing == len(lines) - 1:
        message = 'the "---" that closes front matter has no line end, so that MkDocs misses it'
        return closing, message, "end the line with a line break"
    return closing, 'spaces before the "---" that closes front matter', "remove them"


def _looks_like_keys(lines: Sequence[str]) -> bool:
    """Return whether the first line that is no comment is that of a key or of a list."""
    texts = (line for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return bool(_KEY_LIKE.match(next(texts, "")))


def _skip_empty(lines: Sequence[str], line: int) -> int:
    """Return the first line from a line on that is not empty, or the last one."""
    while line < len(lines) and not lines[line - 1]:
        line += 1
    return line
