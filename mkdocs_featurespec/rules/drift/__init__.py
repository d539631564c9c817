"""FS5xx: what pages say, compared with what the application itself says it has."""

from __future__ import annotations

from mkdocs_featurespec.rules.drift import api, database, events, indexes, reading

RULES = (
    *reading.RULES,
    *api.RULES,
    *database.RULES,
    *indexes.RULES,
    *events.RULES,
)
