"""YAML as values that know their places, and what YAML 1.1 makes of them by surprise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.reader.source import Source

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

MOST_NODES = 10_000
"""Values that a page's front matter may unfold to; more is an alias bomb."""
_DEEPEST = 100
"""Levels of nesting; deeper ones would exhaust the stack of the library."""

Path = tuple[str | int, ...]

_STANDARD = "tag:yaml.org,2002:"
_TIMESTAMP = f"{_STANDARD}timestamp"
_KNOWN_TAGS = frozenset(
    _STANDARD + name
    for name in (
        *("str", "int", "float", "bool", "null", "seq", "map", "merge", "value"),
        *("timestamp", "binary", "omap", "pairs", "set"),
    )
)
_YAML_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_TRAILING_ZERO = re.compile(r"[-+]?\d*\.\d*[1-9]*0+")


class DatelessLoader(SafeLoader):
    """The safe loader, but a date stays the text that was written."""


DatelessLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(slots=True)
class YamlValues:
    """What a YAML text holds.

    Attributes:
        data: The root; `None` where the text could not be read.
        key_spans: Where each key stands, by its path.
        value_spans: Where each value stands, by its path.
        faults: What is wrong or surprising.
    """

    data: object = None
    key_spans: dict[Path, Span] = field(default_factory=dict)
    value_spans: dict[Path, Span] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_yaml(text: str, source: Source, first_line: int) -> YamlValues:
    """Read a YAML text that stands in a page. Never raises for what it contains.

    Args:
        text: The YAML.
        source: The page.
        first_line: The page's line that the text starts on, from 1.
    """
    reader = _Reader(text, source, first_line)
    try:
        reader.read()
    except _TooLargeError as error:
        message = f"the front matter unfolds to more than {MOST_NODES:,} values, or is nested too deep"
        hint = "write it without aliases of aliases"
        reader.fail(FaultKind.TOO_LARGE, error.span, message, hint)
    except yaml.MarkedYAMLError as error:
        reader.fail(*_problem(error, reader))
    except yaml.reader.ReaderError as error:
        position = min(error.position, len(text))
        span = reader.span_at(text.count("\n", 0, position), position - text.rfind("\n", 0, position) - 1)
        reader.fail(FaultKind.INVALID_YAML, span, f"invalid YAML: {error.reason}")
    except (ValueError, TypeError) as error:
        # A value that the library cannot make, such as a 30th of February.
        reader.fail(FaultKind.INVALID_YAML, reader.root_span, f"invalid YAML: {error}")
    return reader.values


class _TooLargeError(Exception):
    def __init__(self, span: Span) -> None:
        self.span = span


class _Reader:
    def __init__(self, text: str, source: Source, first_line: int) -> None:
        self.values = YamlValues()
        self._text = text
        self._source = source
        self._first = first_line
        self._loader: yaml.SafeLoader
        self._count = 0
        self._open: list[int] = []
        # YAML ends lines at characters that are text for Markdown; then marks are offsets alone.
        self._starts = (
            [0, *(match.end() for match in _YAML_BREAK.finditer(text))]
            if re.search(r"[\x85\u2028\u2029]", text)
            else None
        )

    @property
    def root_span(self) -> Span:
        return self._source.line_span(self._first)

    def read(self) -> None:
        if self._is_too_deep():
            raise _TooLargeError(self.root_span)
        self._loader = DatelessLoader(self._text)
        try:
            root = self._loader.get_single_node()
            if root is not None and not self._refuse_tags(root):
                self.values.data = self._value(root, ())
        finally:
            self._loader.dispose()

    def fail(self, kind: FaultKind, span: Span, message: str, hint: str = "") -> None:
        """Report a fault with which nothing is known of the values."""
        self.values.data = None
        self.values.faults.append(Fault(kind, span, message, hint))

    def span_at(self, line: int, column: int, length: int = 1) -> Span:
        """Return the span of characters at a place in the YAML, both from 0, kept in the page."""
        if self._starts is not None:
            offset = self._starts[min(line, len(self._starts) - 1)] + column
            line = self._text.count("\n", 0, offset)
            column = offset - self._text.rfind("\n", 0, offset) - 1
        number = min(self._first + line, len(self._source.lines))
        width = len(self._source.lines[number - 1])
        start = min(column, width)
        return Span(number, start + 1, number, min(start + length, width) + 1)

    def text_of(self, span: Span) -> str:
        """Return the text of a span within one line."""
        return self._source.lines[span.line - 1][span.column - 1 : span.end_column - 1]

    def _is_too_deep(self) -> bool:
        if self._text.count("[") + self._text.count("{") + self._text.count("- ") < _DEEPEST:
            return False
        depth = 0
        for event in yaml.parse(self._text, Loader=DatelessLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                return True
        return False

    def _refuse_tags(self, root: yaml.Node) -> bool:
        refused = False
        for node in _nodes(root):
            if node.tag not in _KNOWN_TAGS:
                tag = node.tag.replace(_STANDARD, "!!")
                message = f"the tag {tag} is not allowed in front matter"
                hint = "MkDocs ignores the whole front matter because of it; write the value plainly"
                self.fail(FaultKind.UNSAFE_TAG, self._span(node), message, hint)
                refused = True
        return refused

    def _value(self, node: yaml.Node, path: Path) -> object:
        self._count += 1
        if self._count > MOST_NODES or id(node) in self._open:
            raise _TooLargeError(self._span(node))
        self.values.value_spans[path] = self._span(node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        self._open.append(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self._value(item, (*path, i)) for i, item in enumerate(node.value)]
            return self._mapping(node, path)
        finally:
            self._open.pop()

    def _mapping(self, node: yaml.Node, path: Path) -> dict[str, object]:
        self._report_twins(node)
        self._loader.flatten_mapping(node)  # type: ignore[no-untyped-call]
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key is a list or a mapping", key_node.start_mark
                )
            key = str(self._scalar(key_node, is_key=True))
            self.values.key_spans[(*path, key)] = self._span(key_node)
            data[key] = self._value(value_node, (*path, key))
        return data

    def _report_twins(self, node: yaml.Node) -> None:
        seen: dict[str, yaml.Node] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag == f"{_STANDARD}merge":
                continue
            first = seen.setdefault(key.value, key)
            if first is not key:
                line = self._span(first).line
                self.values.faults.append(
                    Fault(
                        FaultKind.DUPLICATE_KEY,
                        self._span(key),
                        f'the key "{key.value}" stands twice, first on line {line}',
                        "keep one of them; the last one wins",
                    )
                )

    def _scalar(self, node: yaml.ScalarNode, *, is_key: bool = False) -> object:
        value: object
        if node.tag == _TIMESTAMP:
            value = node.value
        else:
            try:
                value = self._loader.construct_object(node)
            except (ValueError, LookupError) as error:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{node.value!r} has no meaning: {error}", node.start_mark
                ) from error
        if node.style is None and isinstance(value, bool | int | float):
            self._report_surprise(node, value, is_key=is_key)
        elif node.style is None and isinstance(value, str) and node.value[:1].isdigit():
            self._check_date(node)
        return value

    def _report_surprise(
        self, node: yaml.ScalarNode, value: bool | int | float, *, is_key: bool
    ) -> None:
        if is_key and not isinstance(value, bool) and str(value) == node.value:
            return
        if not is_key and not _is_surprising(node.value, value):
            return
        meant = str(value).lower() if isinstance(value, bool) else str(value)
        what = "the key " if is_key else ""
        self.values.faults.append(
            Fault(
                FaultKind.SURPRISING_VALUE,
                self._span(node),
                f"YAML reads {what}{node.value} as {meant}",
                f'write "{node.value}" in quotes if you mean the text',
            )
        )

    def _check_date(self, node: yaml.ScalarNode) -> None:
        """Refuse a date that does not exist: MkDocs ignores all front matter because of it."""
        if SafeLoader.timestamp_regexp.match(node.value):
            try:
                self._loader.construct_yaml_timestamp(node)  # type: ignore[no-untyped-call]
            except ValueError as error:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{node.value} is not a date: {error}", node.start_mark
                ) from error

    def _span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        if end.line == start.line or self._starts is not None:
            length = end.column - start.column if end.line == start.line else 1
            return self.span_at(start.line, start.column, max(length, 0))
        first = self.span_at(start.line, start.column)
        last = end.line if end.column else end.line - 1
        while last > start.line and not self._source.lines[self._first + last - 1].strip():
            last -= 1
        text = self._source.lines[min(self._first + last, len(self._source.lines)) - 1]
        column = end.column if end.column and last == end.line else len(text.rstrip())
        if text[:column].strip() == "":  # the end mark is where the next token starts
            return self.span_at(start.line, start.column, len(text))
        return Span(first.line, first.column, self._first + last, min(column, len(text)) + 1)


def _nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    """Give every node once."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _is_surprising(text: str, value: bool | int | float) -> bool:
    if isinstance(value, bool):
        return text.lower() not in ("true", "false")
    if ":" in text or "_" in text:
        return True
    if isinstance(value, int):
        digits = text.lstrip("+-")
        return len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()
    return _TRAILING_ZERO.fullmatch(text) is not None and not text.endswith(".0")


def _problem(error: yaml.MarkedYAMLError, reader: _Reader) -> tuple[FaultKind, Span, str, str]:
    mark = error.problem_mark or error.context_mark
    span = reader.span_at(mark.line, mark.column) if mark else reader.root_span
    problem = " ".join((error.problem or "it cannot be read").split())
    found = reader.text_of(span)
    if "cannot start any token" in problem and found == "\t":
        return (
            FaultKind.TAB_INDENT,
            span,
            "a tab indents the front matter; YAML allows spaces only",
            "replace the tab by two spaces",
        )
    hint = ""
    if "mapping values are not allowed" in problem:
        hint = 'a value with ": " in it needs quotes'
    elif "cannot start any token" in problem:
        hint = f'a value that starts with "{found}" needs quotes'
    return FaultKind.INVALID_YAML, span, f"invalid YAML: {problem}", hint
