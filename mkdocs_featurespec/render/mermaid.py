"""Pictures as Mermaid text, whatever the names in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mkdocs_featurespec.render.picture import Line, LineStyle, Node, Picture, Shape

_LABEL_LENGTH = 60
_SPECIAL = re.compile(r"(?<![^\W\d_])[-._/]|[-._/](?![^\W_])|[^\w\-./ ]|^\d(?=\d*[.)])")
"""What could have a meaning: all but letters, digits and spaces, and signs inside of a word."""

_BARE_URL = re.compile(r"[\w./~#%+=-]+")

_SHAPES = {
    Shape.FEATURE: ('["', '"]'),
    Shape.TABLE: ('[("', '")]'),
    Shape.ENDPOINT: ('[/"', '"/]'),
    Shape.EVENT: ('{{"', '"}}'),
    Shape.JOB: ('[["', '"]]'),
}
_ARROWS = {
    LineStyle.ARROW: "-->",
    LineStyle.BACK: "-->",
    LineStyle.THICK: "===",
    LineStyle.PLAIN: "---",
    LineStyle.DOTTED: "-.-",
}
_LAYOUT = (
    '%%{init: {"flowchart": {"useMaxWidth": false, '
    '"nodeSpacing": 15, "rankSpacing": 30, "padding": 8, '
    '"subGraphTitleMargin": {"top": 4, "bottom": 12}}}}%%'
)
"""Close together; and what is wide all the same scrolls, where it would shrink beyond reading."""

_FEW = 15
"""So many features fit beside each other, and are drawn from the top down."""

_STYLES = """\
  classDef centre stroke-width:3px
"""


def as_mermaid(picture: Picture, url_of: Callable[[str], str] | None = None) -> str:
    """Return a picture as a Mermaid flowchart.

    Args:
        picture: What to draw.
        url_of: Gives the address of a feature page; without it, features lead nowhere.
    """
    ids = {node.key: f"n{i}" for i, node in enumerate(picture.nodes)}
    few = not picture.centre and len(picture.nodes) <= _FEW
    lines = [_LAYOUT, f"flowchart {'TB' if few else 'LR'}"]
    groups: dict[str, list[Node]] = {}
    for node in picture.nodes:
        groups.setdefault(node.group, []).append(node)
    for i, (group, nodes) in enumerate(groups.items()):
        if group:
            lines += [f'  subgraph g{i}["{label(group)}"]']
        lines += [f"    {ids[node.key]}{_node(node)}" for node in nodes]
        if group:
            lines += ["  end"]
    lines += [f"  {_line(line, ids)}" for line in picture.lines]
    lines += _extras(picture, ids, url_of)
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """Return a text as it can stand between quotes in Mermaid, shortened where it is long.

    Words of any script stay; all else becomes a number that Mermaid shows as that character, so
    that nothing is taken for Mermaid, for Markdown or for HTML. So does the first digit of
    what would open a list.
    """
    line = " ".join(text.split())
    if len(line) > _LABEL_LENGTH:
        line = f"{line[: _LABEL_LENGTH - 1].rstrip()}…"
    return _SPECIAL.sub(lambda match: f"#{ord(match.group())};", line)


def _node(node: Node) -> str:
    opening, closing = _SHAPES[node.shape]
    return f"{opening}{label(node.label)}{closing}"


def _line(line: Line, ids: dict[str, str]) -> str:
    start, end = ids[line.start], ids[line.end]
    if line.style is LineStyle.BACK:
        start, end = end, start
    words = f'|"{label(line.label)}"|' if line.label else ""
    return f"{start} {_ARROWS[line.style]}{words} {end}"


def _extras(
    picture: Picture, ids: dict[str, str], url_of: Callable[[str], str] | None
) -> Iterator[str]:
    """Give the lines that mark the feature that a picture is of, and link the features."""
    if picture.centre:
        yield f"  class {ids[picture.centre]} centre"
        yield from _STYLES.splitlines()
    if url_of is None:
        return
    for node in picture.nodes:
        if node.shape is Shape.FEATURE:
            url = url_of(node.key)
            if _BARE_URL.fullmatch(url):
                yield f'  click {ids[node.key]} href "{url}"'
