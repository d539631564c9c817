"""Pages of which it is not known what they will say."""

from __future__ import annotations

from mkdocs_featurespec.diagnostics import FaultKind
from mkdocs_featurespec.model import Page


def is_unread(page: Page) -> bool:
    """Return whether a page is not written yet, or its file could not be read.

    What it lacks is told once, on that page.
    """
    return not page.written or any(fault.kind is FaultKind.UNREADABLE for fault in page.faults)
