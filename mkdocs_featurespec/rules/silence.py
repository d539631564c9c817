"""Comments on a page that silence rules there, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Diagnostic, Silenced, Silencer
from mkdocs_featurespec.model import Ignore, Page
from mkdocs_featurespec.rules.registry import Registry


class Heard(NamedTuple):
    """A page's findings after its comments were heard.

    Attributes:
        reported: Those that no comment silences.
        silenced: The others.
        used: The comments that silenced something, by their place in `Page.ignores`, with the
            codes that they silenced.
    """

    reported: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...]
    used: Mapping[int, frozenset[str]]


def hear(page: Page, found: Sequence[Diagnostic], registry: Registry) -> Heard:
    """Sort a page's findings by whether a comment on it silences them.

    A comment without a reason silences nothing: the rule that asks for the reason would
    otherwise be the only one to see what it hides.
    """
    ignores = [
        (i, ignore, _codes(ignore, registry))
        for i, ignore in enumerate(page.ignores)
        if ignore.reason
    ]
    reported: list[Diagnostic] = []
    silenced: list[Silenced] = []
    used: dict[int, set[str]] = {}
    for diagnostic in found:
        match = next(
            (
                (i, ignore)
                for i, ignore, codes in ignores
                if diagnostic.code in codes and _speaks_of(ignore, diagnostic)
            ),
            None,
        )
        if match is None:
            reported.append(diagnostic)
            continue
        index, ignore = match
        used.setdefault(index, set()).add(diagnostic.code)
        silenced.append(Silenced(diagnostic, Silencer.COMMENT, ignore.reason))
    return Heard(
        tuple(reported), tuple(silenced), {i: frozenset(codes) for i, codes in used.items()}
    )


def _codes(ignore: Ignore, registry: Registry) -> frozenset[str]:
    return frozenset(rule.code for name in ignore.rules for rule in registry.named(name))


def _speaks_of(ignore: Ignore, diagnostic: Diagnostic) -> bool:
    return ignore.first_line == 0 or ignore.first_line <= diagnostic.span.line <= ignore.last_line


def unused(
    page: Page, heard: Heard, registry: Registry, judged: frozenset[str]
) -> list[tuple[Ignore, str]]:
    """Return each comment with the name in it that silenced nothing.

    Args:
        page: The page.
        heard: What its comments did.
        registry: The rules.
        judged: The codes of the rules that were run; of others nothing can be said.
    """
    found: list[tuple[Ignore, str]] = []
    for i, ignore in enumerate(page.ignores):
        if not ignore.reason:
            continue
        for name in ignore.rules:
            codes = {rule.code for rule in registry.named(name)}
            if codes and codes <= judged and not codes & heard.used.get(i, frozenset()):
                found.append((ignore, name))
    return found
