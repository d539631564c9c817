"""Rows of registers as HTML, joined from escaped parts.

A site of a thousand pages has fifteen thousand rows, for which a template takes five times as long.
What stands around the rows is in `data/registers/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.render.registers.entries import Link

text = lru_cache(maxsize=1 << 15)(escape)
"""Return text as HTML that shows it; pages have most of their words in common."""


def row(row_id: str, attributes: str, cells: Iterable[str]) -> str:
    """Return a row of cells, each a finished `<td>`."""
    return f'<tr id="{text(row_id)}"{attributes}>{"".join(cells)}</tr>'


def cell(content: str, label: str = "") -> str:
    """Return a cell; on a narrow screen its label stands before it, unless it is empty."""
    return (
        f'<td data-label="{label}">{content}</td>' if content and label else f"<td>{content}</td>"
    )


def name(row_id: str, content: str) -> str:
    """Return an entity's name, which leads to its own row, so that its address can be taken."""
    return f'<a class="featurespec-name" href="#{text(row_id)}"><code>{content}</code></a>'


def permalink(row_id: str, of: str) -> str:
    """Return a link to a row whose name leads elsewhere; it shows when it is of use."""
    label = f"Link to the row of {of}"
    return (
        f' <a class="featurespec-permalink" href="#{text(row_id)}" aria-label="{text(label)}">¶</a>'
    )


def number(count: int, label: str) -> str:
    """Return a cell with a number; a zero says less than the others."""
    zero = "" if count else " featurespec-zero"
    return f'<td class="featurespec-number{zero}" data-label="{label}">{count}</td>'


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with what it counts: `1 table`, `2 tables`."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def status(words: str) -> str:
    """Return a feature's status as a label; nothing where it has none."""
    shown = text(words)
    return words and f'<span class="featurespec-status" data-status="{shown}">{shown}</span>'


def badge(words: str) -> str:
    """Return a few words as a label."""
    return f' <span class="featurespec-badge">{text(words)}</span>'


def anchor(link: Link) -> str:
    """Return a link to the section in which a feature names an entity."""
    return f'<a href="{text(link.url)}">{text(link.title)}</a>'


def features(links: Sequence[Link]) -> str:
    """Return links to features, as a list where there is more than one."""
    if len(links) < 2:
        return anchor(links[0]) if links else ""
    items = "".join(f"<li>{anchor(link)}</li>" for link in links)
    return f'<ul class="featurespec-uses">{items}</ul>'


@lru_cache(maxsize=1 << 14)  # what one page names has the same values
def facets(of: tuple[Feature, ...]) -> str:
    """Return the attributes that the script makes its choices of, from the naming features."""
    return "".join(
        (
            facet("owner", (feature.owner for feature in of)),
            facet("status", (feature.status for feature in of)),
            facet("surface", (surface for feature in of for surface in feature.surfaces)),
            facet("site", (feature.origin for feature in of)),
        )
    )


def facet(kind: str, values: Iterable[str]) -> str:
    """Return an attribute with values, one a line; nothing where there are none."""
    lines = dict.fromkeys(" ".join(value.split()) for value in values)
    joined = "&#10;".join(text(line) for line in lines if line)
    return f' data-facet-{kind}="{joined}"' if joined else ""
