"""What is said of a rule wherever it is shown: its level, its examples, how to silence it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from mkdocs_featurespec.diagnostics import Severity
from mkdocs_featurespec.options.rules import DEFAULT_UNFINISHED, Levels
from mkdocs_featurespec.rules.registry import Rule, SourceRule

_VISIBLE = str.maketrans({"\t": "⇥", "\0": "␀"})
_FENCE = re.compile(r"^ *(`{3,})", re.M)
_PAGE_ONLY = "FS1"
"""Front matter: no comment can stand above it, only one that speaks for the whole page."""
_NEVER_SILENT = ("FS108", "FS6", "FS9")
"""A page that cannot be read has no comments, a template needs no excuse, and comments do not
excuse comments. Nor do comments on pages speak for sources."""


@dataclass(frozen=True, slots=True)
class Example:
    """A file of a rule's example.

    Attributes:
        title: What it is, in a few words.
        language: Of its text: `markdown`, `json`, `yaml` or `sql`.
        text: Its lines; what cannot be seen is shown by a sign.
    """

    title: str
    language: str
    text: str


def examples(rule: Rule) -> Iterator[Example]:
    """Give the files that show a rule at work: the bad page, the good one, and what they need."""
    yield Example("Bad", "markdown", _visible(rule.bad))
    yield Example("Good", "markdown", _visible(rule.good))
    for name, page in rule.beside.items():
        yield Example(f"Beside both: {name}", "markdown", _visible(page))
    if rule.template:
        yield Example("With this template", "markdown", _visible(rule.template))
    for title, sources in _sources(rule):
        for name, source in sources.items():
            language = "sql" if name.endswith(".sql") else "yaml"
            yield Example(f"{title}: {name}", language, _visible(source))
    if rule.schema:
        yield Example("With this schema", "json", _visible(rule.schema))


def _sources(rule: Rule) -> Iterator[tuple[str, Mapping[str, str]]]:
    if rule.mended:
        yield "Bad, with this source", rule.sources
        yield "Good, with this source", rule.mended
    else:
        yield "Beside both, as a source", rule.sources


def fenced(example: Example) -> str:
    """Return an example as Markdown: in a fence that is longer than those in it."""
    inner = max((len(mark) for mark in _FENCE.findall(example.text)), default=2)
    fence = "`" * (inner + 1)
    return f"{fence}{example.language}\n{example.text}\n{fence}"


def level_word(rule: Rule) -> str:
    """Return how grave what a rule finds is, in a word or two."""
    return "by status" if rule.unfinished else rule.severity.value


def levels_by_status(rule: Rule, levels: Levels = DEFAULT_UNFINISHED) -> str:
    """Return how grave unfinished work is on which pages, in a sentence without its full stop."""
    parts = [
        f"{_word(level)} on a page that is {' or '.join(status for status, _ in statuses)}"
        for level, statuses in groupby(levels, key=lambda pair: pair[1])
    ]
    return f"{', '.join(parts)}, {rule.severity.value} on any other"


def other_level(rule: Rule) -> Severity:
    """Return a severity that is not the rule's own, for an example of an option."""
    return Severity.ERROR if rule.severity is Severity.WARNING else Severity.WARNING


def silencing_comments(rule: Rule) -> Mapping[str, str]:
    """Return the comments that silence a rule, by what they speak for; may be none."""
    if rule.code.startswith(_NEVER_SILENT) or isinstance(rule, SourceRule):
        return {}
    block = {"the block below it": f"<!-- featurespec: ignore {rule.code}: why -->"}
    page = {"the whole page": f"<!-- featurespec: ignore-page {rule.code}: why -->"}
    return page if rule.family == _PAGE_ONLY else {**block, **page}


def _word(level: Severity | None) -> str:
    return level.value if level else "off"


def _visible(text: str) -> str:
    return text.strip("\n").translate(_VISIBLE)
