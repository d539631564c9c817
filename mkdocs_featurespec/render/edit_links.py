"""Addresses that open a file at a line, in an editor or on the host of its repository."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SLASH_TWICE = re.compile(r"(?<!:/)/(?=\{path\})")
_SHOWN_OR_EDITED = re.compile(r"/(?:-/)?(?:edit|blob)/")


def editor_url(pattern: str, path: str, relative: str, line: int, column: int) -> str:
    """Return the address that opens a file in an editor.

    Args:
        pattern: The option `editor`, such as `vscode://file/{path}:{line}:{column}`.
        path: The file, absolute, with `/`.
        relative: The same, relative to the folder of the configuration file.
        line: From 1.
        column: Likewise.
    """
    if path.startswith("/"):
        pattern = _SLASH_TWICE.sub("", pattern)
    values = {
        "path": quote(path, safe="/:"),
        "relative": quote(relative),
        "line": str(line),
        "column": str(column),
    }
    return re.sub(r"\{(\w+)\}", lambda m: values[m[1]], pattern)


def repository_url(edit_url: str, line: int) -> str:
    """Return the address that shows a line of a file in its repository.

    Hosts lead to a line only where they show a file, and show a Markdown file as text only when
    they are asked to. Of a host that is not known it is the address as it is.

    Args:
        edit_url: Where the site's readers edit the page, as `repo_url` and `edit_uri` say.
        line: From 1.
    """
    if "#" in edit_url or "?" in edit_url:
        return edit_url
    names = (urlsplit(edit_url).hostname or "").split(".")
    if "bitbucket" in names:
        return f"{edit_url}#lines-{line}"
    if "github" in names or "gitlab" in names:
        shown = "/-/blob/" if "gitlab" in names else "/blob/"
        return f"{_SHOWN_OR_EDITED.sub(shown, edit_url, count=1)}?plain=1#L{line}"
    return edit_url
