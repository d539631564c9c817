"""YAML and JSON as trees that know their lines, read only as far as somebody asks."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import yaml

from mkdocs_featurespec.collecting import no_collection
from mkdocs_featurespec.diagnostics import ConfigurationError, Span

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

_SPACE = re.compile(r"[\s,:]*")
_LINE_END = re.compile(r"\n")
_MERGE = "<<"
_TOP = Span(1, 1, 1, 1)


class Tree(ABC):
    """A value of a document.

    Attributes:
        span: The place of its key or, without one, of where the value starts.
    """

    __slots__ = ("span",)

    def __init__(self, span: Span) -> None:
        self.span = span

    @property
    def line(self) -> int:
        """The line that it stands on, from 1."""
        return self.span.line

    @property
    @abstractmethod
    def members(self) -> Mapping[str, Tree]:
        """The values of a mapping by their keys; none of anything else."""

    @property
    @abstractmethod
    def items(self) -> Sequence[Tree]:
        """The items of a list; none of anything else."""

    @property
    @abstractmethod
    def texts(self) -> Sequence[str]:
        """The items of a list that are single values, as text; none of anything else."""

    @property
    @abstractmethod
    def text(self) -> str:
        """A single value as text, `true` and `false` for the truth; empty of anything else."""


def read_tree(text: str, path: str) -> Tree:
    """Read a document. No tag in it is obeyed.

    Args:
        text: JSON if it opens with `{`, else YAML.
        path: How errors name the file; of a file named `.json`, JSON is all that is accepted.

    Raises:
        ConfigurationError: when it is broken, with the line.
    """
    if path.endswith(".json") or text.lstrip().startswith("{"):
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            if path.endswith(".json"):
                problem = f"broken JSON: {error.msg}"
                raise ConfigurationError(problem, path=path, line=error.lineno) from error
        except RecursionError as error:
            raise ConfigurationError("broken JSON: nested too deep", path=path) from error
        else:
            ends = [match.start() for match in _LINE_END.finditer(text)]
            return _JsonTree(text, _skip(text, 0), _TOP, ends)
    return _read_yaml(text, path)


class _JsonTree(Tree):
    """A value in a text that is known to be JSON."""

    __slots__ = ("_line_ends", "_start", "_text")
    _decode = json.JSONDecoder().raw_decode

    def __init__(self, text: str, start: int, span: Span, line_ends: Sequence[int]) -> None:
        super().__init__(span)
        self._text = text
        self._start = start
        self._line_ends = line_ends

    @property
    def members(self) -> Mapping[str, Tree]:
        found: dict[str, Tree] = {}
        if self._text[self._start] != "{":
            return found
        position = _skip(self._text, self._start + 1)
        while self._text[position] != "}":
            start = position
            key, position = self._decode(self._text, position)
            span = self._span(start, position)
            position = _skip(self._text, position)
            found[key] = _JsonTree(self._text, position, span, self._line_ends)
            _, position = self._decode(self._text, position)
            position = _skip(self._text, position)
        return found

    @property
    def items(self) -> Sequence[Tree]:
        found: list[Tree] = []
        if self._text[self._start] != "[":
            return found
        position = _skip(self._text, self._start + 1)
        while self._text[position] != "]":
            span = self._span(position, position)
            found.append(_JsonTree(self._text, position, span, self._line_ends))
            _, position = self._decode(self._text, position)
            position = _skip(self._text, position)
        return found

    def _span(self, start: int, end: int) -> Span:
        """Return the place of what stands between two positions on one line."""
        line = bisect_right(self._line_ends, start)
        before = self._line_ends[line - 1] if line else -1
        return Span(line + 1, start - before, line + 1, end - before)

    @property
    def texts(self) -> Sequence[str]:
        value, _ = self._decode(self._text, self._start)
        items = value if isinstance(value, list) else []
        return [_json_text(item) for item in items if not isinstance(item, list | dict)]

    @property
    def text(self) -> str:
        value, _ = self._decode(self._text, self._start)
        return "" if isinstance(value, list | dict) else _json_text(value)


def _skip(text: str, position: int) -> int:
    """Return where the next value starts, or the end of what is around it."""
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _json_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read_yaml(text: str, path: str) -> Tree:
    content = text.encode()
    try:
        with no_collection():
            node = yaml.compose(content, Loader=SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        line = mark.line + 1 if mark else 0
        raise ConfigurationError(f"broken YAML: {reason}", path=path, line=line) from error
    except yaml.reader.ReaderError as error:
        line = content.count(b"\n", 0, error.position) + 1
        raise ConfigurationError(f"broken YAML: {error.reason}", path=path, line=line) from error
    except RecursionError as error:  # only without the C library, which has a limit of its own
        raise ConfigurationError("broken YAML: nested too deep", path=path) from error
    return _YamlTree(node, _TOP)


class _YamlTree(Tree):
    """A node of YAML; aliases are the nodes that they stand for."""

    __slots__ = ("_node",)

    def __init__(self, node: yaml.Node | None, span: Span) -> None:
        super().__init__(span)
        self._node = node

    @property
    def members(self) -> Mapping[str, Tree]:
        return _yaml_members(self._node, set())

    @property
    def items(self) -> Sequence[Tree]:
        items = self._node.value if isinstance(self._node, yaml.SequenceNode) else []
        return [_YamlTree(item, _place(item)) for item in items]

    @property
    def texts(self) -> Sequence[str]:
        items = self._node.value if isinstance(self._node, yaml.SequenceNode) else []
        return [item.value for item in items if isinstance(item, yaml.ScalarNode)]

    @property
    def text(self) -> str:
        return self._node.value if isinstance(self._node, yaml.ScalarNode) else ""


def _yaml_members(node: yaml.Node | None, seen: set[int]) -> dict[str, Tree]:
    """Return the members of a mapping: its own, over those that it merges in (`<<: *base`)."""
    own: dict[str, Tree] = {}
    merged: dict[str, Tree] = {}
    if not isinstance(node, yaml.MappingNode) or id(node) in seen:
        return own
    seen.add(id(node))
    for key, value in node.value:
        if key.value == _MERGE:
            for base in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                merged = {**_yaml_members(base, seen), **merged}
        elif isinstance(key, yaml.ScalarNode):
            own[key.value] = _YamlTree(value, _place(key))
    return {**merged, **own}


def _place(node: yaml.Node) -> Span:
    """Return where a key stands; of what goes on below, where its first line starts."""
    start, end = node.start_mark, node.end_mark
    column = end.column if end.line == start.line else start.column
    return Span(start.line + 1, start.column + 1, start.line + 1, column + 1)
