"""YAML as data that knows its places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import yaml

from mkdocs_featurespec.diagnostics import DATA_LOST, Fault, FaultKind, Span
from mkdocs_featurespec.reader.front_matter.yaml_errors import explain
from mkdocs_featurespec.reader.front_matter.yaml_faults import (
    bad_tag,
    bad_value,
    duplicate_key,
    key_is_no_text,
    lone_sign,
    odd_key,
    surprise,
)
from mkdocs_featurespec.reader.front_matter.yaml_limits import (
    DEEPEST,
    TooLargeError,
    refuse_bomb,
    refuse_depth,
    too_deep,
)
from mkdocs_featurespec.reader.front_matter.yaml_text import Places, YamlText

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

Path = tuple[str | int, ...]

_PREFIX = "tag:yaml.org,2002:"
_STR = f"{_PREFIX}str"
_CONSTRUCTED = frozenset(_PREFIX + name for name in ("bool", "float", "int", "null"))
_SIGNS = {f"{_PREFIX}merge": "<<", f"{_PREFIX}value": "="}
"""What means something as a key, and nothing as a value."""
_COLLECTIONS = frozenset({f"{_PREFIX}map", f"{_PREFIX}seq"})
_BLOCK_STYLES = frozenset("|>")
_ALIAS = re.compile(r"[\s:,\[-]*(\*[^\s,\[\]{}]+)")
_MOST_BITS = 10_000
"""Python refuses to write out a number of thousands of digits; it stays text."""


@dataclass(frozen=True, slots=True)
class YamlData:
    """What a YAML text holds.

    Attributes:
        data: The root: plain values, and dates as the strings that were written.
        span: The root's first line, if there is a root.
        key_spans: Where each key stands, by its path.
        value_spans: Where each value stands, by its path; a value that is left out stands at
            its key, one that is an alias at the alias.
        faults: What was wrong. If one of them is of a kind in `DATA_LOST`, `data` is `None`.
    """

    data: object = None
    span: Span | None = None
    key_spans: Mapping[Path, Span] = field(default_factory=dict)
    value_spans: Mapping[Path, Span] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_yaml(lines: Sequence[str], first_line: int = 1) -> YamlData:
    """Read YAML as MkDocs does, but keep dates as text. Never raises for what it contains.

    Args:
        lines: The text, without line ends.
        first_line: The number of its first line on the page.
    """
    text = YamlText(lines, first_line)
    # The C parser does not count a byte order mark; the one in Python does.
    shift = int(text.text.startswith("\ufeff") and not hasattr(SafeLoader, "check_printable"))
    try:
        refuse_depth(text, shift, SafeLoader)
        loader = SafeLoader(text.text)
        try:
            root = loader.get_single_node()
            return YamlData() if root is None else _Reader(text, shift, loader).read(root)
        finally:
            loader.dispose()
    except TooLargeError as error:
        return YamlData(faults=(error.fault,))
    except RecursionError:
        return YamlData(faults=(too_deep(text, 0).fault,))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return YamlData(faults=(explain(error, text, shift),))


class _Reader:
    """Makes data of nodes, and notes where each stands and what is wrong with it."""

    def __init__(self, text: YamlText, shift: int, loader: SafeLoader) -> None:
        self._text = text
        self._shift = shift
        self._loader = loader
        self._has_aliases = "*" in text.text and "&" in text.text
        self._seen: set[int] = set()
        self._made: dict[int, object] = {}
        self._keys: dict[Path, tuple[int, int]] = {}
        self._values: dict[Path, tuple[int, int]] = {}
        self._faults: list[Fault] = []
        self._cursor = 0
        """Where what was read last ends."""

    def read(self, root: yaml.Node) -> YamlData:
        if self._has_aliases:
            refuse_bomb(self._text, self._shift, root)
        self._cursor = start = self._start(root)
        data = self._value(root, ())
        if any(fault.kind in DATA_LOST for fault in self._faults):
            data = None
        self._faults.sort(key=lambda fault: (fault.span.line, fault.span.column))
        return YamlData(
            data,
            self._text.first_line_span(start, self._cursor),
            Places(self._text, self._keys),
            Places(self._text, self._values),
            tuple(self._faults),
        )

    def _start(self, node: yaml.Node) -> int:
        return node.start_mark.index + self._shift

    def _end(self, node: yaml.Node) -> int:
        return node.end_mark.index + self._shift

    def _span(self, node: yaml.Node) -> Span:
        return self._text.span(self._start(node), self._end(node))

    def _value(self, node: yaml.Node, path: Path) -> object:
        """Return the data of a node, and leave the cursor at its end."""
        alias = None
        first_time = True
        if self._has_aliases:
            first_time = id(node) not in self._seen
            self._seen.add(id(node))
            if not first_time:
                alias = _ALIAS.match(self._text.text, self._cursor)
        start = self._start(node)
        data: object
        if isinstance(node, yaml.ScalarNode):
            data, end = self._scalar(node, first_time), self._end(node)
            if node.style in _BLOCK_STYLES:
                end = self._trimmed(start, end)
        else:
            data, end = self._collection(cast("yaml.CollectionNode", node), path, first_time)
        if alias:
            start, end = alias.span(1)
        self._cursor = end
        # Where nothing stands, the key has to do, or the "-" of a list item.
        self._values[path] = (
            (start, end) if start < end else self._keys.get(path) or (max(0, start - 1), end)
        )
        return data

    def _scalar(self, node: yaml.ScalarNode, first_time: bool) -> object:
        if node.tag == _STR:
            return node.value
        value = self._constructed(node)
        if node.tag not in _CONSTRUCTED:
            return node.value
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:
            return node.value
        if first_time and not node.style and (what := surprise(node.value, value)):
            self._faults.append(Fault(FaultKind.SURPRISING_VALUE, self._span(node), *what))
        return value

    def _collection(
        self, node: yaml.CollectionNode, path: Path, first_time: bool
    ) -> tuple[object, int]:
        """Return the data of a list or a mapping, and where it ends."""
        start, end = self._start(node), self._end(node)
        if len(path) >= DEEPEST:
            raise too_deep(self._text, start)
        if node.tag not in _COLLECTIONS:
            self._constructed(node)
        self._cursor = start
        data: object
        if isinstance(node, yaml.MappingNode):
            data, last = self._mapping(node, path, first_time)
        else:
            data, last = self._sequence(cast("yaml.SequenceNode", node), path)
        # The end mark of a block is where the next one begins; that of brackets is right.
        if not node.flow_style:
            end = last if last > start else self._trimmed(start, end)
        return data, end

    def _trimmed(self, start: int, end: int) -> int:
        return start + len(self._text.text[start:end].rstrip())

    def _sequence(self, node: yaml.Node, path: Path) -> tuple[list[object], int]:
        data = []
        last = 0
        for index, item in enumerate(node.value):
            data.append(self._value(item, (*path, index)))
            last = max(last, self._cursor)
        return data, last

    def _mapping(
        self, node: yaml.MappingNode, path: Path, first_time: bool
    ) -> tuple[dict[str, object], int]:
        if first_time:
            self._look_at_keys(node)
        if any(key.tag in _SIGNS for key, _ in node.value):
            self._loader.flatten_mapping(node)
        data: dict[str, object] = {}
        last = 0
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                continue
            key = self._key(key_node)
            key_path = (*path, key)
            self._cursor = self._end(key_node)
            self._keys[key_path] = (self._start(key_node), self._cursor)
            data[key] = self._value(value_node, key_path)
            last = max(last, self._cursor)
        return data, last

    def _key(self, node: yaml.ScalarNode) -> str:
        return node.value if node.tag == _STR else str(self._scalar(node, first_time=False))

    def _look_at_keys(self, node: yaml.MappingNode) -> None:
        """Report keys that are no text, and keys that this very mapping has already."""
        first: dict[str, yaml.Node] = {}
        for key_node, _ in node.value:
            if key_node.tag in _SIGNS:
                continue
            if not isinstance(key_node, yaml.ScalarNode):
                self._faults.append(key_is_no_text(key_node, self._text, self._start(key_node)))
                continue
            key = self._key(key_node)
            if key_node.tag in _CONSTRUCTED:
                value = self._constructed(key_node)
                self._faults.append(odd_key(key_node.value, value, self._span(key_node)))
            other = first.setdefault(key, key_node)
            if other is not key_node:
                line = self._span(other).line
                self._faults.append(duplicate_key(key, line, self._span(key_node)))

    def _constructed(self, node: yaml.Node) -> object:
        """Return what MkDocs makes of a node; report it if that fails, since all is lost then."""
        if id(node) not in self._made:
            self._made[id(node)] = None
            try:
                self._made[id(node)] = self._loader.construct_object(node, deep=True)
            except yaml.YAMLError:
                if node.value == _SIGNS.get(node.tag):
                    self._faults.append(lone_sign(_SIGNS[node.tag], self._span(node)))
                else:
                    self._faults.append(bad_tag(node, self._text, self._start(node)))
            except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError) as error:
                kind = node.tag.removeprefix(_PREFIX)
                self._faults.append(bad_value(kind, error, self._span(node)))
        return self._made[id(node)]
