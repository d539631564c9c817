"""What is shown for a feature page that nobody has written yet."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date

from mkdocs_featurespec.escape import markdown_text
from mkdocs_featurespec.model import FrontMatter, Page
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.template import TemplateSource, Values, render_skeleton
from mkdocs_featurespec.template.surfaces import chosen_surfaces


@dataclass(frozen=True, slots=True)
class Advice:
    """How a writer has the skeleton in the file.

    Attributes:
        command: What to run; empty where no command does it.
        name_option: Whether to name the option that does it, which is not set.
    """

    command: str
    name_option: bool


def advice_for(page: Page, src_uri: str, *, write_skeleton: bool) -> Advice:
    """Return how to have the skeleton in the file of a page that is not written.

    Args:
        page: The page.
        src_uri: Its path relative to `docs_dir`.
        write_skeleton: Whether that option is set.
    """
    is_empty = page.front_matter.span is None and not page.headings and not page.faults
    command = ["featurespec", "new", page.title, "--path", src_uri]
    return Advice(shlex.join(command) if is_empty else "", not write_skeleton)


def preview(
    source: TemplateSource,
    surfaces: tuple[Surface, ...],
    title: str,
    front_matter: FrontMatter,
    advice: Advice | None = None,
) -> str:
    """Return what is shown for a page that is not written: a note and the skeleton.

    Args:
        source: The site's template.
        surfaces: The site's.
        title: The page's title, as plain text.
        front_matter: May name the owner and the surfaces.
        advice: How to have the skeleton in the file, for a writer.
    """
    owner = front_matter.get("owner")
    values = Values(
        surfaces=chosen_surfaces(front_matter, surfaces),
        title=markdown_text(title),
        owner=markdown_text(owner) if isinstance(owner, str) else "",
        today=date.today().isoformat(),
    )
    skeleton = render_skeleton(source, values)
    title_line, _, rest = skeleton.partition("\n")
    if not title_line.startswith("# "):
        title_line, rest = "", skeleton
    return f"{title_line}\n\n{render('not-written.md', advice=advice)}\n{rest}"
