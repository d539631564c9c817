"""The version of a template, and the one that a page was written on."""

from __future__ import annotations

import re

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.template.skeleton import TemplateSource, front_matter_of

VERSION_KEY = "template_version"
"""The key in the front matter of a template and of a page."""

_LINE = re.compile(rf"{VERSION_KEY}[ \t]*:(?P<value>.*)")
_NUMBER = re.compile(r"[ \t]+(?P<number>[1-9]\d{0,8})[ \t]*(?:[ \t]#.*)?")


def version_of(front_matter: FrontMatter) -> int | None:
    """Return the version that a page names, `None` where it names none that can be one."""
    version = front_matter.get(VERSION_KEY)
    if isinstance(version, int) and not isinstance(version, bool) and version >= 1:
        return version
    return None


def template_version(source: TemplateSource) -> int:
    """Return the version that a template says it is; 0 where it says nothing.

    The line is read by itself: front matter with Jinja in it need not be YAML.

    Raises:
        ConfigurationError: when the version is no whole number from 1, with its line.
    """
    for number, line in enumerate(front_matter_of(source.text).splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        value = _NUMBER.fullmatch(match["value"])
        if value is not None:
            return int(value["number"])
        found = match["value"].strip() or "nothing"
        problem = f"{VERSION_KEY} must be a whole number from 1, found {found}"
        raise ConfigurationError(problem, path=source.path, line=number)
    return 0
