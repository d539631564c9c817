"""What a marker such as `<!-- featurespec: tables -->` is, and what takes its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from urllib.parse import quote

from mkdocs_featurespec.catalog import Use
from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.view import SiteView

_SAFE_IN_FRAGMENT = "!$&'()*+,;=:@/?-._~"

MARKER_START = "<!-- featurespec:"
"""What each marker begins with in a rendered page."""

UrlOf = Callable[[str], str]
"""Gives the address of a page, by its path relative to `docs_dir`, as seen from another page."""


class Source(Enum):
    """What the content of a marker is made of: as long as that stays, the content stays."""

    CATALOG = "catalog"
    """The catalog alone."""
    SITE = "site"
    """The pages and the findings, too."""


@dataclass(frozen=True, slots=True)
class Place:
    """The page that a marker stands on.

    Attributes:
        src_uri: The page, relative to `docs_dir`.
        url_of: Gives the address of other pages as seen from it.
        ids: Gives ids that it does not have yet.
        drawn_url_of: Gives the same addresses for pictures, where the host that builds the page
            changes those of links: what is in a picture it does not see.
    """

    src_uri: str
    url_of: UrlOf
    ids: Ids
    drawn_url_of: UrlOf | None = None

    def link(self, src_uri: str, anchor: str | None = None) -> str:
        """Return the address of a page, or of a section of it."""
        return self.url_of(src_uri) + fragment(anchor)

    def drawn_link(self, src_uri: str) -> str:
        """Return the address of a page as it stands in a picture."""
        return (self.drawn_url_of or self.url_of)(src_uri)

    def link_to(self, use: Use) -> str:
        """Return the address of the section in which a feature names an entity."""
        return self.link(use.feature.src_uri, use.anchor)


Options = Mapping[str, str]
"""The options of a marker, as written: `{"owner": "team-messaging"}`."""

Render = Callable[[SiteView, Options, Place], str]
"""Gives the HTML that takes a marker's place."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A kind of marker.

    Attributes:
        name: Its first word.
        summary: What takes its place, in a few words.
        render: Gives what takes its place.
        options: What it can be narrowed to: for each option its values; `None` for any text.
        source: What its content is made of.
    """

    name: str
    summary: str
    render: Render
    options: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    source: Source = Source.CATALOG


@lru_cache(maxsize=1 << 14)  # pages of one template have most anchors in common
def fragment(anchor: str | None) -> str:
    """Return an id as the end of an address; empty for none."""
    return f"#{quote(anchor, safe=_SAFE_IN_FRAGMENT)}" if anchor else ""
