"""How much of each source is documented, as data."""

from __future__ import annotations

from mkdocs_featurespec.catalog.coverage import SourceCoverage


def coverage_as_data(source: SourceCoverage) -> dict[str, object]:
    """Return how much of a source is documented, and what is not, as JSON values."""
    return {
        "name": source.name,
        "kind": source.kind,
        "files": list(source.files),
        "total": len(source.things),
        "documented": source.documented,
        "owners": {
            owner: source.of_owner(owner)
            for owner in sorted(
                {feature.owner for thing in source.things for feature in thing.features} - {""}
            )
        },
        "missing": [
            {"name": thing.name, "path": thing.file, "line": thing.line} for thing in source.missing
        ],
    }
