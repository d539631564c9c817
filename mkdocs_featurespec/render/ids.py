"""The ids that rows of registers have in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mkdocs_featurespec.catalog import CatalogEntry, Feature
from mkdocs_featurespec.diagnostics import Diagnostic

_NO_ID = re.compile(r"[^\w.]+")


def wanted_id(item: CatalogEntry | Feature) -> str:
    """Return the id that a row has, unless another one has it already.

    That of an entity is made of its name: `get-kilns-id`, that of a feature of its page's path
    without the ending; of another site's, with that site's name before it.
    """
    if isinstance(item, Feature):
        path = item.path if item.site else item.src_uri
        return _slug(path.rpartition(".")[0])
    return _slug(f"{item.method}-{item.name}" if item.method else item.name)


def finding_ids(found: Iterable[Diagnostic]) -> list[str]:
    """Return the ids of findings in the panel of their page: `featurespec-fs206-user-flows`.

    They stay the same when lines move, and when other findings come and go.
    """
    ids = Ids()
    return [ids.give(f"featurespec-{_slug(f'{each.code}-{each.subject}')}") for each in found]


class Ids:
    """Gives each row an id that its page does not have yet."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self.given: set[str] = set()

    def give(self, wanted: str) -> str:
        """Return the id, with `_1`, `_2` behind it where it is taken."""
        unique, count = wanted, 0
        while unique in self._taken:
            count += 1
            unique = f"{wanted}_{count}"
        self._taken.add(unique)
        self.given.add(unique)
        return unique

    def give_all(self, wanted: Sequence[str]) -> Sequence[str]:
        """Return the ids of several rows: the very list that is wanted, where all are free."""
        different = set(wanted)
        if len(different) < len(wanted) or not self._taken.isdisjoint(different):
            return [self.give(each) for each in wanted]
        self._taken |= different
        self.given |= different
        return wanted


@lru_cache(maxsize=1 << 15)  # each row is asked for where it stands and where it is linked to
def _slug(name: str) -> str:
    return _NO_ID.sub("-", name).strip("-").lower() or "entry"
