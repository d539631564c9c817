"""Names of findings that stay the same while the lines of a page move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from mkdocs_featurespec.diagnostics import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return a fingerprint for each finding, in their order.

    It is made of the page, the rule, and what the finding is about: its subject, or its message
    where it has none. Of findings that are equal in all three, the first on a page has another
    fingerprint than the second. Lines, columns and severities do not count, nor do other findings.

    Args:
        diagnostics: Those of each page in the order of the page, with nothing left out: the second
            of two equal ones would otherwise take the place of the first.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found: list[str] = []
    for diagnostic in diagnostics:
        known_by = (diagnostic.path, diagnostic.code, diagnostic.subject or diagnostic.message)
        text = "\0".join((*known_by, str(seen[known_by])))
        found.append(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest())
        seen[known_by] += 1
    return tuple(found)
