"""Says what a site lacks on a host that runs no plugin, which itself says nothing."""

from __future__ import annotations

from mkdocs_featurespec.cli.output import complain
from mkdocs_featurespec.report.summary import plural
from mkdocs_featurespec.site.bare_host import losses
from mkdocs_featurespec.site.config import bare_host_file
from mkdocs_featurespec.site.index_files import differing, plan_index
from mkdocs_featurespec.site.load import OpenSite
from mkdocs_featurespec.workspace import Site


def tell_losses(opened: OpenSite) -> bool:
    """Say what pages would lack, beside the catalog's files; return whether there is anything."""
    host_file = bare_host_file(opened.config)
    notes = list(losses(opened, host_file)) if host_file is not None else []
    for note in notes:
        complain(note)
    return bool(notes)


def tell_stale(opened: OpenSite, site: Site) -> None:
    """Say that the catalog's files are not up to date, if they are not."""
    stale = differing(plan_index(opened, site))
    if stale:
        complain(
            f"Zensical runs no plugin and would show an old catalog, or none: {_count(len(stale))} "
            "not up to date; 'featurespec index --write' writes them"
        )


def _count(files: int) -> str:
    return f"{plural(files, 'file')} {'is' if files == 1 else 'are'}"
