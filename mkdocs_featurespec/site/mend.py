"""A site's feature pages, mended: what each would be, before anything is written."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs_featurespec.fix import Fixed, Guide, fix_page
from mkdocs_featurespec.fix.lines import BYTE_ORDER_MARK
from mkdocs_featurespec.site.files import find_pages, read_text
from mkdocs_featurespec.site.links import LinkedIds
from mkdocs_featurespec.site.load import OpenSite
from mkdocs_featurespec.site.write import NotWrittenError, is_inside, replace_text
from mkdocs_featurespec.workspace import Document


@dataclass(frozen=True, slots=True)
class FixedPage:
    """A feature page, and what becomes of it.

    Attributes:
        path: As messages name it.
        file: On the disk.
        text: As it is there, without a byte order mark.
        fixed: What it is once it is mended.
    """

    path: str
    file: Path
    text: str
    fixed: Fixed

    @property
    def is_changed(self) -> bool:
        """Whether there is something to write."""
        return self.fixed.text != self.text

    def both_texts(self) -> tuple[str, str]:
        """Return the text as it is and as it becomes, each with the page's byte order mark."""
        with self.file.open("rb") as stream:
            has_mark = stream.read(len(BOM_UTF8)) == BOM_UTF8
        mark = BYTE_ORDER_MARK if has_mark else ""
        return mark + self.text, mark + self.fixed.text


def fix_pages(
    site: OpenSite, documents: Sequence[Document], *, upgrade: bool, rename_aliases: bool
) -> Iterator[FixedPage]:
    """Mend feature pages, in their order. Nothing is written.

    Args:
        site: The site.
        documents: Those of its pages that are to be mended.
        upgrade: Whether they are brought to the template's version.
        rename_aliases: Whether headings that go by an alias get the template's name.
    """
    workspace = site.workspace
    uris = {document.path: document.src_uri for document in site.documents}
    guide = Guide(
        workspace.template,
        workspace.template_source,
        site.settings.surfaces,
        workspace.schema,
        workspace.dialect,
        lambda text, path: workspace.read_page(text, path, uris.get(path)),
        today=date.today().isoformat(),
        rename_aliases=rename_aliases,
        upgrade=upgrade,
    )
    linked = _linked_ids(site)
    for document in documents:
        content = document.content
        if isinstance(content, str):
            text, ids = content, linked.on(document.src_uri)
            fixed = fix_page(text, document.path, guide, ids)
        else:
            text, fixed = "", Fixed("", undone=(f"left alone: {content.message}",))
        yield FixedPage(document.path, site.config.docs_dir / document.src_uri, text, fixed)


def write_page(page: FixedPage, site: OpenSite) -> None:
    """Write a page that was mended.

    Raises:
        NotWrittenError: when it was changed meanwhile, lies outside of `docs_dir` once links are
            followed, or the system refuses.
    """
    if not is_inside(page.file, site.config.docs_dir):
        raise NotWrittenError(page.file, "it is a link that leads out of the site's pages")
    replace_text(page.file, page.text, page.fixed.text)


def _linked_ids(site: OpenSite) -> LinkedIds:
    known = {document.src_uri: document.content for document in site.documents}
    docs_dir = site.config.docs_dir
    pages = ((uri, known.get(uri) or read_text(docs_dir / uri)) for uri in find_pages(site.config))
    return LinkedIds((uri, text) for uri, text in pages if isinstance(text, str))
