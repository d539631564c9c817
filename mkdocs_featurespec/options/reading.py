"""Values of options: each function takes what YAML gave and returns what it means."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence

_WINDOWS_PATH = re.compile(r"[A-Za-z]:|.*\\\w")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class WrongValueError(Exception):
    """Why a value is not one that an option can have; the text follows the option's name."""


def text(value: object, expected: str) -> str:
    """Return a text of one line, without the white space around it.

    Args:
        value: As read from YAML.
        expected: What the text is, for the error.
    """
    if not isinstance(value, str):
        raise WrongValueError(f"expected {expected}, found {kind(value)}")
    stripped = value.strip()
    if not stripped:
        raise WrongValueError(f"expected {expected}, found an empty text")
    if len(stripped.splitlines()) > 1:
        raise WrongValueError(f"expected {expected}, found more than one line")
    if _CONTROL.search(stripped):
        raise WrongValueError(f"expected {expected}, found a control character in {stripped!a}")
    return stripped


def switch(value: object) -> bool:
    """Return whether something is on."""
    if not isinstance(value, bool):
        raise WrongValueError(f"expected true or false, found {kind(value)}")
    return value


def choice(value: object, known: Sequence[str]) -> str:
    """Return one of several words."""
    if not isinstance(value, str) or value not in known:
        raise WrongValueError(f"expected one of {', '.join(known)}, found {kind(value)}")
    return value


def file(value: object) -> str:
    """Return the path of a file."""
    return text(value, "the path of a file")


def folder(value: object, base: str) -> str:
    """Return the path of a folder below a base, normalised."""
    path = text(value, f"a folder relative to {base}")
    _reject_foreign_path(path, base)
    path = posixpath.normpath(path)
    if path == ".":
        raise WrongValueError(f"must be a folder below {base}, not {base} itself")
    return path


def patterns(value: object, base: str) -> tuple[str, ...]:
    """Return patterns as in `.gitignore`, from a list or from a text with one on each line."""
    if isinstance(value, str):
        value = [line for line in value.splitlines() if line.strip()]
    if not isinstance(value, list):
        raise WrongValueError(f"expected a pattern or a list of patterns, found {kind(value)}")
    return tuple(_pattern(item, base) for item in value)


def _pattern(value: object, base: str) -> str:
    from pathspec import GitIgnoreSpec  # takes a while to import, and most sites keep the defaults

    written = text(value, "a pattern")
    negation = "!" if written.startswith("!") else ""
    glob = written.removeprefix("!").removeprefix("./")
    if glob.startswith("#"):
        raise WrongValueError(f"'{written}' is a comment, as in .gitignore; write '\\{written}'")
    _reject_foreign_path(glob, base)
    try:
        (parsed,) = GitIgnoreSpec.from_lines([glob]).patterns
    except (ValueError, re.error):  # the latter for `[z-a]`
        parsed = None
    if parsed is None or parsed.include is None:
        raise WrongValueError(f"'{written}' is not a pattern as in .gitignore")
    return negation + glob


def _reject_foreign_path(path: str, base: str) -> None:
    """Refuse a path that leads out of its base, or is written as Windows writes paths."""
    if _WINDOWS_PATH.match(path):
        raise WrongValueError(f"'{path}' must be relative to {base} and written with '/'")
    if path.startswith("/"):
        raise WrongValueError(f"'{path}' is absolute; leave out the '/' to be relative to {base}")
    if ".." in path.split("/"):
        raise WrongValueError(f"'{path}' leads out of {base}")


def kind(value: object) -> str:
    """Return what a value is, in words, with the value itself where it is short."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return f"'{value}'"


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Return a proposal for a name that is not known, or else which names there are."""
    from difflib import get_close_matches

    close = get_close_matches(str(name), list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(known)}"
