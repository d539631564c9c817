"""FS214: pages that were written on another version of the template."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule
from mkdocs_featurespec.rules.structure.outline import PAGE_START, on_written_pages
from mkdocs_featurespec.template.versions import VERSION_KEY, version_of


@on_written_pages
def _template_outdated(context: PageContext) -> Iterator[Finding]:
    matter, template = context.page.front_matter, context.template
    version = version_of(matter)
    if version is None or not template.version or version == template.version:
        return
    span = matter.value_span(VERSION_KEY) or PAGE_START
    if version > template.version:
        message = (
            f"the page names version {version} of the template, which is on {template.version}"
        )
        yield Finding(span, message, f"did you mean {template.version}?", VERSION_KEY)
        return
    message = f"the page follows version {version} of the template, which is on {template.version}"
    new = [section.text for section in template.sections if section.since > version]
    if new:
        message += "; new since then: " + ", ".join(f"'{text}'" for text in new)
    hint = f"'featurespec fix --upgrade' brings it to version {template.version}"
    yield Finding(span, message, hint, VERSION_KEY)


_TEMPLATE = """\
---
template_version: 2
---
# {{ title }}

## Goals

## Metrics
<!-- featurespec: section since=2 -->
"""
_GOALS = ("## Goals", "", "Coaches and clients talk in one place.")

RULES = (
    PageRule(
        code="FS214",
        name="template-outdated",
        severity=Severity.INFO,
        summary="The page follows an earlier version of the template.",
        reason="A template moves on, and pages follow when somebody has the time. Until then the "
        "sections that came since are not missing on the page, and this is the one thing that is "
        "said of them. A page that names no version is taken for one on the newest.",
        bad=example_page(*_GOALS, keys="template_version: 1\n"),
        good=example_page(
            *_GOALS, "", "## Metrics", "", "Answers within a day.", keys="template_version: 2\n"
        ),
        template=_TEMPLATE,
        check=_template_outdated,
    ),
)
