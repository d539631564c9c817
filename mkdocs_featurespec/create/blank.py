"""A page that somebody created and did not write yet, with the skeleton below what it has."""

from __future__ import annotations

from mkdocs_featurespec.create.page import Feature, head_of, page_text, skeleton_of
from mkdocs_featurespec.create.titled import untitled
from mkdocs_featurespec.template.surfaces import chosen_surfaces
from mkdocs_featurespec.workspace import Workspace


def started(text: str, src_uri: str, workspace: Workspace, today: str) -> str | None:
    """Return the text of a blank page with the skeleton; `None` for a page that is not blank.

    Front matter and a title stay as they are, and what is added has their line ends. A page without
    front matter gets that of a new page. One whose front matter cannot be read is left alone, since
    what it means is not known.

    Args:
        text: The page's source.
        src_uri: The page, relative to `docs_dir`.
        workspace: Has the site's template, schema and dialect.
        today: An ISO date.

    Raises:
        ConfigurationError: when the template is broken, or when the schema refuses the title.
    """
    kept = text.rstrip()
    page = workspace.read_page(f"{kept}\n" if kept else "", src_uri)
    if page.written or page.lost_front_matter:
        return None
    matter = page.front_matter
    owner = matter.get("owner")
    feature = Feature(
        title=page.title,
        owner=owner if isinstance(owner, str) else "",
        surfaces=chosen_surfaces(matter, workspace.settings.surfaces),
        today=today,
    )
    body = skeleton_of(feature, workspace)
    if page.headings:
        body = untitled(body, workspace.dialect)
    head = head_of(Feature(page.title), workspace).text if matter.span is None else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    new = page_text(head, f"{kept}\n\n{body}" if kept else body)
    return new.replace("\r\n", "\n").replace("\n", line_end)
