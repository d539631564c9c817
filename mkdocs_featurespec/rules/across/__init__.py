"""FS4xx: what features say, compared with what other features say."""

from __future__ import annotations

from mkdocs_featurespec.rules.across import endpoints, events, names, references, tables

RULES = (
    *endpoints.RULES,
    *tables.RULES,
    *events.RULES,
    *references.RULES,
    *names.RULES,
)
