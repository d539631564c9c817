"""Links and names that mean a feature which does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_featurespec.catalog.references import (
    FeatureNames,
    link_to_feature,
    linked_page,
    name_key,
)
from mkdocs_featurespec.diagnostics import Finding, Severity, Span
from mkdocs_featurespec.model import FrontMatter, Page
from mkdocs_featurespec.rules.across.wording import other_page, title
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule
from mkdocs_featurespec.settings import feature_matcher

_LINK = re.compile(r"[a-z]+:|[./#]|.*\.md\b", re.IGNORECASE)


def _unknown_feature(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    references = _References(context)
    own = [feature for feature in context.catalog.features if not feature.site]
    pages = {each.src_uri: context.pages[each.src_uri] for each in own}
    found = context.kept.each(
        "FS407",
        context.kept.settled("referring", pages, pages.items()),
        lambda pair: references.unknown(*pair),
        references.known,
    )
    for src_uri, findings in zip(pages, found, strict=True):
        for finding in findings:
            yield src_uri, finding


class _References:
    """What the references of a site's pages can mean."""

    def __init__(self, context: SiteContext) -> None:
        self._pages = context.pages.keys()
        self._names = FeatureNames(context.catalog.features)
        self._teams = {
            _team(owner) for owner in {feature.owner for feature in context.catalog.features}
        }
        self._is_feature_page = feature_matcher(context.settings)
        self._missing: dict[str, bool] = {}
        features = tuple((each.src_uri, each.title) for each in context.catalog.features)
        self.known = (features, self._teams, context.settings)
        """All that decides on what a reference means, to be compared."""

    def unknown(self, src_uri: str, page: Page) -> Sequence[Finding]:
        """Return what a page refers to and is no feature."""
        return [
            *self._links(src_uri, page),
            *self._dependencies(src_uri, page.front_matter),
            *self._owners(src_uri, page),
        ]

    def _links(self, src_uri: str, page: Page) -> Iterator[Finding]:
        folder, slash, _ = src_uri.rpartition("/")
        for link in page.links:
            if f"{folder}{slash}{link.target.partition('#')[0]}" in self._pages:
                continue
            path = linked_page(folder, link.target)
            if self._is_missing(path):
                message = f'the link leads to "{path}", and there is no such feature page'
                close = self._names.closest(link.target)
                hint = f'did you mean "{link_to_feature(src_uri, close)}"?' if close else ""
                yield Finding(link.span, message, hint, path)

    def _is_missing(self, path: str) -> bool:
        """Return whether a path would be a feature page's, if it were there."""
        if path not in self._missing:
            self._missing[path] = path not in self._pages and self._is_feature_page(path)
        return self._missing[path]

    def _dependencies(self, src_uri: str, front_matter: FrontMatter) -> Iterator[Finding]:
        named = front_matter.get("depends_on")
        for i, name in enumerate(named if isinstance(named, list) else (named,)):
            if isinstance(name, str) and self._names.find(name, src_uri) is None:
                span = front_matter.value_span("depends_on", i)
                span = span or front_matter.value_span("depends_on")
                yield self._no_feature(name, span or Span(1, 1, 1, 1), f"depends_on {name}")

    def _owners(self, src_uri: str, page: Page) -> Iterator[Finding]:
        """Give the owners that are named in words; links are judged as links."""
        for entity in page.entities:
            owner = entity.owner
            if owner and not _LINK.match(owner) and not self._is_known(owner, src_uri):
                name = f"{entity.method} {entity.name}".lstrip()
                yield self._no_feature(owner, entity.span, f"owner of {name}: {owner}")

    def _is_known(self, owner: str, src_uri: str) -> bool:
        return _team(owner) in self._teams or self._names.find(owner, src_uri) is not None

    def _no_feature(self, name: str, span: Span, subject: str) -> Finding:
        close = self._names.closest(name)
        hint = f"did you mean {title(close)}?" if close else ""
        return Finding(span, f'no feature is called "{name}"', hint, subject)


def _team(name: str) -> frozenset[str]:
    """Return the words that a team goes by: `team-goals` and "the Goals Team" are one."""
    return frozenset(name_key(name).split()) - {"team", "the"}


RULES = (
    SiteRule(
        code="FS407",
        name="unknown-feature",
        severity=Severity.ERROR,
        summary="A link or a name means a feature that does not exist.",
        reason="The feature was renamed, split up or never written, and the reader is sent "
        "nowhere. It is found in links to feature pages, in `depends_on`, and where a page says "
        "who owns a table or an endpoint. The owner may be a team instead, if that team is the "
        "`owner` of a page.",
        bad=example_page("Text.", keys="depends_on: [check-inns]\n"),
        good=example_page("Text.", keys="depends_on: [check-ins]\n"),
        beside={"check-ins.md": other_page("Check-ins", "Text.")},
        check=_unknown_feature,
    ),
)
