"""Feature specs that stay true: start, check and index feature pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_featurespec.api import build_catalog, check_site, read_page

__all__ = ["__version__", "build_catalog", "check_site", "read_page"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the public functions when they are asked for: the command has no need of them."""
    if name in __all__:
        from mkdocs_featurespec import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
