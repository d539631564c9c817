"""The catalog as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from mkdocs_featurespec.impact.changes import registers_of

if TYPE_CHECKING:
    from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Use

COLUMNS = (
    "register",
    "kind",
    "method",
    "name",
    "feature",
    "title",
    "owner",
    "status",
    "direction",
    "owned",
    "line",
    "anchor",
    "summary",
    "site",
)
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for a formula's first sign, also in full width."""
_OWNED = {True: "yes", False: "no", None: ""}


def write_catalog_as_csv(catalog: Catalog, stream: TextIO) -> None:
    """Write a row for each feature that names an entity, below a row of the columns' names.

    It is as RFC 4180 says. A cell that a spreadsheet could take for a formula begins with `'`.
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(newline="")  # or a system could make other line ends of it
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for register, entries in registers_of(catalog).items():
        for entry in entries:
            for use in entry.uses:
                writer.writerow(map(_harmless, _row(register, entry, use)))


def _row(register: str, entry: CatalogEntry, use: Use) -> Iterator[str]:
    yield from (register, entry.kind.value, entry.method, entry.name)
    feature = use.feature
    yield from (feature.path, feature.title, feature.owner, feature.status)
    yield use.direction.value if use.direction else ""
    yield _OWNED[use.owned]
    yield from (str(use.line), use.anchor or "", use.summary, feature.site)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet computes, whatever somebody wrote.

    A NUL, which a damaged page may hold, is no part of any CSV.
    """
    cell = cell.replace("\0", "\ufffd")
    is_formula = cell.lstrip().startswith(_FORMULA) or cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if is_formula else cell
