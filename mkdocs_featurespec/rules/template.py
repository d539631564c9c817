"""FS6xx: slips of the template itself, with which it still can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import TemplateSection
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.rules.registry import TemplateContext, TemplateRule
from mkdocs_featurespec.template.names import normal_name
from mkdocs_featurespec.template.written import block_span, directive_of, is_only_jinja

_OF_THE_PAGE = re.compile(r"\{\{[^{}]*(?<![.\w])(title|owner|today)\b[^{}]*\}\}")


def _alias_clash(context: TemplateContext) -> Iterator[Finding]:
    sections = context.template.sections
    owner: dict[tuple[int | None, str], TemplateSection] = {}
    for section in sections:
        owner.setdefault((section.parent, normal_name(section.text)), section)
    for section in sections:
        for alias in section.aliases:
            other = owner.setdefault((section.parent, normal_name(alias)), section)
            if other is not section:
                span = context.written.source.line_span(section.line)
                message = f"'{alias}' is an alias of '{section.text}' and a name of '{other.text}'"
                hint = f"a page's '{alias}' is taken for '{other.text}'; take the alias out"
                yield Finding(span, message, hint, alias)


def _skipped_level(context: TemplateContext) -> Iterator[Finding]:
    before = 0
    for block in context.written.headings:
        if before and block.level > before + 1:
            span = block_span(block, context.written.source)
            message = f"a heading of level {block.level} follows one of level {before}"
            hint = f"make it '{'#' * (before + 1)}'"
            yield Finding(span, message, hint, _text(block))
        before = block.level


def _idle_directive(context: TemplateContext) -> Iterator[Finding]:
    written = context.written
    blocks = [block for block in written.blocks if not is_only_jinja(block)]
    title = _title(context)
    for i, block in enumerate(blocks):
        directive = directive_of(block)
        if directive is None:
            continue
        above = next((b for b in reversed(blocks[:i]) if b.kind is not BlockKind.HTML), None)
        below = next((b for b in blocks[i + 1 :] if b.kind is not BlockKind.HTML), None)
        span = block_span(block, written.source)
        if directive.name == "guidance":
            if below is None or below.kind is BlockKind.HEADING:
                hint = "write the prompt below it, or delete it"
                yield Finding(span, "no text stands below the directive", hint, "guidance")
        elif above is None or above is title:
            hint = "move it below the heading of the section that it describes"
            yield Finding(span, "the directive describes no section", hint, "section")
        elif above.kind is not BlockKind.HEADING:
            message = "the directive does not stand right below the heading of its section"
            yield Finding(span, message, "move it there", "section")


def _late_section(context: TemplateContext) -> Iterator[Finding]:
    version = context.template.version
    for section in context.template.sections:
        if section.since > version:
            span = context.written.source.line_span(section.line)
            says = f"is on version {version}" if version else "names no version"
            message = f"'{section.text}' is of version {section.since}, and the template {says}"
            hint = f"write 'template_version: {section.since}' in the template's front matter"
            yield Finding(span, message, hint, section.text)


def _changing_heading(context: TemplateContext) -> Iterator[Finding]:
    title = _title(context)
    for block in context.written.headings:
        match = _OF_THE_PAGE.search(block.lines[0].text)
        if match and block is not title:
            span = block_span(block, context.written.source)
            message = f"the heading has '{match[1]}' in it, which differs from page to page"
            hint = "no page is found to have this section; take it out of the heading"
            yield Finding(span, message, hint, _text(block))


def _title(context: TemplateContext) -> Block | None:
    """Return the template's title: its first heading, if no other is of level 1."""
    headings = context.written.headings
    alone = [block for block in headings if block.level == 1] == list(headings[:1])
    return headings[0] if alone and headings else None


def _text(block: Block) -> str:
    return block.lines[0].text.strip("# ")


_HEAD = "---\ntemplate_version: 2\n---\n# {{ title }}\n\n"
_GOOD = _HEAD + "## Goals\n\n## Metrics\n<!-- featurespec: section since=2 -->\n\n### Sources\n"

RULES = (
    TemplateRule(
        code="FS601",
        name="alias-clash",
        severity=Severity.WARNING,
        summary="An alias is also the heading or an alias of another section.",
        reason="A page's heading can be one section only: it is taken for the one that the "
        "template has as a heading, or else has first. The other one is missing then.",
        bad=_GOOD.replace("since=2", 'since=2 aliases="Targets|Goals"'),
        good=_GOOD.replace("since=2", 'since=2 aliases="Targets"'),
        check=_alias_clash,
    ),
    TemplateRule(
        code="FS602",
        name="skipped-level",
        severity=Severity.WARNING,
        summary="A heading of the template is more than one level deeper than the one before it.",
        reason="Every page that follows the template has the gap, and tools that read headings "
        "aloud or number them stumble over it.",
        bad=_GOOD.replace("### Sources", "#### Sources"),
        good=_GOOD,
        check=_skipped_level,
    ),
    TemplateRule(
        code="FS603",
        name="idle-directive",
        severity=Severity.WARNING,
        summary="A directive stands where it says nothing, or not what it seems to say.",
        reason="A `section` directive belongs right below the heading of its section, and a "
        "`guidance` directive above the prompt that it speaks of.",
        bad=_HEAD + "<!-- featurespec: section since=2 -->\n\n## Goals\n",
        good=_HEAD + "## Goals\n<!-- featurespec: section since=2 -->\n",
        check=_idle_directive,
    ),
    TemplateRule(
        code="FS604",
        name="late-section",
        severity=Severity.WARNING,
        summary="A section came in a version that the template has not reached.",
        reason="Pages take the version of the template for theirs. They would never be told of "
        "the section, as they are behind no version.",
        bad=_GOOD.replace("since=2", "since=3"),
        good=_GOOD,
        check=_late_section,
    ),
    TemplateRule(
        code="FS605",
        name="changing-heading",
        severity=Severity.WARNING,
        summary="A heading has something in it that differs from page to page.",
        reason="Sections are found by their headings. One with the page's title, its owner or the "
        "day in it is another one on every page, so that it is missing on all of them.",
        bad=_GOOD.replace("## Goals", "## Goals of {{ title }}"),
        good=_GOOD,
        check=_changing_heading,
    ),
)
