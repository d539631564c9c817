"""What rules know of markers: few pages have one, and what renders them takes 20 ms to import."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mkdocs_featurespec.reader.markdown.directives import find_directives


def marker_names() -> Collection[str]:
    """Return the names of all markers."""
    from mkdocs_featurespec.render.registers import MARKERS

    return MARKERS.keys()


def problems_of_marker(text: str) -> Iterator[str]:
    """Give what is wrong with a marker, each in one line.

    Args:
        text: What stands behind `featurespec:`.
    """
    from mkdocs_featurespec.render.markers import marker_problems

    for marker in find_directives(f"<!-- featurespec: {text} -->"):
        yield from marker_problems(marker)
