"""What stands before the paths of an API on pages and not in its description, or the reverse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from mkdocs_featurespec.reader.entities.identity import endpoint_shape
from mkdocs_featurespec.sources.source import Source

Key = tuple[str, str]
"""A method and the shape of a path."""


class Form(NamedTuple):
    """How pages may write the paths of an API.

    Attributes:
        strip: What is left out at their start.
        add: What is put before the rest.
    """

    strip: str = ""
    add: str = ""

    def of(self, path: str) -> str:
        """Return a path of the API as pages write it, without a slash at its end."""
        if self.strip and path.startswith(f"{self.strip}/"):
            path = path[len(self.strip) :]
        return f"{self.add}{path}".rstrip("/") or "/"


def forms(source: Source, on_pages: Collection[Key]) -> Sequence[Form]:
    """Return how pages write the paths of an API, the likeliest first.

    What the option says goes before all. Otherwise paths may be written as they stand in the
    description, with what its servers' addresses put before them, and with what would make most
    of the pages' endpoints known, if that is more than the former do.

    Args:
        source: The API.
        on_pages: The endpoints that pages name.
    """
    chosen = source.chosen
    if chosen.add_prefix or chosen.strip_prefix:
        return (Form(chosen.strip_prefix, chosen.add_prefix),)
    served = [Form(add=part) for prefix in source.prefixes for part in _ends(prefix)]
    shapes = {shape for _, shape in on_pages}
    counted = {form: _count(form, source, shapes) for form in dict.fromkeys((*served, Form()))}
    known = sorted(counted, key=lambda form: -counted[form])
    guess, count = _guess(source, shapes)
    return (guess, *known) if count > max(counted.values()) else known


def _ends(prefix: str) -> Iterator[str]:
    """Give a prefix, and what is left of it without its first segments."""
    while prefix:
        yield prefix
        _, slash, rest = prefix[1:].partition("/")
        prefix = slash + rest


def _count(form: Form, source: Source, shapes: Collection[str]) -> int:
    """Return how many paths of pages are known in a form."""
    paths = {endpoint_shape(form.of(operation.path)) for operation in source.operations}
    return sum(path in shapes for path in paths)


def _guess(source: Source, shapes: Collection[str]) -> tuple[Form, int]:
    """Return the form in which most paths of pages are known, and how many."""
    described = {endpoint_shape(operation.path.rstrip("/")) for operation in source.operations}
    added = Counter(_heads(shapes, described))
    stripped = Counter(_heads(described, shapes))
    best: dict[Form, int] = {Form(): 0}
    best |= {Form(add=prefix): count for prefix, count in added.most_common(1)}
    best |= {Form(strip=prefix): count for prefix, count in stripped.most_common(1)}
    form = max(best, key=lambda form: best[form])
    return form, best[form]


def _heads(paths: Iterable[str], others: Collection[str]) -> Iterator[str]:
    """Give what stands before each path that ends like one of the others."""
    for path in paths:
        position = path.find("/", 1)
        while position > 0 and "{}" not in path[:position]:
            rest = path[position:]
            if rest in others and rest.strip("/{}"):
                yield path[:position]
            position = path.find("/", position + 1)
