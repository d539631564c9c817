"""A site's configuration as Zensical reads it from `zensical.toml`, and where it all stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.site.config_data import KeyPath, Place, SiteData
from mkdocs_featurespec.site.safe_yaml import Tagged
from mkdocs_featurespec.site.toml_lines import key_lines

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TABLE = "project"
_EXTENSIONS = "markdown_extensions"
_NESTED = ("pymdownx", "pymdownx.blocks", "zensical", "zensical.extensions")
"""Tables of extensions: their names hold dots, which TOML takes for a table in a table."""
_DEFAULT_EXTENSIONS = ("attr_list", "pymdownx.emoji", "pymdownx.superfences")
"""Those of Zensical's own list, taken where a site names none, that change how a page is read."""
_ALWAYS = "pymdownx.superfences"
"""What Zensical adds where a site leaves it out."""
_THEME = "zensical"
_PYMDOWNX_SLUGIFY = "pymdownx.slugs.slugify"
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_site_toml(path: Path) -> SiteData:
    """Read a file, its table `project` where it has one.

    Args:
        path: The file, as errors shall name it.

    Raises:
        ConfigurationError: when it cannot be read or is not TOML, or `project` is no table.
    """
    text = _text_of(path)
    data = _parsed(text, path)
    lines = key_lines(text)
    if _TABLE in data:
        project = data[_TABLE]
        if not isinstance(project, dict):
            message = f"{_TABLE}: expected a table of options"
            raise ConfigurationError(message, path=str(path), line=lines.get((_TABLE,), 0))
        data = project
        lines = {keys[1:]: line for keys, line in lines.items() if keys[0] == _TABLE}
    extensions = data.get(_EXTENSIONS, list(_DEFAULT_EXTENSIONS))
    data[_EXTENSIONS] = _with_fences(_named_in_full(extensions))
    theme = data.get("theme", {})
    data["theme"] = {"name": _THEME, **theme} if isinstance(theme, dict) else theme
    # Tables above an extension may come to the same keys: the first of them stays.
    places = {_in_full(keys): Place(str(path), line) for keys, line in reversed(lines.items())}
    return SiteData(str(path), data, places, (path,))


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "not a file"
        raise ConfigurationError(f"cannot be read: {reason}", path=str(path)) from None
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            "broken TOML: it is not UTF-8", path=str(path), line=line
        ) from None


def _parsed(text: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _AT_LINE.search(message)
        reason = message[: place.start()] if place else message
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise ConfigurationError(f"broken TOML: {reason}", path=str(path), line=line) from None


def _named_in_full(extensions: object) -> object:
    """Return `markdown_extensions` with the extensions of nested tables among the others."""
    if not isinstance(extensions, dict):
        return extensions
    flat = dict(extensions)
    for outer in _NESTED:
        nested = flat.get(outer)
        if isinstance(nested, dict):
            del flat[outer]
            flat.update({f"{outer}.{name}": options for name, options in nested.items()})
    toc = flat.get("toc")
    if isinstance(toc, dict) and isinstance(toc.get("slugify"), dict):
        flat["toc"] = {**toc, "slugify": _slugify_call(toc["slugify"])}
    return flat


def _slugify_call(call: Mapping[str, object]) -> Tagged:
    """Return the call of a function as YAML has it."""
    name = call.get("object", _PYMDOWNX_SLUGIFY)
    return Tagged(f"!!python/object/apply:{name}", {"kwds": call.get("kwds", {})})


def _with_fences(extensions: object) -> object:
    if isinstance(extensions, dict):
        return {_ALWAYS: {}, **extensions}
    return [_ALWAYS, *extensions] if isinstance(extensions, list) else extensions


def _in_full(keys: KeyPath) -> KeyPath:
    """Return the keys that lead to a value once extensions are named in full."""
    if keys[:1] != (_EXTENSIONS,):
        return keys
    return (_EXTENSIONS, *_joined(keys[1:]))


def _joined(keys: KeyPath) -> KeyPath:
    """Return keys with the first ones as one, as far as they lead through nested tables."""
    if not keys or isinstance(keys[0], int):
        return keys
    name, rest = keys[0], keys[1:]
    while name in _NESTED:
        if not rest:
            return ()
        name, rest = f"{name}.{rest[0]}", rest[1:]
    return (name, *rest)
