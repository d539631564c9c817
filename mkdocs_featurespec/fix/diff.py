"""What changed on a page, in a form that `git apply` and `patch` take."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def diff_lines(path: str, old: str, new: str) -> Iterator[str]:
    r"""Give the lines of a unified diff, each with its line feed; none where nothing changed.

    As for git, only `\n` ends a line: other line ends are part of their lines.

    Args:
        path: The page, relative to the folder in which the diff is to be applied.
        old: Its text.
        new: Its new text.
    """
    for line in unified_diff(
        _split(old),
        _split(new),
        _name(f"a/{path}"),
        _name(f"b/{path}"),
    ):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def _name(path: str) -> str:
    """Return a path as it stands in a diff's head: in quotes where it holds what ends a name."""
    if not _ESCAPES.keys().isdisjoint(path):
        return '"' + "".join(_ESCAPES.get(char, char) for char in path) + '"'
    return f"{path}\t" if " " in path else path
