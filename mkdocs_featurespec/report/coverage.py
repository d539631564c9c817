"""How much of each source is documented, to read in a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TextIO

from mkdocs_featurespec.catalog.coverage import SourceCoverage, owners, percent
from mkdocs_featurespec.render.catalog_json.coverage import coverage_as_data
from mkdocs_featurespec.report.summary import plural
from mkdocs_featurespec.report.terminal import BOLD, DIM, Style, printable

_THINGS = {"openapi": "operation", "sql": "table", "asyncapi": "event", "events": "event"}


def write_coverage(coverage: Sequence[SourceCoverage], stream: TextIO) -> None:
    """Write each source with what is not documented, then the owners, then all together."""
    style = Style(stream)
    lines = [line for source in coverage for line in _source(source, style)]
    named = owners(coverage)
    if named:
        lines += [style("By owner", BOLD), *(_owner(owner, coverage) for owner in named), ""]
    documented = sum(source.documented for source in coverage)
    things = sum(len(source.things) for source in coverage)
    lines.append(f"{documented} of {things} documented, {percent(coverage):.1f} %")
    stream.write("\n".join(lines) + "\n")


def write_coverage_as_json(coverage: Sequence[SourceCoverage], stream: TextIO) -> None:
    """Write an object with `percent` and the `sources`, as the catalog's JSON has them."""
    sources = [coverage_as_data(source) for source in coverage]
    data = {"percent": round(percent(coverage), 2), "sources": sources}
    stream.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _source(source: SourceCoverage, style: Style) -> Iterator[str]:
    counts = f"{source.documented} of {plural(len(source.things), _THINGS[source.kind])}"
    yield f"{style(printable(source.name), BOLD)}  {counts}, {percent([source]):.1f} %"
    for thing in source.missing:
        place = style(printable(f"{thing.file}:{thing.line}"), DIM)
        yield f"  {printable(thing.name)}  {place}"
    yield ""


def _owner(owner: str, coverage: Sequence[SourceCoverage]) -> str:
    counts = [
        f"{printable(source.name)} {count}"
        for source in coverage
        if (count := source.of_owner(owner))
    ]
    return f"  {printable(owner) or 'no owner'}  {', '.join(counts)}"
