"""Limits to YAML that could exhaust time, memory or the stack."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import yaml

from mkdocs_featurespec.diagnostics import Fault, FaultKind

if TYPE_CHECKING:
    from mkdocs_featurespec.reader.front_matter.yaml_text import YamlText

MOST_NODES = 10_000
"""What aliases may unfold to."""
DEEPEST = 50
"""Levels of nesting."""
_SHORT = 2_000
"""A text of fewer characters cannot be nested deeply enough to exhaust the parser's stack."""


class TooLargeError(Exception):
    """Says that reading on would take too much, with the fault that says where and why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def too_deep(text: YamlText, at: int) -> TooLargeError:
    """Return the error for what begins at an offset."""
    span = text.span(at, at + 1)
    message = f"the front matter is nested more than {DEEPEST} levels deep"
    return TooLargeError(Fault(FaultKind.TOO_LARGE, span, message, "write it flatter"))


def refuse_depth(
    text: YamlText, shift: int, loader: type[yaml.SafeLoader | yaml.CSafeLoader]
) -> None:
    """Refuse nesting that would exhaust the stack of the C parser, which ends the process.

    Args:
        text: The YAML.
        shift: What the library's offsets lack.
        loader: Reads it.

    Raises:
        TooLargeError: when it is nested too deeply.
        yaml.YAMLError: when it is broken.
    """
    if len(text.text) <= _SHORT:
        return
    try:
        _refuse_depth(text, shift, loader)
    except yaml.scanner.ScannerError as error:
        # libyaml 0.2.6 has a limit of its own, and tells it at another place.
        if loader is yaml.SafeLoader or "nesting depth" not in str(error.problem):
            raise
        _refuse_depth(text, 0, yaml.SafeLoader)


def _refuse_depth(
    text: YamlText, shift: int, loader: type[yaml.SafeLoader | yaml.CSafeLoader]
) -> None:
    depth = 0
    for event in yaml.parse(text.text, loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                at = event.start_mark.index + shift if event.start_mark else 0
                raise too_deep(text, at)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def refuse_bomb(text: YamlText, shift: int, root: yaml.Node) -> None:
    """Refuse aliases that unfold to more than a page can mean; it takes no longer to find out.

    Args:
        text: The YAML.
        shift: What the library's offsets lack.
        root: Its nodes.

    Raises:
        TooLargeError: when they do.
    """
    sizes: dict[int, int] = {}
    if _unfolded(root, sizes) <= MOST_NODES:
        return
    culprit = root
    if isinstance(root, yaml.MappingNode):
        culprit = max(root.value, key=lambda pair: sizes.get(id(pair[1]), 0))[0]
    start, end = culprit.start_mark.index + shift, culprit.end_mark.index + shift
    span = text.first_line_span(start, end)
    message = f"the aliases of the front matter unfold to more than {MOST_NODES:,} values"
    hint = "write out what is meant, without aliases of aliases"
    raise TooLargeError(Fault(FaultKind.TOO_LARGE, span, message, hint))


def _unfolded(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Return how many values a node is when its aliases are followed, up to the limit."""
    known = sizes.get(id(node))
    if known is not None:
        return known
    sizes[id(node)] = MOST_NODES + 1  # what holds itself has no end
    parts: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        parts = list(chain.from_iterable(node.value))
    elif isinstance(node, yaml.SequenceNode):
        parts = node.value
    size = 1 + sum(_unfolded(part, sizes) for part in parts)
    sizes[id(node)] = min(size, MOST_NODES + 1)
    return sizes[id(node)]
