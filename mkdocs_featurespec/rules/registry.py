"""What a rule is, what it may look at, and the one list of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_featurespec.catalog import Catalog
from mkdocs_featurespec.diagnostics import Fault, Finding, Severity
from mkdocs_featurespec.kept import FRESH, Fresh
from mkdocs_featurespec.model import Ignore, Page, Template
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.sources.source import NO_SOURCES, Sources
from mkdocs_featurespec.template import (
    Matching,
    SectionMatcher,
    TemplateSource,
    WrittenTemplate,
    read_written,
    section_matcher,
)


@dataclass(frozen=True)
class PageContext:
    """What a rule may look at to judge one page.

    Attributes:
        page: The page, read.
        template: The template that it should follow.
        settings: The site's options.
        schema_faults: What the JSON Schema says of its front matter.
        matcher: Lays its sections beside the template's; made anew where it is not given.
    """

    page: Page
    template: Template
    settings: Settings = field(default_factory=Settings)
    schema_faults: tuple[Fault, ...] = ()
    matcher: SectionMatcher | None = None

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What the reader and the schema noticed.

        Of front matter that could not be read, the schema has nothing to say.
        """
        page = self.page
        return page.faults if page.lost_front_matter else (*page.faults, *self.schema_faults)

    @cached_property
    def matching(self) -> Matching:
        """The page's sections laid beside the template's."""
        matcher = self.matcher or section_matcher(self.template)
        return matcher(self.page)


@dataclass(frozen=True, eq=False)
class SiteContext:
    """What a rule may look at to judge pages against each other.

    Attributes:
        pages: The feature pages, by their path relative to `docs_dir`, in its order.
        catalog: What they name, and what the features of imported sites do, which have no pages.
        settings: The site's options.
        sources: What the application itself says it has.
        kept: Makes what rules look up.
    """

    pages: Mapping[str, Page]
    catalog: Catalog
    settings: Settings = field(default_factory=Settings)
    sources: Sources = NO_SOURCES
    kept: Fresh = FRESH


@dataclass(frozen=True)
class TemplateContext:
    """What a rule may look at to judge the template itself.

    Attributes:
        template: Its structure.
        source: The template as it is written.
    """

    template: Template
    source: TemplateSource

    @cached_property
    def written(self) -> WrittenTemplate:
        """Its Markdown before Jinja, with the places in the file."""
        return read_written(self.source)


PageCheck = Callable[[PageContext], Iterable[Finding]]
"""Gives what a rule finds on a page."""

SiteCheck = Callable[[SiteContext], Iterable[tuple[str, Finding]]]
"""Gives what a rule finds across pages: each with the page it stands on, as in `pages`.

What stands on a page of an imported site is passed over.
"""

SourceCheck = Callable[[SiteContext], Iterable[tuple[str, Finding]]]
"""Gives what a rule finds in sources: each with the file that it stands in."""

TemplateCheck = Callable[[TemplateContext], Iterable[Finding]]
"""Gives what a rule finds on the template."""

CommentCheck = Callable[[Sequence[tuple[Ignore, str]]], Iterable[Finding]]
"""Gives what is wrong with comments that silence nothing, each with the rule that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: how it is known, why it is there, and how to see it at work.

    Attributes:
        code: Stable, such as `FS104`; the first digit is the family.
        name: Stable, in words and dashes, such as `missing-key`.
        severity: The default; of unfinished work, where the page's status says nothing.
        summary: What it finds, in one line.
        reason: Why it matters, in a few sentences of Markdown.
        bad: A page that it finds fault with.
        good: The same page, mended.
        beside: The other feature pages of the examples' site, by file name.
        template: The template of the examples, where theirs is not `EXAMPLE_TEMPLATE`.
        schema: The JSON Schema of the examples, where theirs is not the built-in one.
        sources: The sources of the examples' site, by file name.
        mended: Those of the good example, where it is a source that was mended.
        unfinished: Whether it finds unfinished work, which a draft may have: then the page's
            status decides how grave it is.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    reason: str
    bad: str
    good: str
    beside: Mapping[str, str] = field(default_factory=dict)
    template: str = ""
    schema: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    mended: Mapping[str, str] = field(default_factory=dict)
    unfinished: bool = False

    @property
    def family(self) -> str:
        """The family's code, such as `FS1`."""
        return self.code[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule(Rule):
    """A rule that looks at one page; `check` gives what it finds."""

    check: PageCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule(Rule):
    """A rule that looks at all pages; `check` gives what it finds."""

    check: SiteCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRule(Rule):
    """A rule that looks at sources, beside all pages; `check` gives what it finds there."""

    check: SourceCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRule(Rule):
    """A rule that looks at the template itself; its examples are templates."""

    check: TemplateCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRule(Rule):
    """A rule that looks at the comments that silence other rules, once those were run."""

    check: CommentCheck


class Registry:
    """Rules by code, in order.

    Attributes:
        by_code: All rules.
        by_name: The same.
        page_rules: Those that look at one page.
        site_rules: Those that look at all of them.
        source_rules: Those that look at sources.
        template_rules: Those that look at the template.
        comment_rules: Those that look at comments once the others were run.

    Raises:
        ValueError: when two rules share a code or a name; a mistake in this package.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        ordered = sorted(rules, key=lambda rule: rule.code)
        self.by_code: Mapping[str, Rule] = {rule.code: rule for rule in ordered}
        self.by_name: Mapping[str, Rule] = {rule.name: rule for rule in ordered}
        if len(self.by_code) != len(ordered) or len(self.by_name) != len(ordered):
            raise ValueError("two rules share a code or a name")
        self.page_rules = tuple(rule for rule in ordered if isinstance(rule, PageRule))
        self.site_rules = tuple(rule for rule in ordered if isinstance(rule, SiteRule))
        self.source_rules = tuple(rule for rule in ordered if isinstance(rule, SourceRule))
        self.template_rules = tuple(rule for rule in ordered if isinstance(rule, TemplateRule))
        self.comment_rules = tuple(rule for rule in ordered if isinstance(rule, CommentRule))

    def named(self, selector: str) -> tuple[Rule, ...]:
        """Return the rules that a code, a name or a family (`FS2`, `FS2xx`) means."""
        found = self.by_code.get(selector.upper()) or self.by_name.get(selector.lower())
        if found is not None:
            return (found,)
        family = selector.upper().removesuffix("XX")
        return tuple(rule for rule in self.by_code.values() if rule.family == family)
