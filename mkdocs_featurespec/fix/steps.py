"""The kinds of mends, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mkdocs_featurespec.fix.edits import Mend
from mkdocs_featurespec.fix.endpoints import mend_endpoints
from mkdocs_featurespec.fix.front_matter import mend_keys, mend_values, raise_version
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.headings import rename_aliases, rename_near
from mkdocs_featurespec.fix.order import mend_order
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.sections import add_missing

Step = Callable[[Reading, Guide], Iterable[Mend]]
"""Gives the mends of one kind that a page needs.

What a rule finds is mended where that rule reports it: where it is off or silenced, the page is
meant to be as it is.
"""


def steps(guide: Guide) -> tuple[Step, ...]:
    """Return the kinds of mends that were asked for."""
    return (
        mend_keys,
        mend_values,
        *((raise_version,) if guide.upgrade else ()),
        rename_near,
        *((rename_aliases,) if guide.rename_aliases else ()),
        mend_endpoints,
        mend_order,
        add_missing,
    )
