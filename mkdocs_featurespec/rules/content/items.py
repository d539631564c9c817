"""FS308 and FS309: lists that have nothing in them, and decisions that are still open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import ListItem, Page, Role
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule

_KINDS = {Role.PERMISSIONS: "who may do what", Role.TESTS: "each test"}
_NONE = re.compile(
    r"\W*(?:$|none\b|nothing\b|n/?a\b|not applicable\b|all (?:decided|settled|resolved|closed)\b"
    r"|no (?:(?:open|further|more|outstanding|pending|unresolved) )?"
    r"(?:decisions?|questions?|issues?|points?|items?)\b(?! yet))",
    re.IGNORECASE,
)
_MADE = re.compile(r"\b(?:resolved|decided|closed|made|answered|settled|accepted)\b", re.IGNORECASE)
_DECISIONS = re.compile(r"\bdecisions?\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:open|pending|unresolved|undecided|outstanding|missing|needed|questions?|to be)\b",
    re.IGNORECASE,
)
_LONGEST = 80


def _section_without_items(context: PageContext) -> Iterator[Finding]:
    page = context.page
    for i, section in enumerate(page.sections):
        if section.role not in _KINDS or not section.written or section.has_items:
            continue
        if section.parent is not None and page.sections[section.parent].role is section.role:
            continue
        if _refers_elsewhere(page, i) or _has_parts(page, i):
            continue
        text = section.heading.text
        message = f"the section '{text}' has no list, no table and no code"
        hint = f"list {_KINDS[section.role]}, one an item"
        yield Finding(section.heading.span, message, hint, text)


def _refers_elsewhere(page: Page, i: int) -> bool:
    """Return whether a section links to a page, which may hold the list."""
    section = page.sections[i]
    return any(section.heading.line < link.span.line <= section.end_line for link in page.links)


def _has_parts(page: Page, i: int) -> bool:
    """Return whether a section has several sub-sections: one for each test, say."""
    return sum(section.parent == i and section.written for section in page.sections) > 1


def _open_decision(context: PageContext) -> Iterator[Finding]:
    page = context.page
    if dict(context.settings.unfinished).get(page.status) is not Severity.ERROR:
        return
    for item in page.items:
        if item.role is Role.DECISIONS and not item.done and _is_open(page, item):
            text = item.text if len(item.text) <= _LONGEST else f"{item.text[: _LONGEST - 3]}..."
            message = f"open on a page that is {page.status}: {text}"
            hint = "decide it, and tick it or strike it through; or move it to another feature"
            yield Finding(item.span, message, hint, item.text[:200])


def _is_open(page: Page, item: ListItem) -> bool:
    """Return whether an item is a decision that somebody has to make.

    "Decisions", if it does not say more, may list those that were made.
    """
    heading = page.sections[item.section].heading.text
    if _NONE.match(item.text) or _MADE.search(heading):
        return False
    is_log = _DECISIONS.search(heading) and not _OPEN.search(heading)
    return not is_log or item.text.rstrip().endswith("?")


RULES = (
    PageRule(
        code="FS308",
        name="section-without-items",
        severity=Severity.WARNING,
        summary="A section of permissions or tests has text, but no list, no table and no code.",
        reason="Permissions and tests are checked one by one, against the code and in a review. In "
        "running text one of them is easily left out, and nobody sees it.",
        bad=example_page("## Permissions", "", "Coaches and clients have the usual rights."),
        good=example_page(
            "## Permissions",
            "",
            "- A coach reads the messages of their own clients.",
            "- A client reads their own.",
        ),
        unfinished=True,
        check=_section_without_items,
    ),
    PageRule(
        code="FS309",
        name="open-decision",
        severity=Severity.WARNING,
        summary="A decision is still open on a page that should be finished.",
        reason="Who builds from an approved page decides it alone, or finds out halfway. A draft "
        "may have open decisions: the rule speaks only where the option `unfinished` makes "
        "unfinished work an error, which by default is from `approved` on. Ticked and "
        "struck-through items are decided.",
        bad=example_page(
            "## Open Decisions", "", "- How long are messages kept?", status="approved"
        ),
        good=example_page(
            "## Open Decisions",
            "",
            "- ~~How long are messages kept?~~ Two years.",
            status="approved",
        ),
        unfinished=True,
        check=_open_decision,
    ),
)
