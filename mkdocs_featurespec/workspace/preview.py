"""What is shown for a feature page that nobody has written yet."""

from __future__ import annotations

from datetime import date

from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.escape import markdown_text
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.template import TemplateSource, Values, render_skeleton


def preview(
    source: TemplateSource, surfaces: tuple[Surface, ...], title: str, front_matter: FrontMatter
) -> str:
    """Return what is shown for a page that is not written: a note and the skeleton.

    Args:
        source: The site's template.
        surfaces: The site's.
        title: The page's title, as plain text.
        front_matter: May name the owner and the surfaces.
    """
    owner = front_matter.get("owner")
    values = Values(
        surfaces=_named_surfaces(surfaces, front_matter),
        title=markdown_text(title),
        owner=markdown_text(owner) if isinstance(owner, str) else "",
        today=date.today().isoformat(),
    )
    skeleton = render_skeleton(source, values)
    title_line, _, rest = skeleton.partition("\n")
    if not title_line.startswith("# "):
        title_line, rest = "", skeleton
    return f"{title_line}\n\n{read_data('not-written.md')}\n{rest}"


def _named_surfaces(
    surfaces: tuple[Surface, ...], front_matter: FrontMatter
) -> tuple[Surface, ...]:
    """Return the surfaces that a page names, in the site's order, or all where it names none."""
    named = front_matter.get("surfaces")
    names = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    wanted = {str(name).casefold() for name in names}
    return tuple(s for s in surfaces if s.name.casefold() in wanted) or surfaces
