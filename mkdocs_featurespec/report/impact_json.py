"""Impact as JSON, for tools; docs/reference/command.md describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from mkdocs_featurespec.catalog import CatalogEntry, Feature
    from mkdocs_featurespec.impact.answer import Answer, AnswerRow, Said
    from mkdocs_featurespec.impact.changes import Detail, EntityChange, FeatureChange
    from mkdocs_featurespec.impact.reasons import Edge, Reason, Spot
    from mkdocs_featurespec.impact.review import Review, Touch

VERSION = 1
"""Of the format."""

_Data = dict[str, object]


def write_answers_as_json(answers: Sequence[Answer], stream: TextIO) -> None:
    """Write one JSON object with the answers."""
    _write({"version": VERSION, "answers": [_answer(answer) for answer in answers]}, stream)


def write_review_as_json(review: Review, stream: TextIO) -> None:
    """Write one JSON object with what changed and whom it touches."""
    data: _Data = {
        "version": VERSION,
        "changes": [change_as_data(change) for change in review.changes.features],
        "touches": [
            {"feature": _feature(each.change.feature), **_touch(touch)}
            for each in review.touching
            for touch in each.touches
        ],
        "new_dependencies": [_edge(edge) for edge in review.new_edges],
        "lost_dependencies": [_edge(edge) for edge in review.lost_edges],
    }
    _write(data, stream)


def _write(data: Mapping[str, object], stream: TextIO) -> None:
    stream.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _answer(answer: Answer) -> _Data:
    return {
        "feature": _feature(answer.feature) if answer.feature else None,
        "entity": _entity(answer.entry),
        **{part.key: [_row(row) for row in part.rows] for part in answer.parts},
        "common": [_entity(entry) for entry in answer.common],
    }


def _row(row: AnswerRow) -> _Data:
    return {
        **_feature(row.feature),
        "distance": len(row.by_way_of) + 1,
        "by_way_of": [feature.path for feature in row.by_way_of],
        "reasons": [_said(said) for said in row.said],
    }


def _said(said: Said) -> _Data:
    return {"kind": said.kind, "entity": _entity(said.entry), **_place(said.spot)}


def _place(spot: Spot) -> _Data:
    return {"path": spot.feature.path, "line": spot.line or None, "anchor": spot.anchor}


def _feature(feature: Feature) -> _Data:
    return {"title": feature.title, "path": feature.path, "site": feature.site or None}


def _entity(entry: CatalogEntry | None) -> _Data | None:
    if entry is None:
        return None
    return {"kind": entry.kind.value, "name": entry.name, "method": entry.method or None}


def change_as_data(change: FeatureChange) -> dict[str, object]:
    """Return what happened to a feature and its entities as JSON values."""
    return {
        **_feature(change.feature),
        "change": change.kind.value,
        "details": [_detail(detail) for detail in change.details],
        "entities": [_entity_change(entity) for entity in change.entities],
    }


def _entity_change(change: EntityChange) -> _Data:
    return {
        "change": change.kind.value,
        "entity": _entity(change.entry),
        "elsewhere": change.elsewhere,
        "line": change.use.line,
        "details": [_detail(detail) for detail in change.details],
    }


def _detail(detail: Detail) -> _Data:
    return {"what": detail.what, "before": list(detail.before), "after": list(detail.after)}


def _touch(touch: Touch) -> _Data:
    return {
        "change": touch.change.kind.value if touch.change else "removed",
        "entity": _entity(touch.change.entry) if touch.change else None,
        "touched": [{**_feature(r.here.feature), **_reason(r)} for r in touch.touched],
    }


def _reason(reason: Reason) -> _Data:
    return {"kind": reason.kind.value, "entity": _entity(reason.entry), **_place(reason.here)}


def _edge(edge: Edge) -> _Data:
    return {
        "feature": _feature(edge.feature),
        "depends_on": _feature(edge.other),
        "reasons": [_reason(reason) for reason in edge.reasons],
    }
