"""Expected files of golden cases."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def compare(lines: Sequence[str], expected: Path) -> None:
    """Compare lines with a file; with `UPDATE_GOLDEN=1` write the file instead."""
    text = "".join(f"{line}\n" for line in lines)
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(text, "utf-8", newline="\n")
    assert expected.is_file(), f"{expected} is missing; UPDATE_GOLDEN=1 writes it"
    assert text == expected.read_text("utf-8")
