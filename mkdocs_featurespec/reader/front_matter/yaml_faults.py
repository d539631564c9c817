"""Faults of YAML that can be parsed: values and keys that are not what they look like."""

from __future__ import annotations

import re

import yaml

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.reader.front_matter.yaml_text import YamlText, quoted

_LOST_IN_FLOAT = re.compile(r"[-+]?(?:0\d.*|.*[_:].*|\d*\.\d+0)")
"""`01.5`, `1_0.5`, `1:30.5`, and `1.10`, whose last 0 is gone."""
_OTHER_BASE = re.compile(r"[-+]?0[xb]")
_TAG = re.compile(r"(?:&\S+\s+)?(!\S*)")
_KINDS = {"timestamp": "a date", "int": "a number", "float": "a number", "bool": "true or false"}


def surprise(text: str, value: object) -> tuple[str, str] | None:
    """Return the message and the hint for a plain value that is not what it looks like.

    Args:
        text: As written.
        value: What YAML 1.1 makes of it.
    """
    hint = f"quote it if it is text: {quoted(text)}"
    if isinstance(value, bool):
        word = "true" if value else "false"
        if text.lower() == word:
            return None
        hint = f"{hint}; if not, write {word}"
    else:
        word = _number(text, value)
    if not word:
        return None
    return f"{text} is read as {word}", hint


def _number(text: str, value: object) -> str:
    """Return what a number is read as, in words, if that is not what is written."""
    base = " (base 60)" if ":" in text else ""
    if isinstance(value, int):
        if str(value) == text.removeprefix("+") or _OTHER_BASE.match(text):
            return ""
        digits = text.lstrip("+-")
        if not base and len(digits) > 1 and digits.startswith("0"):
            base = " (base 8)"
    elif not isinstance(value, float) or not _LOST_IN_FLOAT.fullmatch(text):
        return ""
    return f"the number {value}{base}"


def odd_key(text: str, value: object, span: Span) -> Fault:
    """Return the fault of a key that is read as something else than text."""
    if not text:
        return Fault(
            FaultKind.SURPRISING_VALUE, span, "a key is missing before the colon", "write one"
        )
    word = "a number"
    if value is None:
        word = "nothing"
    elif isinstance(value, bool):
        word = "true" if value else "false"
    message = f"the key {text} is read as {word}, not as text"
    return Fault(FaultKind.SURPRISING_VALUE, span, message, f"quote it: {quoted(text)}")


def duplicate_key(key: str, line: int, span: Span) -> Fault:
    """Return the fault of a key that its mapping has already, in the given line."""
    message = f'the key "{key}" stands in line {line} already; only the last one counts'
    return Fault(FaultKind.DUPLICATE_KEY, span, message, "remove one of the two", subject=key)


def key_is_no_text(node: yaml.Node, text: YamlText, start: int) -> Fault:
    """Return the fault of a key that is a list or a mapping, which begins at an offset."""
    kind = "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
    hint = "write text before the colon"
    end = text.line_end(start)
    if text.text[start - 1 : start + 1] == "{{":
        start -= 1
        hint = f"quote it: {quoted(text.text[start:end])}"
    span = text.span(start, max(start + 1, end))
    message = f"invalid YAML: a key has to be text, and this is {kind}"
    return Fault(FaultKind.INVALID_YAML, span, message, hint)


def lone_sign(sign: str, span: Span) -> Fault:
    """Return the fault of `=` or `<<` as a value."""
    message = f'invalid YAML: "{sign}" alone is no value'
    return Fault(FaultKind.INVALID_YAML, span, message, f"quote it: {quoted(sign)}")


def bad_value(kind: str, error: Exception, span: Span) -> Fault:
    """Return the fault of a value that looks like a date or a number, and is none."""
    message = f"invalid YAML: this is not {_KINDS.get(kind, 'a value')}"
    if kind == "timestamp":
        message = f"{message}: {error}"
    return Fault(FaultKind.INVALID_YAML, span, message, "correct it, or quote it")


def bad_tag(node: yaml.Node, text: YamlText, start: int) -> Fault:
    """Return the fault of a node with a tag that MkDocs does not know, or that does not fit."""
    match = _TAG.match(text.text, start)
    start, end = match.span(1) if match else (start, start + 1)
    tag = text.text[start:end]
    message = f'the tag "{tag}" is not allowed here'
    if "python" in node.tag:
        message = f'the tag "{tag}" asks for a Python object, and is not obeyed'
    hint = 'write plain values; quote text that begins with "!"'
    return Fault(FaultKind.UNSAFE_TAG, text.span(start, end), message, hint)
