"""Documents whose parts refer to each other (`$ref`): within a folder, never over the network."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from mkdocs_featurespec.diagnostics import ConfigurationError, Span
from mkdocs_featurespec.sources.trees import Tree, read_tree
from mkdocs_featurespec.sources.values import Problem

ReadText = Callable[[str], str]
"""Gives the text of a file by its path; raises `ConfigurationError` where it cannot be read."""

_REFERENCE = "$ref"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


class NoDescriptionError(ConfigurationError):
    """A document is no description of the kind that was asked for."""


class Documents:
    """Files that refer to each other, each read once.

    Attributes:
        problems: References that lead nowhere, each once, in the order in which they were met.
    """

    def __init__(self, read: ReadText, folder: str = "") -> None:
        """Take how files are read, and the folder that no reference may lead out of."""
        self._read = read
        self._folder = folder
        self._roots: dict[str, Tree | None] = {}
        self.problems: dict[Problem, None] = {}

    def open(self, path: str) -> Node:
        """Return the top of a document.

        Raises:
            ConfigurationError: when it cannot be read, with the line.
        """
        root = self._roots[path] = read_tree(self._read(path), path)
        return Node(root, path, self)

    def problem(self, node: Node, message: str) -> None:
        """Note what is wrong at a place."""
        self.problems[Problem(node.path, node.tree.line, message)] = None

    def target(self, reference: Node) -> Node | None:
        """Return what a reference leads to; `None`, with a problem noted, where that is nothing."""
        written = reference.tree.text
        file, _, pointer = written.partition("#")
        path = reference.path
        if _ADDRESS.match(file):
            self.problem(reference, f"$ref to {written}: nothing is read over the network")
            return None
        if file:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
            if not _is_below(path, self._folder):
                where = f"'{self._folder}'" if self._folder else "the folder of the configuration"
                self.problem(reference, f"$ref to {written}, which leads out of {where}")
                return None
        tree = self._root(path, reference)
        for step in pointer.split("/")[1:] if tree is not None else ():
            tree = _step(tree, unquote(step).replace("~1", "/").replace("~0", "~"))
            if tree is None:
                self.problem(reference, f"$ref to {written}, which is not there")
                return None
        return None if tree is None else Node(tree, path, self)

    def _root(self, path: str, reference: Node) -> Tree | None:
        if path not in self._roots:
            self._roots[path] = None
            try:
                self.open(path)
            except ConfigurationError as error:
                place = f"{error.path}:{error.line}: " if error.line > 1 else ""
                message = f"$ref to {reference.tree.text}: {place}{error.message}"
                self.problem(reference, message)
        return self._roots[path]


@dataclass(frozen=True, slots=True)
class Node:
    """A value, and the document that it stands in.

    Attributes:
        tree: The value.
        path: The document.
        documents: What else may be referred to.
    """

    tree: Tree
    path: str
    documents: Documents

    @property
    def span(self) -> Span:
        """The place of its key."""
        return self.tree.span

    @property
    def text(self) -> str:
        """A single value as text."""
        return self.tree.text

    @property
    def items(self) -> tuple[Node, ...]:
        """The items of a list."""
        return tuple(self._own(item) for item in self.tree.items)

    @property
    def reference(self) -> str:
        """Where it refers to, as written; empty if nowhere."""
        own = self.tree.members.get(_REFERENCE)
        return own.text if own else ""

    @property
    def called(self) -> str:
        """The last part of what it refers to: what that is called where it stands."""
        return self.reference.rpartition("/")[2]

    @property
    def members(self) -> dict[str, Node]:
        """The values of a mapping, and of what it refers to, which its own go before."""
        found: dict[str, Node] = {}
        for node in self._chain():
            for key, value in node.tree.members.items():
                if key != _REFERENCE:
                    found.setdefault(key, node._own(value))
        return found

    def get(self, *keys: str) -> Node | None:
        """Return a value below it, references followed."""
        node: Node | None = self
        for key in keys:
            node = node.members.get(key) if node is not None else None
        return node

    def said(self, key: str) -> str:
        """Return a text below it on one line, its first paragraph's first line; may be empty."""
        node = self.get(key)
        lines = node.text.strip().splitlines() if node else []
        return " ".join(lines[0].split()) if lines else ""

    def _own(self, tree: Tree) -> Node:
        return Node(tree, self.path, self.documents)

    def _chain(self) -> Iterator[Node]:
        """Give it, what it refers to, and so on, until nothing new comes."""
        node: Node | None = self
        seen: set[tuple[str, str]] = set()
        while node is not None:
            yield node
            reference = node.tree.members.get(_REFERENCE)
            if reference is None or (node.path, reference.text) in seen:
                return
            seen.add((node.path, reference.text))
            node = self.documents.target(node._own(reference))


def _step(tree: Tree | None, key: str) -> Tree | None:
    if tree is None:
        return None
    if key.isdecimal() and (items := tree.items):
        return items[int(key)] if int(key) < len(items) else None
    return tree.members.get(key)


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") if folder else not path.startswith(("../", "/"))
