"""Finds the feature that a page means by a path or a name."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from urllib.parse import unquote

from mkdocs_featurespec.catalog.entries import Feature

_WORD = re.compile(r"[^\W_]+")
_AROUND = re.compile(r"^the | (?:feature|page|spec)$")
_PATH = re.compile(r"\.{1,2}/|[^#]*/[^#]*\.md\b")
_INDEX_STEMS = ("index", "readme")
_CANDIDATES = 10
_COMMON = 100
"""A beginning of words that more features have says little."""
_START = 3


@lru_cache(maxsize=1 << 14)
def linked_page(folder: str, target: str) -> str:
    """Return the page that a link leads to, relative to `docs_dir`.

    Args:
        folder: The folder of the page with the link, relative to `docs_dir`.
        target: The link's target, relative to that page, maybe with a query and a fragment.
    """
    path = unquote(target.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(folder, path))


def link_to(src_uri: str, other: str) -> str:
    """Return the target of a link from one page to another; both are relative to `docs_dir`."""
    return posixpath.relpath(other, posixpath.dirname(src_uri) or ".")


def link_to_feature(src_uri: str, feature: Feature) -> str:
    """Return the target of a link from a page to a feature, which may be another site's."""
    return feature.src_uri if feature.site else link_to(src_uri, feature.src_uri)


class FeatureNames:
    """Knows features by their paths, the names of their files, and their titles."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self._features = tuple(features)
        self._by_path = {feature.src_uri: feature for feature in self._features}
        self._found: dict[tuple[str, str], Feature | None] = {}

    def find(self, reference: str, src_uri: str) -> Feature | None:
        """Return the feature that a reference means, `None` where it means none.

        Args:
            reference: A path relative to the page or to `docs_dir`, with or without the file's
                ending, the name of the file, or the title. Case, dashes and an article do not
                count in names. Of several features of one name, one in the page's own folder
                goes before others.
            src_uri: The page, relative to `docs_dir`.
        """
        asked = (reference, src_uri.rpartition("/")[0])
        if asked not in self._found:  # many pages of a folder refer to the same features
            self._found[asked] = self._at(*asked) or self._named(*asked)
        return self._found[asked]

    def _at(self, reference: str, folder: str) -> Feature | None:
        """Return the feature at a path."""
        address = reference.partition("#")[0]
        if address in self._by_path:  # that of a page of another site, too
            return self._by_path[address]
        paths = [linked_page(folder, reference), linked_page("", reference)]
        paths += [f"{path}.md" for path in paths]
        return next((self._by_path[path] for path in paths if path in self._by_path), None)

    def _named(self, name: str, folder: str) -> Feature | None:
        """Return the feature of a title, or of a file's name in any folder."""
        if _PATH.match(name):
            return None
        key = name_key(name)
        named = self._by_name.get(key) or self._by_name.get(_AROUND.sub("", key)) or []
        near = (each for each in named if posixpath.dirname(each.src_uri) == folder)
        return next(near, named[0] if named else None)

    def closest(self, reference: str) -> Feature | None:
        """Return a feature whose name looks like a reference that means none."""
        from difflib import get_close_matches

        # Comparing with every feature would take too long where many references are wrong.
        alike = (self._by_start.get(start, ()) for start in _starts(name_key(reference)))
        counts = Counter(i for features in alike if len(features) <= _COMMON for i in features)
        likely = sorted(counts, key=lambda i: (-counts[i], i))[:_CANDIDATES]
        names: dict[str, int] = {}
        for i in likely:
            for name_of in (_title, _stem):
                names.setdefault(name_of(self._features[i]), i)
        close = get_close_matches(name_key(posixpath.basename(reference)), names, n=1)
        return self._features[names[close[0]]] if close else None

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Feature]]:
        """The features by their titles, then by the names of their files."""
        found: dict[str, list[Feature]] = {}
        for name_of in (_title, _stem):
            for feature in self._features:
                found.setdefault(name_of(feature), []).append(feature)
        return found

    @cached_property
    def _by_start(self) -> Mapping[str, Sequence[int]]:
        """The features by the first letters of each word of their names."""
        found: dict[str, list[int]] = {}
        for i, feature in enumerate(self._features):
            for start in _starts(f"{_title(feature)} {_stem(feature)}"):
                found.setdefault(start, []).append(i)
        return found


def _title(feature: Feature) -> str:
    return name_key(feature.title)


def _stem(feature: Feature) -> str:
    """Return how a feature's file is called; an index page goes by its folder."""
    path = feature.path.removeprefix(f"{feature.site}:") if feature.site else feature.src_uri
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    return name_key(posixpath.basename(folder) if stem.lower() in _INDEX_STEMS else stem)


def name_key(name: str) -> str:
    """Return a name as its words, so that dashes, case and an ampersand do not count."""
    bare = re.sub(r"\.(?:md|markdown)(?:#.*)?$", "", name)
    return " ".join(_WORD.findall(bare.replace("&", " and ").casefold()))


def _starts(key: str) -> set[str]:
    return {word[:_START] for word in key.split()}
