"""Pictures as nodes and lines, before anything draws them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """What a node stands for."""

    FEATURE = "feature"
    TABLE = "table"
    ENDPOINT = "endpoint"
    EVENT = "event"
    JOB = "job"


class LineStyle(Enum):
    """How a line looks."""

    ARROW = "arrow"
    BACK = "back"
    """An arrow from its end to its start."""
    THICK = "thick"
    PLAIN = "plain"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Node:
    """A feature or an entity in a picture.

    Attributes:
        key: Its `src_uri` or its identity.
        label: Its name.
        shape: What it is.
        group: Who owns the feature; empty for none.
    """

    key: str
    label: str
    shape: Shape
    group: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two nodes.

    Attributes:
        start: The key of a feature.
        end: The key of what it is connected with.
        words: What the feature does with it: `publishes`.
        label: The words at the line; empty for none.
        style: How it looks.
        names: The entities that it stands for, where its ends do not say it.
    """

    start: str
    end: str
    words: str
    label: str
    style: LineStyle
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and lines between them.

    Attributes:
        nodes: In the order of the catalog.
        lines: By the node that they start at, in that order.
        left_out: How many nodes there was no room for.
        lines_left_out: How many lines between its nodes there was no room for.
        centre: The key of the feature that it is of; empty where it is of many.
    """

    nodes: tuple[Node, ...] = ()
    lines: tuple[Line, ...] = ()
    left_out: int = 0
    lines_left_out: int = 0
    centre: str = ""
