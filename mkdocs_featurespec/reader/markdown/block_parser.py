"""A page's body as blocks: a line-based reading that agrees with Python-Markdown.

The order of the tests in `_Parser._block` is the order of Python-Markdown's block processors;
its tests compare the two over whole pages. Only what decides where headings, tables, code and
list items are is read; inline Markdown is left in the text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import count, repeat

from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.fences import find_fences
from mkdocs_featurespec.reader.markdown.raw_html import find_raw_html
from mkdocs_featurespec.reader.markdown.table_rows import is_table
from mkdocs_featurespec.reader.source import TAB_LENGTH, Source

_INDENT = " " * TAB_LENGTH
_STASHED = "\x02"
"""Stands for a fence or raw HTML in a line; Python-Markdown drops it from pages, as we do."""
_MAX_DEPTH = 100
"""Containers in containers; deeper ones are text, as Python-Markdown's recursion limit has it."""

_BODY = re.compile(
    r'!!! ?[\w\-]+(?: +[\w\-]+)*(?: +".*?")? *$'  # admonition
    r'|\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +".*?")|[\w\-]+(?: +[\w\-]+)*?) *$'  # details
    r'|={3}(?:\+!?|!\+?)? +".*?" *$'  # tab
)
_ITEM = re.compile(r" {0,3}(?:\d+\.|[*+-]) +")
_NESTED_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
_QUOTE = re.compile(r" {0,3}> ?")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]*\]: *")
_DEFINITION = re.compile(r" {0,3}: {1,3}")


class _Container:
    """What blocks are added to: the page, a list item, an admonition, a quote."""

    __slots__ = ("child", "depth", "is_item", "last", "started")

    def __init__(self, depth: int, *, is_item: bool = False) -> None:
        self.depth = depth
        self.is_item = is_item
        self.started = False
        self.last = ""
        """What was added last, where that decides how the next indented block is read."""
        self.child = self
        """The container that was added last: the last item of a list, a body, a quote."""


def parse_blocks(source: Source, first_line: int, dialect: Dialect) -> list[Block]:
    """Read the body of a page, in the order of its lines.

    Args:
        source: The page.
        first_line: The body's first line, from 1.
        dialect: The site's Markdown.
    """
    parser = _Parser()
    parser.chunk(parser.stash(source.lines[first_line - 1 :], first_line, dialect), _Container(0))
    return parser.blocks


class _Parser:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.stashed: list[Block] = []
        self.level = 0

    def stash(self, texts: Sequence[str], first: int, dialect: Dialect) -> list[Line]:
        """Take out what Python-Markdown takes out first: fences, then raw HTML."""
        lines = list(texts)
        whole = "\n".join(lines)  # to look once for what few pages have
        if "\t" in whole:
            lines = [line.expandtabs(TAB_LENGTH) for line in lines]
        if _STASHED in whole:
            whole = whole.replace(_STASHED, "")
            lines = [line.replace(_STASHED, "") for line in lines]
        fences = []
        if "```" in whole or "~~~" in whole:
            fences = find_fences(lines, superfences=dialect.superfences)
        for fence in fences:
            width = len(fence.prefix)
            content = tuple(
                Line(first + i, width, lines[i][width:])
                for i in range(fence.start + 1, fence.end - 1)
            )
            mark = fence.prefix + self._stash(
                Block(BlockKind.FENCE, first + fence.start, content, info=fence.language)
            )
            lines[fence.start : fence.end] = [mark] + [""] * (fence.end - fence.start - 1)
        numbered = list(map(Line._make, zip(count(first), repeat(0), lines)))
        if fences:
            hidden = {i for f in fences for i in range(f.start + 1, f.end)}
            numbered = [line for i, line in enumerate(numbered) if i not in hidden]
            if not dialect.superfences:
                numbered = _set_apart(numbered)
        return self._stash_html(numbered) if "<" in whole else numbered

    def _stash(self, block: Block) -> str:
        self.stashed.append(block)
        return f"{_STASHED}{len(self.stashed) - 1}"

    def _stash_html(self, lines: list[Line]) -> list[Line]:
        text = "\n".join(line.text for line in lines)
        regions = find_raw_html(text)
        if not regions:
            return lines
        kept: list[Line] = []
        index = offset = 0
        for region in regions:
            while offset + len(lines[index].text) < region.start:
                kept.append(lines[index])
                offset += len(lines[index].text) + 1
                index += 1
            inside: list[Line] = []
            start = region.start - offset
            while offset + len(lines[index].text) < region.end:
                inside.append(_rest(lines[index], start))
                offset += len(lines[index].text) + 1
                index += 1
                start = 0
            end = region.end - offset
            last = lines[index]
            inside.append(Line(last.number, last.column + start, last.text[start:end]))
            mark = self._stash(Block(BlockKind.HTML, inside[0].number, tuple(inside)))
            blank = Line(inside[0].number, 0, "")
            kept += [blank, Line(inside[0].number, inside[0].column, mark), blank]
            lines[index] = _rest(last, end)
            offset += end
        return kept + lines[index:]

    def chunk(self, lines: list[Line], container: _Container, state: str = "") -> None:
        """Read lines that may hold blank ones between blocks."""
        blocks: deque[list[Line]] = deque()
        block: list[Line] = []
        for line in lines:
            if line.text and not line.text.isspace():
                block.append(line)
            elif block:
                blocks.append(block)
                block = []
        if block:
            blocks.append(block)
        self._run(blocks, container, state)

    def _run(self, blocks: deque[list[Line]], container: _Container, state: str) -> None:
        self.level += 1
        while blocks:
            rest = self._block(blocks.popleft(), container, state)
            if rest:
                blocks.appendleft(rest)
        self.level -= 1

    def _nested(self, block: list[Line], container: _Container, state: str) -> None:
        if block:
            self._run(deque([block]), container, state)

    def _block(  # noqa: C901  one test after another, in the order of Python-Markdown's
        self, block: list[Line], container: _Container, state: str
    ) -> list[Line]:
        """Read the start of a block without blank lines; return what is left of it."""
        first = block[0].text
        if self.level > _MAX_DEPTH or (len(block) == 1 and _is_plain(first)):
            container.last = ""
            return self._text(block, container)
        starts = {line.text[0] for line in block}
        if not starts.isdisjoint("!?="):
            for i, line in enumerate(block):
                if _BODY.match(line.text):
                    self._nested(block[:i], container, state)
                    return self._body(block[i + 1 :], _open(container, "body"), state)
        if first.startswith(_INDENT):
            if container.last == "body":
                return self._body(block, container.child, state)
            if state != "detabbed" and (container.is_item or container.last == "list"):
                return self._in_list(block, container)
            return self._code(block, container)
        if len(block) > 1 and "|" in first and is_table([line.text.strip(" ") for line in block]):
            container.last = ""
            return self._emit(BlockKind.TABLE, block, container)
        for i, line in enumerate(block if "#" in starts else ()):
            if line.text[0] == "#" and is_hash_heading(line.text):
                self._nested(block[:i], container, state)
                return self._heading(block[i:], container, state)
        if len(block) > 1 and (level := _underline_level(block[1].text)):
            container.last = ""
            if _STASHED in first:
                self._text(block[:1], container)
            else:
                self._emit(BlockKind.HEADING, block[:2], container, level)
            return block[2:]
        for i, line in enumerate(block):
            if line.text[0] in "-_* " and line.text[-1] in "-_* " and _is_rule(line.text):
                self._nested(block[:i], container, state)
                container.last = ""
                return block[i + 1 :]
        if _ITEM.match(first):
            return self._list(block, container)
        for i, line in enumerate(() if starts.isdisjoint("> ") else block):
            if line.text[0] in "> " and _QUOTE.match(line.text):
                self._nested(block[:i], container, state)
                return self._quote(block[i:], container)
        return self._paragraph(block, container)

    def _emit(
        self, kind: BlockKind, lines: list[Line], container: _Container, level: int = 0
    ) -> list[Line]:
        self.blocks.append(Block(kind, lines[0].number, tuple(lines), container.depth, level))
        container.started = True
        return []

    def _heading(self, block: list[Line], container: _Container, state: str) -> list[Line]:
        text = block[0].text
        level = min(len(text) - len(text.lstrip("#")), 6)
        self._emit(BlockKind.HEADING, [block[0]], container, level)
        container.last = ""
        return [_detab(rest) for rest in block[1:]] if state == "looselist" else block[1:]

    def _body(self, block: list[Line], body: _Container, state: str) -> list[Line]:
        """Read the indented lines into an admonition, a tab or a note; return the others."""
        end = next((i for i, b in enumerate(block) if not b.text.startswith(_INDENT)), len(block))
        self._nested([_detab(line) for line in block[:end]], body, state)
        return block[end:]

    def _code(self, block: list[Line], container: _Container) -> list[Line]:
        end = next((i for i, b in enumerate(block) if not b.text.startswith(_INDENT)), len(block))
        code = [_detab(line) for line in block[:end]]
        if code[0].text.lstrip().startswith(_STASHED):
            self._text(code, container)
        else:
            self._emit(BlockKind.CODE, code, container)
        container.last = "code"
        return block[end:]

    def _in_list(self, block: list[Line], container: _Container) -> list[Line]:
        """Read an indented block into the list item that its indentation reaches."""
        wanted = (len(block[0].text) - len(block[0].text.lstrip(" "))) // TAB_LENGTH
        level = 1 if container.is_item else 0
        target = container
        while level < wanted and target.last == "list":
            target = target.child
            level += 1
        for _ in range(level):
            block = [_detab(line) for line in block]
        self._nested(block, target, "detabbed")
        return []

    def _list(self, block: list[Line], container: _Container) -> list[Line]:
        """Read a run of list items, each of which may hold blocks of its own."""
        loose = container.last == "list"
        items: list[list[Line]] = []
        for line in block:
            if match := _ITEM.match(line.text):
                items.append([_rest(line, match.end())])
            elif _NESTED_ITEM.match(line.text) and not items[-1][0].text.startswith(_INDENT):
                items.append([line])
            else:
                items[-1].append(line)
        for item in items:
            if item[0].text.startswith(_INDENT) and container.last == "list":
                self._nested(item, container.child, "list")
                continue
            container.last = "list"
            container.child = _Container(container.depth + 1, is_item=True)
            self._item(item, container.child, "looselist" if loose else "list")
            loose = False
        return []

    def _item(self, item: list[Line], container: _Container, state: str) -> None:
        if not item[0].text.strip():
            item = item[1:]
        if len(item) == 1 and _is_plain(item[0].text):
            self._emit(BlockKind.ITEM, item, container)
        else:
            self._nested(item, container, state)

    def _quote(self, block: list[Line], container: _Container) -> list[Line]:
        quote = container.child if container.last == "quote" else _open(container, "quote")
        lines = []
        for line in block:
            match = _QUOTE.match(line.text)
            lines.append(_rest(line, match.end()) if match else line)
        self.chunk(lines, quote, "blockquote")
        return []

    def _paragraph(self, block: list[Line], container: _Container) -> list[Line]:
        container.last = ""
        for i, line in enumerate(block):
            if line.text.lstrip(" ")[0] in "[:":
                if match := _FOOTNOTE.match(line.text):
                    return self._note(block, i, match.end(), container)
                if (i or container.started) and (match := _DEFINITION.match(line.text)):
                    return self._note(block, i, match.end(), container)
        return self._text(block, container)

    def _note(self, block: list[Line], at: int, start: int, container: _Container) -> list[Line]:
        """Read a footnote's text or a definition; what is indented below belongs to it."""
        self._text(block[:at], container)
        end = at + 1
        lazy = end < len(block) and not block[end].text.startswith(_INDENT)
        while end < len(block) and (lazy or block[end].text.startswith(_INDENT)):
            if _FOOTNOTE.match(block[end].text):
                break
            end += 1
        content = [_rest(block[at], start), *map(_detab, block[at + 1 : end])]
        if not content[0].text:
            content = content[1:]
        self._nested(content, _open(container, "body"), "list")
        return block[end:]

    def _text(self, block: list[Line], container: _Container) -> list[Line]:
        """Add text, and the fences and raw HTML that stand in it."""
        if not self.stashed:
            return self._flush(block, container)
        text: list[Line] = []
        for line in block:
            if not line.text.lstrip(" >").startswith(_STASHED):
                text.append(line)
                continue
            self._flush(text, container)
            text = []
            stashed = self.stashed[int(line.text.lstrip(" >")[1:])]
            self.blocks.append(stashed._replace(depth=container.depth))
            container.started = True
        return self._flush(text, container)

    def _flush(self, text: list[Line], container: _Container) -> list[Line]:
        if text:
            first_of_item = container.is_item and not container.started
            self._emit(BlockKind.ITEM if first_of_item else BlockKind.PARAGRAPH, text, container)
        return []


def _open(container: _Container, kind: str) -> _Container:
    container.last = kind
    container.child = _Container(container.depth)
    container.started = True
    return container.child


def _is_plain(text: str) -> bool:
    """Return whether a line on its own is text at first sight, as most are."""
    return text[0].isalpha() or text[0] == "`" or (text[:2] == "**" and text[2:3].isalpha())


def _rest(line: Line, start: int) -> Line:
    return Line(line.number, line.column + start, line.text[start:])


def _detab(line: Line) -> Line:
    return _rest(line, TAB_LENGTH) if line.text.startswith(_INDENT) else line


def is_hash_heading(text: str) -> bool:
    """Return whether a line that starts with `#` is a heading; a lone backslash ends none."""
    backslashes = len(text) - len(text.rstrip("\\"))
    return backslashes % 2 == 0


def _underline_level(text: str) -> int:
    """Return the level of the heading that a line under it makes; 0 where it makes none."""
    mark = text.rstrip(" ")
    return 1 if not mark.strip("=") else 2 if not mark.strip("-") else 0


def _is_rule(text: str) -> bool:
    """Return whether a line of `-`, `_` or `*` is a horizontal rule."""
    marks = text.strip(" ")
    return (
        len(text) - len(text.lstrip(" ")) < TAB_LENGTH
        and not set(marks) - {marks[0], " "}
        and marks.count(marks[0]) >= 3
        and "   " not in marks
    )


def _set_apart(lines: list[Line]) -> list[Line]:
    """Put blank lines around fences, as `fenced_code` does."""
    apart: list[Line] = []
    for line in lines:
        blank = Line(line.number, 0, "")
        apart += [blank, line, blank] if line.text.startswith(_STASHED) else [line]
    return apart
