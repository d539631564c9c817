"""The plugin's own share of a build, timed inside the process.

`python -m benchmarks.share CONFIG` builds again and again, as a preview does, with one page edited
in between, and prints the seconds of processor time spent in the plugin's hooks as JSON.
"""

from __future__ import annotations

import functools
import json
import logging
import sys
import time
from collections.abc import Callable, Mapping
from inspect import isfunction
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_featurespec.plugin import FeatureSpecPlugin

HOOKS = (
    *(
        name
        for name, hook in vars(FeatureSpecPlugin).items()
        if name.startswith("on_") and isfunction(hook) and name not in ("on_startup", "on_serve")
    ),
    "_add_catalog",  # which is on_files, at one priority or another
)
_COLUMNS = "|---|---|---|---|\n"
EDITS: Mapping[str, Callable[[str], str]] = {
    "prose": lambda text: f"{text}- One more decision.\n",
    "row": lambda text: text.replace(_COLUMNS, f"{_COLUMNS}| `new` | New. | id | |\n", 1),
    "title": lambda text: text.replace("title: Feature", "title: Renamed", 1),
}
"""What is done to a page before a rebuild."""

T = TypeVar("T")
seconds: dict[str, float] = dict.fromkeys(HOOKS, 0.0)


def timed(name: str, hook: Callable[..., T]) -> Callable[..., T]:
    """Return a hook that adds the time it takes to `seconds`."""

    @functools.wraps(hook)
    def wrapper(*args: object, **kwargs: object) -> T:
        start = time.process_time()
        try:
            return hook(*args, **kwargs)
        finally:
            seconds[name] += time.process_time() - start

    return wrapper


def one_build(config_file: str, *, dirty: bool) -> dict[str, float]:
    """Build as a preview does and return the seconds spent in each hook and in all."""
    seconds.update(dict.fromkeys(HOOKS, 0.0))
    start = time.process_time()
    config = load_config(config_file)
    config.plugins.on_startup(command="serve", dirty=dirty)
    build(config, dirty=dirty)
    return {**seconds, "hooks": sum(seconds.values()), "whole": time.process_time() - start}


def main(config_file: str) -> None:
    """Print the shares of a first build, and of rebuilds after edits, all pages or dirty."""
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    for name in HOOKS:
        setattr(FeatureSpecPlugin, name, timed(name, getattr(FeatureSpecPlugin, name)))
    shares = {"first": one_build(config_file, dirty=False)}
    page = Path(config_file).parent / "docs" / "features" / "feature-0005.md"
    text = page.read_text("utf-8")
    try:
        for dirty in (False, True):
            for name, edit in EDITS.items():
                page.write_text(edit(text), "utf-8")
                shares[f"dirty {name}" if dirty else name] = one_build(config_file, dirty=dirty)
    finally:
        page.write_text(text, "utf-8")
    print(json.dumps(shares))


if __name__ == "__main__":
    main(sys.argv[1])
