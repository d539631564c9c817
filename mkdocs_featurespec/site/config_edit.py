"""Adds the plugin to the text of a site's configuration; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.site.plugin_entry import (
    PLUGIN,
    Options,
    as_data,
    entry_lines,
    in_brackets,
    item_lines,
)
from mkdocs_featurespec.site.safe_yaml import Tagged, parse_yaml

_KEY = "plugins"
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML 1.1."""

Collection = yaml.SequenceNode | yaml.MappingNode


def add_plugin(text: str, path: Path, options: Options, inherited: object = None) -> str:
    """Return a configuration's text with this plugin as the last one.

    A site that names no plugins has `search`, which is named then so that it stays.

    Args:
        text: The configuration, without a byte order mark, line ends as they are.
        path: How errors name it.
        options: Of this plugin.
        inherited: The `plugins` of the configuration that it inherits.

    Raises:
        ConfigurationError: when the plugins are written in a way that cannot be added to.
    """
    data, root = parse_yaml(text.encode(), path)
    edit = _Edit(text, options, inherited)
    try:
        edited = edit.apply(root)
        after, _ = parse_yaml(edited.encode(), path)
        if _plain(after) != edit.wanted(data):
            raise _RefusedError("its layout is unusual")
    except (_RefusedError, ConfigurationError) as reason:
        why = (
            reason if isinstance(reason, _RefusedError) else _RefusedError("its layout is unusual")
        )
        what = in_brackets(options, in_list=True)
        message = f"the plugin cannot be added here, since {why}; add it yourself: {what}"
        raise ConfigurationError(message, path=str(path), line=why.line) from None
    return edited


class _RefusedError(Exception):
    """Why a configuration is not edited; the text goes on after "since"."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


class _Edit:
    """The text of a configuration, and where to add to it."""

    def __init__(self, text: str, options: Options, inherited: object) -> None:
        self._text = text
        self._options = options
        self._inherited = inherited
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        match = _LINE_END.search(text)
        self._line_end = match.group() if match else "\n"

    def apply(self, root: yaml.Node | None) -> str:
        """Return the text with the plugin added."""
        if root is None:
            return self._with_lines(len(self._text), self._own_key(0))
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise _RefusedError("it is not written as one key a line", 1)
        found = [(key, value) for key, value in root.value if key.value == _KEY]
        if found:
            return self._added_to(*found[-1])
        return self._with_lines(self._end(root), self._own_key(root.start_mark.column))

    def wanted(self, data: object) -> object:
        """Return what the edited configuration has to say, given what it says now."""
        before = _plain(data)
        wanted = dict(before) if isinstance(before, dict) else {}
        plugins = wanted.get(_KEY)
        options = as_data(self._options)
        if isinstance(plugins, dict):
            wanted[_KEY] = {**plugins, PLUGIN: options}
        elif plugins is None and isinstance(self._inherited, dict):
            wanted[_KEY] = {PLUGIN: options}
        else:
            listed = plugins if isinstance(plugins, list) else ["search"]
            wanted[_KEY] = [*listed, {PLUGIN: options} if options else PLUGIN]
        return wanted

    def _own_key(self, indent: int) -> list[str]:
        """Return the lines of a key `plugins` where there is none."""
        if isinstance(self._inherited, list):
            raise _RefusedError(
                f"it inherits its {_KEY} as a list, which a list here would replace"
            )
        lines = ["", f"{' ' * indent}{_KEY}:"]
        if isinstance(self._inherited, dict):
            return [*lines, *entry_lines(self._options, indent + 2, 2)]
        return [*lines, *self._with_search(indent + 2)]

    def _with_search(self, indent: int) -> list[str]:
        return [f"{' ' * indent}- search", *item_lines(self._options, indent, 4)]

    def _added_to(self, key: yaml.Node, value: yaml.Node) -> str:
        """Return the text with the plugin added to the value of `plugins`."""
        line = key.start_mark.line + 1
        if _place(value.start_mark) < _place(key.end_mark):
            raise _RefusedError(f"{_KEY} is an alias of something above", line)
        if isinstance(value, yaml.ScalarNode) and not value.value and value.tag.endswith(":null"):
            at = self._starts[line] if line < len(self._starts) else len(self._text)
            return self._with_lines(at, self._with_search(key.start_mark.column + 2))
        if not isinstance(value, Collection):
            raise _RefusedError(f"{_KEY} is no list", line)
        if value.flow_style:
            return self._in_flow(value)
        indent, step = value.start_mark.column, _step(value)
        make = item_lines if isinstance(value, yaml.SequenceNode) else entry_lines
        return self._with_lines(self._end(value), make(self._options, indent, step))

    def _in_flow(self, value: Collection) -> str:
        """Return the text with the plugin behind the last one in brackets."""
        plugin = in_brackets(self._options, in_list=isinstance(value, yaml.SequenceNode))
        last = _last(value)
        if last is None or _place(last.start_mark) < _place(value.start_mark):
            place = self._offset(value.end_mark) - 1
        else:
            place = self._offset(last.end_mark)
        comma = "" if last is None else ", "
        return f"{self._text[:place]}{comma}{plugin}{self._text[place:]}"

    def _with_lines(self, place: int, lines: Sequence[str]) -> str:
        """Return the text with lines added at the start of a line, or at the end."""
        before, after = self._text[:place], self._text[place:]
        if before and not _LINE_END.fullmatch(before[-1]):
            before += self._line_end
        rows = _LINE_END.split(before)
        if not lines[0] and (len(rows) < 2 or not rows[-2].strip()):
            lines = lines[1:]
        return before + "".join(f"{line}{self._line_end}" for line in lines) + after

    def _end(self, node: yaml.Node) -> int:
        """Return where the line below a node starts: its last one, not the comments below it."""
        line = _last_line(node) + 1
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def _offset(self, mark: yaml.Mark) -> int:
        return self._starts[mark.line] + mark.column


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a node, from 0."""
    if isinstance(node, Collection) and not node.flow_style:
        last = _last(node)
        if last is not None and _place(last.start_mark) >= _place(node.start_mark):
            return _last_line(last)
        if isinstance(node, yaml.MappingNode):  # an alias, which stands where its key does
            return int(node.value[-1][0].end_mark.line)
    ends_above = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
    return int(node.end_mark.line) - ends_above


def _last(node: Collection) -> yaml.Node | None:
    """Return the last item or value, `None` where there is none."""
    if not node.value:
        return None
    last = node.value[-1]
    found: yaml.Node = last[1] if isinstance(node, yaml.MappingNode) else last
    return found


def _place(mark: yaml.Mark) -> tuple[int, int]:
    return (mark.line, mark.column)


def _step(value: Collection) -> int:
    """Return how far the options of plugins stand right of them, as the site has it."""
    is_list = isinstance(value, yaml.SequenceNode)
    entries = value.value
    if is_list:
        entries = [e for each in entries if isinstance(each, yaml.MappingNode) for e in each.value]
    for name, options in entries:
        is_block = isinstance(options, yaml.MappingNode) and not options.flow_style
        if is_block and _place(options.start_mark) > _place(name.end_mark):
            return int(options.start_mark.column - value.start_mark.column)
    return 4 if is_list else 2


def _plain(value: object) -> object:
    """Return a value that can be compared, with what has a tag as a pair."""
    if isinstance(value, Tagged):
        return (value.tag, _plain(value.value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
