"""What is wrong with broken YAML, in the words of somebody who writes pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from mkdocs_featurespec.diagnostics import Fault, FaultKind
from mkdocs_featurespec.reader.front_matter.yaml_text import YamlText, quoted

_LONGEST_VALUE = 60
_KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s:#\"'\[{][^:]*):\s+(?=\S)")
_NO_FIT = "this line does not fit the lines above it"


class _Problem(NamedTuple):
    start: int
    end: int
    message: str
    hint: str
    kind: FaultKind = FaultKind.INVALID_YAML


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where the parser stopped.

    Attributes:
        yaml: The text.
        at: Where it could not go on.
        since: Where the thing begins that it was reading.
        context: What it was reading, in its own words.
        problem: What it did not like, in its own words.
    """

    yaml: YamlText
    at: int
    since: int
    context: str
    problem: str

    @property
    def char(self) -> str:
        return self.yaml.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """The line up to where it stopped."""
        return self.yaml.text[self.yaml.line_start(self.at) : self.at]

    def rest(self, start: int) -> str:
        """The line from an offset on."""
        return self.yaml.text[start : self.yaml.line_end(start)]


def explain(error: Exception, yaml_text: YamlText, shift: int) -> Fault:
    """Return what an error of the YAML library says, with its place.

    Args:
        error: What the library raised.
        yaml_text: The text that it was given.
        shift: What the library's offsets lack.
    """
    if isinstance(error, yaml.MarkedYAMLError):
        found = _marked(error, yaml_text, shift)
    else:
        found = _unreadable(error, yaml_text)
    message = found.message
    if found.kind is FaultKind.INVALID_YAML:
        message = f"invalid YAML: {message}"
    return Fault(found.kind, yaml_text.span(found.start, found.end), message, found.hint)


def _marked(error: yaml.MarkedYAMLError, yaml_text: YamlText, shift: int) -> _Problem:
    problem_mark = error.problem_mark or error.context_mark
    at = min(problem_mark.index + shift if problem_mark else 0, len(yaml_text.text))
    since = error.context_mark.index + shift if error.context_mark else at
    scene = _Scene(yaml_text, at, since, error.context or "", error.problem or "")
    if tab := _tab(scene):
        return tab
    for words, explanation in _EXPLANATIONS:
        if words in scene.problem or words in scene.context:
            return explanation(scene)
    text = " ".join(f"{scene.context} {scene.problem}".split())
    return _Problem(at, at + 1, text, "")


def _unreadable(error: Exception, yaml_text: YamlText) -> _Problem:
    """Explain a character that no YAML may hold: a control character, or half of a pair."""
    at = 0
    if isinstance(error, yaml.reader.ReaderError) and isinstance(error.character, int):
        at = max(0, yaml_text.text.find(chr(error.character)))
    elif isinstance(error, UnicodeEncodeError):
        at = error.start
    name = f"U+{ord(yaml_text.text[at]):04X}"
    return _Problem(at, at + 1, f"the character {name} is not allowed", "remove it")


def _tab(scene: _Scene) -> _Problem | None:
    if scene.char != "\t":
        return None
    start = scene.yaml.line_start(scene.at)
    if scene.before.strip():
        return _Problem(scene.at, scene.at + 1, "a tab between words", "use spaces")
    line = scene.yaml.text[start:]
    return _Problem(
        start + line.index("\t"),
        start + len(line) - len(line.lstrip(" \t")),
        "a tab in the indentation, where YAML allows only spaces",
        "replace the tab with spaces",
        FaultKind.TAB_INDENT,
    )


def _quote_it(value: str, lead: str = "quote it") -> str:
    """Return the hint to quote a value, with the value if it can be shown."""
    value = value.strip()
    if not value or len(value) > _LONGEST_VALUE or not value.isprintable():
        return lead
    return f"{lead}: {quoted(value)}"


def _second_colon(scene: _Scene) -> _Problem:
    line = scene.yaml.line_start(scene.at)
    key = _KEY.match(scene.rest(line))
    if key and line + key.end() <= scene.at:
        hint = _quote_it(scene.rest(line + key.end()), f"quote the value of {key['key']}")
        return _Problem(scene.at, scene.at + 1, 'a second ":" in a value without quotes', hint)
    start = line + len(scene.before) - len(scene.before.lstrip())
    hint = "align it with the keys above, or quote the text if it belongs to the value above"
    return _Problem(start, scene.at, "a key inside the value of the key above", hint)


def _bad_start(scene: _Scene) -> _Problem:
    value = scene.rest(scene.at)
    hint = "quote it" if re.search(r"[,\]}]", value) else _quote_it(value)
    return _Problem(scene.at, scene.at + 1, f'a value cannot begin with "{scene.char}"', hint)


def _unknown_alias(scene: _Scene) -> _Problem:
    name = re.match(r"\*[^\s,\[\]{}]*", scene.rest(scene.at))
    end = scene.at + (name.end() if name else 1)
    message = f'"{scene.yaml.text[scene.at : end]}" stands for an anchor that is not on this page'
    return _Problem(
        scene.at, end, message, _quote_it(scene.rest(scene.at), "quote it if it is text")
    )


def _no_alias(scene: _Scene) -> _Problem:
    char = scene.yaml.text[scene.since : scene.since + 1]
    what = "an alias" if char == "*" else "an anchor"
    hint = _quote_it(scene.rest(scene.since))
    return _Problem(scene.since, scene.since + 1, f'"{char}" begins {what}, without a name', hint)


def _open_quote(scene: _Scene) -> _Problem:
    if "escape" in scene.problem:
        return _bad_escape(scene)
    quote = scene.yaml.text[scene.since]
    end = scene.yaml.line_end(scene.since)
    return _Problem(scene.since, end, "a quote that is not closed", f"close it with {quote}")


def _bad_escape(scene: _Scene) -> _Problem:
    start = max(0, scene.yaml.text.rfind("\\", 0, scene.at + 1))
    message = f'"{scene.yaml.text[start : start + 2]}" means nothing inside double quotes'
    return _Problem(start, start + 2, message, "double the backslash, or use single quotes")


def _open_bracket(scene: _Scene) -> _Problem:
    text = scene.yaml.text
    start = scene.since
    if scene.at >= len(text.rstrip()) and text[start : start + 1] not in _FLOWS:
        start = max(text.rfind("["), text.rfind("{"), 0)
    bracket = text[start]
    if bracket not in _FLOWS or "\n" not in text[start : scene.at]:
        message = 'something is missing before this, such as a "," or a closing bracket'
        return _Problem(scene.at, scene.at + 1, message, "quote text that begins with a bracket")
    close, what = _FLOWS[bracket]
    hint = f'close it with "{close}", or quote the text if it is no {what}'
    return _Problem(start, start + 1, f'"{bracket}" is not closed', hint)


_FLOWS = {"[": ("]", "list"), "{": ("}", "mapping")}


def _no_colon(scene: _Scene) -> _Problem:
    end = scene.yaml.line_end(scene.since)
    hint = 'write "key: value", or indent the line if it goes on with the value above'
    return _Problem(scene.since, end, 'a line without ":"', hint)


def _misfit(scene: _Scene) -> _Problem:
    """Explain what follows a whole value, or a line at an indentation that nothing above has."""
    end = max(scene.at + 1, scene.yaml.line_end(scene.at))
    if not scene.before.strip():
        hint = "give it the indentation of the lines that it belongs to"
        return _Problem(scene.at, end, _NO_FIT, hint)
    key = _KEY.match(scene.before)
    if not key:
        return _Problem(scene.at, end, "text after the end of a value", "quote the whole value")
    line = scene.yaml.line_start(scene.at)
    value = scene.rest(line + key.end())
    if value[0] in "\"'":
        hint = f"inside {value[0]} quotes, write {_INNER[value[0]]} for a quote"
        return _Problem(scene.at, end, "text after the closing quote", hint)
    hint = _quote_it(value, f"quote the value of {key['key']}")
    return _Problem(scene.at, end, "text after the end of a value", hint)


_INNER = {'"': '\\"', "'": "''"}


def _second_document(scene: _Scene) -> _Problem:
    hint = 'a line "---" closes front matter only if nothing else is on it'
    end = scene.yaml.line_end(scene.at)
    return _Problem(scene.at, end, "a second YAML document begins here", hint)


def _block_header(scene: _Scene) -> _Problem:
    char = scene.yaml.text[scene.since]
    end = scene.yaml.line_end(scene.since)
    hint = _quote_it(scene.rest(scene.since), "put the text on the next lines, or quote it")
    return _Problem(scene.since, end, f'text behind "{char}", which begins a block of lines', hint)


def _list_item(scene: _Scene) -> _Problem:
    message = "a list item in the line of its key"
    return _Problem(scene.at, scene.at + 1, message, "begin a new line for it")


_EXPLANATIONS: tuple[tuple[str, Callable[[_Scene], _Problem]], ...] = (
    ("mapping values are not allowed", _second_colon),
    ("cannot start any token", _bad_start),
    ("found undefined alias", _unknown_alias),
    ("while scanning an a", _no_alias),
    ("quoted scalar", _open_quote),
    ("while parsing a flow", _open_bracket),
    ("could not find expected ':'", _no_colon),
    ("while parsing a block", _misfit),
    ("<document start>", _misfit),
    ("but found another document", _second_document),
    ("while scanning a block scalar", _block_header),
    ("sequence entries are not allowed", _list_item),
)
"""By words of the problem or of its context, in either spelling of the library's two parsers."""
