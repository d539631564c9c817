"""Plain values of YAML 1.1 that are not what they look like."""

from __future__ import annotations

import re

_LOST_IN_FLOAT = re.compile(r"[-+]?(?:0\d.*|.*[_:].*|\d*\.\d+0)")
"""`01.5`, `1_0.5`, `1:30.5`, and `1.10`, whose last 0 is gone."""
_OTHER_BASE = re.compile(r"[-+]?0[xb]")
_MOST_BITS = 10_000


def quoted(text: str) -> str:
    """Return a text as YAML writes it in quotes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def can_be_printed(value: object) -> bool:
    """Return whether Python writes a number out: it refuses those with thousands of digits."""
    return not isinstance(value, int) or value.bit_length() <= _MOST_BITS


def reading(text: str, value: object) -> str:
    """Return what a plain scalar is read as, in words, if that is not what it looks like.

    Args:
        text: As written.
        value: What YAML makes of it.
    """
    if isinstance(value, bool):
        word = "true" if value else "false"
        return "" if text.lower() == word else word
    if isinstance(value, int):
        if str(value) == text.removeprefix("+") or _OTHER_BASE.match(text):
            return ""
        base = " (base 60)" if ":" in text else " (base 8)" if _is_octal(text) else ""
        return f"the number {value}{base}"
    if isinstance(value, float) and _LOST_IN_FLOAT.fullmatch(text):
        return f"the number {value}{' (base 60)' if ':' in text else ''}"
    return ""


def _is_octal(text: str) -> bool:
    digits = text.lstrip("+-")
    return len(digits) > 1 and digits.startswith("0")
