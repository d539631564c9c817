"""What the command's exit status means."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """An exit status."""

    CLEAN = 0
    """Done, and nothing is to be mended."""
    FINDINGS = 1
    """There are errors or warnings."""
    MISUSED = 2
    """Wrong usage, or a broken configuration, template or schema."""
    INTERRUPTED = 130
    """Stopped from the keyboard."""
