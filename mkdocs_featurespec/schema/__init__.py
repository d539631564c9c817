"""Front matter against a JSON Schema: every fault at the key or the value that it means."""

from __future__ import annotations

from mkdocs_featurespec.schema.judge import Schema

__all__ = ["Schema"]
