"""Runs the rules: pages in, diagnostics out, with their severities and what comments silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mkdocs_featurespec.diagnostics import Diagnostic, Fault, Finding, Severity
from mkdocs_featurespec.model import FrontMatter, Page, Template
from mkdocs_featurespec.rules.levels import level_finder
from mkdocs_featurespec.rules.registry import (
    PageContext,
    Registry,
    Rule,
    SiteContext,
    TemplateContext,
)
from mkdocs_featurespec.rules.silence import Heard, hear, unused
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.template import TemplateSource, section_matcher

SchemaFaults = Callable[[FrontMatter], tuple[Fault, ...]]
"""Gives what a JSON Schema says of front matter."""


class Judge:
    """Judges pages by a registry of rules and a site's options. Never raises for a page."""

    def __init__(
        self,
        registry: Registry,
        settings: Settings,
        template: Template,
        schema_faults: SchemaFaults,
    ) -> None:
        self._registry = registry
        self._settings = settings
        self._template = template
        self._matcher = section_matcher(template)
        self._schema_faults = schema_faults
        self._level_of = level_finder(settings, registry)
        self._page_codes = frozenset(rule.code for rule in registry.page_rules)
        self._site_codes = frozenset(rule.code for rule in registry.site_rules)

    def page(self, page: Page, src_uri: str) -> tuple[Diagnostic, ...]:
        """Return what the rules that look at one page find there; comments are not heard yet."""
        faults = () if page.lost_front_matter else self._schema_faults(page.front_matter)
        context = PageContext(page, self._template, self._settings, faults, self._matcher)
        found: list[Diagnostic] = []
        for rule in self._registry.page_rules:
            for finding in rule.check(context):
                level = self._level_of(rule, src_uri, page.status)
                if level is None:
                    break
                found.append(_diagnostic(page.path, rule, level, finding))
        return _sorted(found)

    def site(self, context: SiteContext) -> Mapping[str, Sequence[Diagnostic]]:
        """Return what the rules across pages find, by page; comments are not heard yet."""
        pages = context.pages
        found: dict[str, list[Diagnostic]] = {}
        for rule in self._registry.site_rules:
            for src_uri, finding in rule.check(context):
                page = pages.get(src_uri)
                if page is None:  # another site's, which is judged there
                    continue
                level = self._level_of(rule, src_uri, page.status)
                if level is not None:
                    diagnostic = _diagnostic(page.path, rule, level, finding)
                    found.setdefault(src_uri, []).append(diagnostic)
        return found

    def sources(self, context: SiteContext) -> tuple[Diagnostic, ...]:
        """Return what is found in the sources, which no folder's levels concern."""
        return _sorted(
            [
                _diagnostic(path, rule, level, finding)
                for rule in self._registry.source_rules
                if (level := self._level_of(rule, "", "")) is not None
                for path, finding in rule.check(context)
            ]
        )

    def template(self, source: TemplateSource) -> tuple[Diagnostic, ...]:
        """Return what is found on the template itself, which no folder's levels concern."""
        context = TemplateContext(self._template, source)
        found = [
            _diagnostic(source.path, rule, level, finding)
            for rule in self._registry.template_rules
            if (level := self._level_of(rule, "", "")) is not None
            for finding in rule.check(context)
        ]
        return _sorted(found)

    def heard(
        self, page: Page, src_uri: str, found: Sequence[Diagnostic], *, across: bool
    ) -> Heard:
        """Return a page's findings after its comments were heard, those about them included.

        Args:
            page: The page.
            src_uri: Its path relative to `docs_dir`.
            found: What was found on it.
            across: Whether the rules across pages were run.
        """
        if not page.ignores:
            return Heard(tuple(found), (), {})
        heard = hear(page, found, self._registry)
        judged = self._page_codes | self._site_codes if across else self._page_codes
        idle = unused(page, heard, self._registry, judged)
        about: list[Diagnostic] = []
        for rule in self._registry.comment_rules:
            level = self._level_of(rule, src_uri, page.status)
            if level is not None:
                about += (_diagnostic(page.path, rule, level, each) for each in rule.check(idle))
        return heard._replace(reported=_sorted([*heard.reported, *about]))


def _sorted(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda d: d.sort_key)) if len(found) > 1 else tuple(found)


def _diagnostic(path: str, rule: Rule, severity: Severity, finding: Finding) -> Diagnostic:
    return Diagnostic(
        path,
        finding.span,
        rule.code,
        severity,
        finding.message,
        finding.hint,
        finding.subject,
        finding.related,
    )
