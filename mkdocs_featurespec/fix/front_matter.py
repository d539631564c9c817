"""Front matter: keys and values that are one slip of the pen away from what they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import FaultKind, Span
from mkdocs_featurespec.fix.edits import Edit, Mend
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.lines import Lines
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.slips import the_one_meant
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.reader.front_matter.yaml_data import read_yaml
from mkdocs_featurespec.schema.slips import find_slips
from mkdocs_featurespec.template.versions import VERSION_KEY, version_of

_SIMPLE = re.compile(r"\w[\w .-]*\w|\w")
"""Text that YAML may hold without quotes."""


def mend_keys(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the keys that are almost known ones; of two that mean the same one, neither."""
    front_matter = _data(reading)
    reported = {each.span for each in reading.reported("FS112")}
    slips = list(find_slips(front_matter, guide.schema.known_keys)) if reported else []
    claims = Counter(meant for _, meant in slips)
    for key, meant in slips:
        span = front_matter.key_span(key)
        if span is None or span not in reported or claims[meant] > 1 or not _is_text(meant):
            continue
        if edit := _reworded(reading.lines, span, key, meant):
            yield Mend("rename", f'the key "{key}" to "{meant}"', (edit,))


def mend_values(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the values that are almost one of those that the schema allows there."""
    front_matter = _data(reading)
    reported = {each.span for each in reading.reported("FS114")}
    refused = guide.schema.refused_texts(front_matter) if reported else []
    for path, value, allowed in refused:
        meant = the_one_meant(value, allowed)
        span = front_matter.value_span(*path)
        if span is None or span not in reported or meant is None or not _is_text(meant):
            continue
        if edit := _reworded(reading.lines, span, value, meant):
            yield Mend("write", f'"{value}" as "{meant}"', (edit,))


def raise_version(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the version of the template that the page was written on, where it is an older one."""
    front_matter = _data(reading)
    old, new = version_of(front_matter), guide.template.version
    span = front_matter.value_span(VERSION_KEY)
    if old is None or old >= new or span is None:
        return
    edit = _reworded(reading.lines, span, str(old), str(new))
    what = f"{VERSION_KEY} from {old} to {new}"
    if edit is None:
        yield Mend("raise", what, (), hindrance="it stands there as an alias")
    else:
        yield Mend("raise", what, (edit,))


def _data(reading: Reading) -> FrontMatter:
    """Return the front matter that stands between two `---`; other lines may be mere text."""
    if any(fault.kind is FaultKind.NO_DELIMITERS for fault in reading.page.faults):
        return FrontMatter({})
    return reading.page.front_matter


def _reworded(lines: Lines, span: Span, old: str, new: str) -> Edit | None:
    """Return the edit that writes another word in a place; quotes around it stay.

    Returns `None` where the old word does not stand there plainly: an alias, text over lines.
    """
    start, end = lines.range(span)
    written = lines.text[start:end]
    if written in (f'"{old}"', f"'{old}'"):
        return Edit(start + 1, end - 1, new)
    return Edit(start, end, new) if written == old else None


def _is_text(word: str) -> bool:
    """Return whether YAML reads a word without quotes as that very text; it does not `yes`."""
    return _SIMPLE.fullmatch(word) is not None and read_yaml([word]).data == word
