"""A site's feature pages, read, judged and merged."""

from __future__ import annotations

from mkdocs_featurespec.workspace.documents import Document, Site
from mkdocs_featurespec.workspace.load import load_workspace, named_files
from mkdocs_featurespec.workspace.preview import advice_for, preview
from mkdocs_featurespec.workspace.workspace import Workspace

__all__ = [
    "Document",
    "Site",
    "Workspace",
    "advice_for",
    "load_workspace",
    "named_files",
    "preview",
]
