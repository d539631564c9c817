"""The files that come with the package: template, schemas, page templates, styles."""

from __future__ import annotations

from importlib.resources import files


def read_data(name: str) -> str:
    """Return the text of a file in `data/`."""
    return (files("mkdocs_featurespec") / "data" / name).read_text("utf-8")
