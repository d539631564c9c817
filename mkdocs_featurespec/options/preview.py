"""The option `editor`: the address by which the preview opens a file."""

from __future__ import annotations

import re

from mkdocs_featurespec.options import reading
from mkdocs_featurespec.options.reading import WrongValueError, did_you_mean

_PARTS = ("path", "relative", "line", "column")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):.")
_NO_EDITOR = ("javascript", "data", "vbscript")
_EXAMPLE = "vscode://file/{path}:{line}:{column}"


def editor(value: object) -> str:
    """Return the address that opens a file in an editor, with names in braces to be filled in."""
    pattern = reading.text(value, f"an address such as '{_EXAMPLE}'")
    scheme = _SCHEME.match(pattern)
    if scheme is None or scheme[1].lower() in _NO_EDITOR:
        raise WrongValueError(f"expected an address such as '{_EXAMPLE}', found '{pattern}'")
    names = re.findall(r"\{([^{}]*)\}", pattern)
    for name in names:
        if name not in _PARTS:
            raise WrongValueError(f"there is no '{{{name}}}'{did_you_mean(name, _PARTS)}")
    if not {"path", "relative"} & set(names):
        raise WrongValueError(f"'{pattern}' names no file: it needs '{{path}}' or '{{relative}}'")
    return pattern
