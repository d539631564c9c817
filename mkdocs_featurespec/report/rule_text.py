"""Rules to read in a terminal: the list of them, and all that is known of one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TextIO

from mkdocs_featurespec.report.rule_words import (
    examples,
    level_word,
    levels_by_status,
    other_level,
    silencing_comments,
)
from mkdocs_featurespec.report.terminal import (
    BOLD,
    DIM,
    SEVERITY_COLOURS,
    Style,
    printable,
    width_of,
)
from mkdocs_featurespec.rules.families import FAMILIES
from mkdocs_featurespec.rules.links import rule_url
from mkdocs_featurespec.rules.registry import Rule

_WIDTH = 80
"""In columns: longer lines of prose are hard to read, however wide the terminal is."""


def write_rules(rules: Iterable[Rule], here: Mapping[str, str], stream: TextIO) -> None:
    """Write a list of rules by family.

    Args:
        rules: In the order of their codes.
        here: How grave the site at hand takes them, by code, where that is not their default.
        stream: Gets the text, with colours if it is a terminal.
    """
    style = Style(stream)
    blocks = [
        _family(family, list(members), here, style, _width(stream))
        for family, members in groupby(rules, key=lambda rule: rule.family)
    ]
    stream.write("\n\n".join("\n".join(block) for block in blocks) + "\n")


def write_explanation(rule: Rule, stream: TextIO) -> None:
    """Write all that is known of a rule: why it is there, how grave it is, and its examples."""
    style = Style(stream)
    width = _width(stream)
    blocks: list[Sequence[str]] = [
        [style(f"{rule.code} {rule.name}", BOLD), *_wrapped(rule.summary, width)],
        _wrapped(rule.reason, width),
    ]
    for title, block in _blocks(rule, width):
        blocks.append([style(f"{title}:", BOLD), *(line.rstrip() for line in block)])
    stream.write("\n\n".join("\n".join(block) for block in blocks) + "\n")


def _family(
    family: str, rules: Sequence[Rule], here: Mapping[str, str], style: Style, width: int
) -> Iterator[str]:
    yield style(f"{FAMILIES[family]} ({family})", BOLD)
    name_width = max(len(rule.name) for rule in rules)
    for rule in rules:
        default = level_word(rule)
        level = here.get(rule.code, default)
        told = level if level == default else f"{level} here, {default} by default"
        code = style.link(rule.code, rule_url(rule))
        yield f"  {code} {rule.name:<{name_width}}  {_coloured(told, level, style)}"
        yield from (style(line, DIM) for line in _wrapped(rule.summary, width, "        "))


def _blocks(rule: Rule, width: int) -> Iterator[tuple[str, Sequence[str]]]:
    other = other_level(rule).value
    level = f"{rule.severity.value}."
    if rule.unfinished:
        level = f"by the page's status: {levels_by_status(rule)}."
    yield (
        "Level",
        [
            *_wrapped(f"{level} To change it, in mkdocs.yml:", width, "  "),
            "",
            "    plugins:",
            "      - featurespec:",
            "          rules:",
            f"            {rule.code}: {other}  # or any of error, warning, info, off",
        ],
    )
    for example in examples(rule):
        yield example.title, [f"    {printable(line)}" for line in example.text.split("\n")]
    silencing = silencing_comments(rule)
    if silencing:
        yield (
            "Exception, in a comment on the page",
            [
                line
                for what, comment in silencing.items()
                for line in (f"  for {what}:", f"    {comment}")
            ],
        )
    yield "More", [f"  {rule_url(rule)}"]


def _coloured(text: str, level: str, style: Style) -> str:
    colour = next((c for each, c in SEVERITY_COLOURS.items() if each.value == level), None)
    return text if colour is None else style(text, colour)


def _width(stream: TextIO) -> int:
    return min(width_of(stream), _WIDTH)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        max(width, len(indent) + 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
