"""The version of the template that a page was written on."""

from __future__ import annotations

from mkdocs_featurespec.model import FrontMatter

VERSION_KEY = "template_version"
"""The key in the front matter of a template and of a page."""


def version_of(front_matter: FrontMatter) -> int | None:
    """Return the version that front matter names, `None` where it names none that can be one."""
    version = front_matter.get(VERSION_KEY)
    if isinstance(version, int) and not isinstance(version, bool) and version >= 1:
        return version
    return None
