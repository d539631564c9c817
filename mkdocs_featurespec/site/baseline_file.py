"""The file of a site's baseline."""

from __future__ import annotations

from pathlib import Path

from mkdocs_featurespec.baseline import Baseline, baseline_as_json
from mkdocs_featurespec.site.write import replace_text, write_new


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write a baseline to its file, unless it says the same already.

    Raises:
        NotWrittenError: when the file cannot be written.
    """
    text = baseline_as_json(baseline)
    if path.is_file():
        replace_text(path, path.read_bytes().decode("utf-8-sig"), text)
    else:
        write_new(path, text)
