"""What kind of test a page speaks of: the word before a colon, or the words before "test"."""

from __future__ import annotations

import re
from functools import lru_cache

KNOWN = {
    word.casefold(): word
    for word in (
        "Accessibility", "Acceptance", "API", "Browser", "Component", "Contract", "Desktop",
        "E2E", "Edge case", "Functional", "Integration", "Load", "Manual", "Migration", "Mobile",
        "Offline", "Performance", "Permission", "Property", "Regression", "Security", "Smoke",
        "Snapshot", "Stress", "Sync", "System", "UI", "Unit", "Visual", "Web",
    )
}  # fmt: skip
"""Kinds of tests, as they are shown."""

_SAME = {
    "a11y": "Accessibility",
    "edge": "Edge case",
    "end to end": "E2E",
    "end-to-end": "E2E",
    "perf": "Performance",
    "permissions": "Permission",
    "edge cases": "Edge case",
}
_BEFORE_COLON = re.compile(r"(?P<kind>[^\W\d_][^:.;,()\"]{0,39}?)\s*:\s")
_BEFORE_TEST = re.compile(r"(?P<words>(?:[^\W_][\w/&-]*\s+){1,5})tests?\b", re.IGNORECASE)
_END = re.compile(r"\s+(?:tests?|scenarios?|cases?)$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s/&,]+")


@lru_cache(maxsize=1 << 14)
def kind_of_test(text: str) -> str:
    """Return the kind of a test, or of the tests below a heading; empty where nothing tells it.

    Args:
        text: `Unit: reads never move back`, `API integration test`, `Load tests`, `Load`.
    """
    match = _BEFORE_COLON.match(text)
    if match and len(match["kind"].split()) <= 3:
        return _shown(match["kind"])
    match = _BEFORE_TEST.match(text)
    return _last_known(match["words"]) if match else _known(text)


def _shown(words: str) -> str:
    """Return a kind as it is shown, whatever its case: `Unit` for `unit tests`."""
    bare = _END.sub("", " ".join(words.split()))
    known = _known(bare)
    return known or _last_known(bare) or bare[:1].upper() + bare[1:]


def _last_known(words: str) -> str:
    """Return the kind that words end in; `API integration` is an integration test."""
    parts = _BETWEEN.split(words.replace("end to end", "e2e").strip())
    return next((kind for part in reversed(parts) if (kind := _known(part))), "")


def _known(words: str) -> str:
    folded = words.casefold()
    return KNOWN.get(folded) or _SAME.get(folded, "")
