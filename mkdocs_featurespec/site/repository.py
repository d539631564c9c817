"""Where a site lies in its repository, for tools that count paths from there."""

from __future__ import annotations

from pathlib import Path


def prefix_in_repository(folder: Path) -> str:
    """Return what leads from the root of the repository to a folder: `website/`, or nothing.

    Args:
        folder: An absolute path; it need not lie in a repository.
    """
    for root in (folder, *folder.parents):
        if (root / ".git").exists():  # a folder, or a file in a worktree
            relative = folder.relative_to(root).as_posix()
            return "" if relative == "." else f"{relative}/"
    return ""
