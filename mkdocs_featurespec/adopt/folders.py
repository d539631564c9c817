"""Which of a site's pages are its feature pages: those of the folder whose pages are most alike."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.settings import INDEX_STEMS

_NAMES = (
    "features|feature|feature-specs|featurespecs|specs|spec|specifications|modules|funcionalidades"
    "|especificacoes|especificações|especificaciones|modulos|módulos|funktionen|fonctionnalites"
).split("|")
"""What folders of feature pages are called, the likeliest first."""

_OTHERS = frozenset(
    (
        "adr|adrs|decisions|blog|posts|news|changelog|changelogs|releases|release-notes|meetings"
        "|minutes|archive|templates|includes|snippets|runbooks|guides|tutorials|how-to"
    ).split("|")
)
"""What folders are called whose pages are alike for another reason."""

_FEW = 6
"""With fewer pages than these, a heading is shared by two of them; else by three."""

_MOST_FOLDERS = 4
"""How many folders are named one by one."""

_TEMPLATE = re.compile(r"_?(?:feature[-_ ]?)?(?:spec[-_ ]?)?template\.md", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\*?\[\]])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Pages that may be the feature pages.

    Attributes:
        folders: Where they are, relative to the folder of all pages; `""` is that folder.
        patterns: What the option `features` says of them.
        pages: How many there are.
        alike: How many of them share at least two headings with others.
        is_named: Whether the folders are called as those of feature pages are.
    """

    folders: tuple[str, ...]
    patterns: tuple[str, ...]
    pages: int
    alike: int
    is_named: bool


def candidates(headings: Mapping[str, frozenset[str]]) -> list[Candidate]:
    """Return what the feature pages may be, the likeliest first.

    Folders that are called as such folders are go before others; then counts how many pages
    are alike.

    Args:
        headings: The names of the headings right below the title, by the paths of all pages.
    """
    ordinary = [path for path in headings if not _is_aside(path)]
    named: dict[str, list[str]] = defaultdict(list)
    for folder in _folders(headings):
        if (name := _known_name(folder)) and not any(map(_known_name, _above(folder))):
            named[name].append(folder)
    found = [_candidate(folders, headings, ordinary, deep=True) for folders in named.values()]
    found = [each for each in found if each.pages]
    if not any(each.pages > 1 for each in found):
        for folder in _folders(headings):
            if not _OTHERS & set(folder.casefold().split("/")) and not _known_name(folder):
                each = _candidate([folder], headings, ordinary, deep=False)
                if each.alike > 1:  # no pattern is for the pages of the outermost folder alone
                    deep = _candidate([folder], headings, ordinary, deep=True)
                    found.append(each if folder else deep)
    ranks = {name: rank for rank, name in enumerate(_NAMES)}
    return sorted(
        found,
        key=lambda each: (
            -each.alike,
            -each.pages,
            ranks.get(_known_name(each.folders[0]), len(ranks)),
            each.folders,
        ),
    )


def alike(pages: Sequence[frozenset[str]]) -> int:
    """Return how many pages share at least two of their headings with others."""
    counts = Counter(name for names in pages for name in names)
    needed = 2 if len(pages) < _FEW else 3
    return sum(sum(counts[name] >= needed for name in names) > 1 for names in pages)


def _candidate(
    folders: Sequence[str],
    headings: Mapping[str, frozenset[str]],
    ordinary: Sequence[str],
    *,
    deep: bool,
) -> Candidate:
    below = [path for path in ordinary if any(_is_in(path, each, deep=deep) for each in folders)]
    single = [path for each in folders for path in _single_indexes(each, headings)] if deep else []
    if len(single) < 2:
        single = []
    rest = "**/*.md" if deep else "*.md"
    patterns = [f"{_escaped(folder)}{rest}" for folder in folders]
    if len(folders) > _MOST_FOLDERS:
        patterns = [f"**/{_escaped(posixpath.basename(folders[0]))}{rest}"]
    if single and not below:
        patterns = []
    for path in single:
        around, name = posixpath.split(path)
        patterns.append(f"{_escaped(posixpath.dirname(around))}*/{name}")
    pages = [headings[path] for path in (*below, *single)]
    is_named = bool(_known_name(folders[0]))
    found = tuple(dict.fromkeys(patterns))
    return Candidate(tuple(folders), found, len(pages), alike(pages), is_named)


def _single_indexes(folder: str, headings: Iterable[str]) -> list[str]:
    """Return the index pages one folder down that are the only pages of their folders."""
    inside: dict[str, list[str]] = defaultdict(list)
    for path in headings:
        inside[posixpath.dirname(path)].append(path)
    return [
        paths[0]
        for below, paths in inside.items()
        if posixpath.dirname(below) == folder and below and len(paths) == 1 and _is_index(paths[0])
    ]


def _folders(paths: Iterable[str]) -> list[str]:
    """Return all folders that pages are in, and the folders above them."""
    found = {above for path in paths for above in _above(path)}
    return sorted(found)


def _above(path: str) -> list[str]:
    """Return the folders that a path lies in, the innermost first; the last is `""`."""
    found = []
    while path:
        path = posixpath.dirname(path)
        found.append(path)
    return found


def _known_name(folder: str) -> str:
    """Return the name of a folder as the list of names has it, `""` where it has not."""
    name = posixpath.basename(folder).casefold().replace("_", "-").replace(" ", "-")
    return name if name in _NAMES else ""


def _is_in(path: str, folder: str, *, deep: bool) -> bool:
    return folder in _above(path) if deep else posixpath.dirname(path) == folder


def _is_index(path: str) -> bool:
    return posixpath.splitext(posixpath.basename(path))[0] in INDEX_STEMS


def _is_aside(path: str) -> bool:
    """Return whether a page is an index page, a template, or kept aside by an underscore."""
    return (
        any(part.startswith("_") for part in path.split("/"))
        or _is_index(path)
        or is_template(path)
    )


def is_template(path: str) -> bool:
    """Return whether a file is called as a template of feature pages is."""
    return _TEMPLATE.fullmatch(posixpath.basename(path)) is not None or (
        "_template" in path.casefold().split("/")[:-1] and not _is_index(path)
    )


def own_templates(paths: Iterable[str], folders: Sequence[str]) -> list[str]:
    """Return the files that may be the template of the pages in some folders, likeliest first.

    It lies in one of the folders, or above them, or in a folder `_template` or `templates` there.

    Args:
        paths: All Markdown files, relative to the folder of all pages.
        folders: Where the feature pages are.
    """
    inside = (f"{folder}/x".lstrip("/") for folder in folders)
    places = list(dict.fromkeys(above for path in inside for above in _above(path)))
    found: list[tuple[int, str]] = []
    for path in paths:
        folder = posixpath.dirname(path)
        if posixpath.basename(folder).casefold() in ("_template", "_templates", "templates"):
            folder = posixpath.dirname(folder)
        if is_template(path) and folder in places:
            found.append((places.index(folder), path))
    return [path for _, path in sorted(found)]


def _escaped(folder: str) -> str:
    """Return a folder as the beginning of a pattern."""
    return _SPECIAL.sub(r"\\\1", f"{folder}/") if folder else ""
