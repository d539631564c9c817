"""A feature as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.facts import FeatureFacts, Statement


def feature_as_data(
    feature: Feature, facts: FeatureFacts | None, url: str, depends_on: Sequence[str]
) -> dict[str, object]:
    """Return what is known of one feature.

    Args:
        feature: The feature.
        facts: What its page says beside the entities that it names; `None` where nobody knows.
        url: The page's address, relative to the site's.
        depends_on: The paths of the features that its front matter says it depends on.
    """
    data: dict[str, object] = {
        "path": feature.path,
        "url": url,
        "title": feature.title,
        "status": feature.status or None,
        "owner": feature.owner or None,
        "surfaces": list(feature.surfaces),
        "written": feature.written,
        "counts": {
            "tables": feature.tables,
            "endpoints": feature.endpoints,
            "events": feature.events,
            "jobs": feature.jobs,
        },
        "depends_on": list(depends_on),
    }
    return {**data, **_facts(facts)} if facts else data


def _facts(facts: FeatureFacts) -> dict[str, object]:
    far = facts.completeness
    return {
        "completeness": {
            "sections": far.sections,
            "written": far.written,
            "left_over": far.left_over,
            "errors": far.errors,
            "warnings": far.warnings,
            "infos": far.infos,
        },
        "on_surfaces": [
            {"name": each.name, "anchor": each.anchor, "written": each.written}
            for each in facts.surfaces
        ],
        "open_decisions": _statements(facts.decisions),
        "permissions": _statements(facts.permissions, "role"),
        "tests": _statements(facts.tests, "kind"),
    }


def _statements(statements: Iterable[Statement], about: str = "") -> list[dict[str, object]]:
    """Return statements with what each is about, under that name."""
    return [
        {
            **({about: each.about or None} if about else {}),
            "text": each.text,
            "line": each.line,
            "anchor": each.anchor,
        }
        for each in statements
    ]
