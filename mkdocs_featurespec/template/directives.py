"""The directives of a template: what they may say, and what a wrong one is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_featurespec.model import Role
from mkdocs_featurespec.reader.markdown.directives import Directive, find_directives

_OPTIONS = {"section": {"role", "aliases", "since"}, "guidance": set[str]()}
_FLAGS = {"section": {"optional"}, "guidance": set[str]()}
_ROLES = {role.value: role for role in Role}
_VERSION = re.compile(r"[1-9]\d{0,8}")


def directive_problems(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines of directives that a template cannot have, each with what is wrong."""
    for directive in find_directives(text):
        for problem in _problems(directive):
            yield directive.line, problem


def _problems(directive: Directive) -> Iterator[str]:
    name, options = directive.name, directive.options
    if name not in _OPTIONS:
        yield f"unknown directive {name!r}; a template has: {', '.join(_OPTIONS)}"
        return
    unknown = (set(options) - _OPTIONS[name]) | (set(directive.flags) - _FLAGS[name])
    allowed = ", ".join(sorted(_OPTIONS[name] | _FLAGS[name])) or "nothing"
    for word in sorted(unknown):
        yield f"directive {name!r} does not take {word!r}; it takes: {allowed}"
    if options.get("role") and role_of(directive) is None:
        yield f"unknown role {options['role']!r}; the roles are: {', '.join(_ROLES)}"
    if "since" in options and not since_of(directive):
        yield f"'since' takes the number of a version, such as 2; found {options['since']!r}"


def role_of(directive: Directive) -> Role | None:
    """Return the role that a directive gives its section; `None` if none, or an unknown one."""
    return _ROLES.get(directive.options.get("role", ""))


def since_of(directive: Directive) -> int:
    """Return the version of the template that brought the section in; 0 if it does not say."""
    since = directive.options.get("since", "")
    return int(since) if _VERSION.fullmatch(since) else 0


def aliases_of(directive: Directive) -> tuple[str, ...]:
    """Return the other headings that a directive lets count as its section's."""
    aliases = directive.options.get("aliases", "").split("|")
    return tuple(alias.strip() for alias in aliases if alias.strip())
