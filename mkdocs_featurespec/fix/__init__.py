"""Pages mended: what can be put right without asking, and without losing a line."""

from __future__ import annotations

from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.page import Fixed, fix_page

__all__ = ["Fixed", "Guide", "fix_page"]
