"""The register of database tables and views."""

from __future__ import annotations

from functools import partial

from mkdocs_featurespec.model import EntityKind
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.columns import known_columns
from mkdocs_featurespec.render.registers.entries import (
    FILTERS,
    Asked,
    Link,
    Row,
    entries_of,
    entry_rows,
)
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    entries = entries_of(site, "tables", options)
    owned = any(use.owned or use.owner for entry in entries for use in entry.uses)
    make = partial(_row, place=place, owned=owned)
    rows = entry_rows(site, Asked("tables", options, place), entries, make, owned)
    return render("registers/tables.html", rows="\n".join(rows), owned=owned)


def _row(row: Row, place: Place, *, owned: bool) -> str:
    """Return a table's row, with what its database has.

    Args:
        row: The table.
        place: Where it stands.
        owned: Whether any table of the register has an owner.
    """
    entry = row.entry
    columns = known_columns(row.uses, row.said.table if row.said else None)
    owners = _owners(row, place)
    kind = markup.badge("view") if entry.kind is EntityKind.VIEW else ""
    cells = [
        markup.cell(markup.name(row.id, markup.text(entry.name)) + kind),
        markup.cell(markup.text(row.summary) + columns),
    ]
    if owned:
        by = {link.use.feature.src_uri for link in owners}
        others = [link for link in row.uses if link.use.feature.src_uri not in by]
        cells += (
            markup.cell(markup.features(owners), "Owner"),
            markup.cell(markup.features(others), "Used by"),
        )
    else:
        cells.append(markup.cell(markup.features(row.uses)))
    attributes = markup.facets(row.features) + markup.facet("kind", (entry.kind.value,))
    return markup.row(row.id, attributes, cells)


def _owners(row: Row, place: Place) -> list[Link]:
    """Return the features that say that they own a table, else those that others say own it."""
    own = [link for link in row.uses if link.use.owned]
    if own:
        return own
    said = {link.use.owner.src_uri: link.use for link in row.uses if link.use.owner}
    return [
        Link(place.link(use.owner.src_uri), use.owner.label, use._replace(feature=use.owner))
        for use in said.values()
        if use.owner
    ]


MARKER = Marker(
    name="tables",
    summary="The register of database tables and views.",
    render=_render,
    options={"kind": ("table", "view"), **FILTERS},
)
