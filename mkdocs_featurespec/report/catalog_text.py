"""The catalog as a list to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from mkdocs_featurespec.report.summary import plural
from mkdocs_featurespec.report.terminal import BOLD, DIM, Style, printable

if TYPE_CHECKING:
    from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use


def write_catalog(catalog: Catalog, stream: TextIO) -> None:
    """Write all features, then each entity with the features that name it, and where."""
    style = Style(stream)
    lines = [style(f"Features ({len(catalog.features)})", BOLD)]
    lines += [_feature(feature, style) for feature in catalog.features]
    for heading, entries in (
        ("Tables", catalog.tables),
        ("Endpoints", catalog.endpoints),
        ("Events", catalog.events),
        ("Jobs", catalog.jobs),
    ):
        lines += ["", style(f"{heading} ({len(entries)})", BOLD)]
        lines += [line for entry in entries for line in _entry(entry, style)]
    stream.write("\n".join(lines) + "\n")


def _feature(feature: Feature, style: Style) -> str:
    counts = (
        (feature.tables, "table"),
        (feature.endpoints, "endpoint"),
        (feature.events, "event"),
        (feature.jobs, "job"),
    )
    facts = [plural(count, noun) for count, noun in counts if count]
    if not feature.written:
        facts = ["not written yet"]
    if feature.status:
        facts.insert(0, printable(feature.status))
    place = style(printable(feature.path), DIM)
    return f"  {printable(feature.label)}  {place}" + (f"  {', '.join(facts)}" if facts else "")


def _entry(entry: CatalogEntry, style: Style) -> Iterator[str]:
    yield f"  {printable(f'{entry.method} {entry.name}'.lstrip())}"
    for use in entry.uses:
        yield f"    {_use(use, style)}"


def _use(use: Use, style: Style) -> str:
    side = f" ({use.direction.value})" if use.direction else ""
    place = style(printable(f"{use.feature.path}:{use.line}"), DIM)
    return f"{place}  {printable(use.feature.label)}{side}"
