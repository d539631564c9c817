"""The plugin's own share of a build, timed inside the process.

`python -m benchmarks.share CONFIG` builds twice, as a preview does, with one page edited in
between, and prints the seconds spent in the plugin's hooks as JSON.
"""

from __future__ import annotations

import functools
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_featurespec.plugin import FeatureSpecPlugin

HOOKS = (
    "on_config",
    "on_pre_build",
    "on_files",
    "on_page_markdown",
    "on_page_content",
    "on_env",
    "on_page_context",
)

T = TypeVar("T")
seconds: dict[str, float] = dict.fromkeys(HOOKS, 0.0)


def timed(name: str, hook: Callable[..., T]) -> Callable[..., T]:
    """Return a hook that adds the time it takes to `seconds`."""

    @functools.wraps(hook)
    def wrapper(*args: object, **kwargs: object) -> T:
        start = time.perf_counter()
        try:
            return hook(*args, **kwargs)
        finally:
            seconds[name] += time.perf_counter() - start

    return wrapper


def one_build(config_file: str, *, dirty: bool) -> dict[str, float]:
    """Build as a preview does and return the seconds spent in each hook and in all."""
    seconds.update(dict.fromkeys(HOOKS, 0.0))
    start = time.perf_counter()
    config = load_config(config_file)
    config.plugins.on_startup(command="serve", dirty=dirty)
    build(config, dirty=dirty)
    return {**seconds, "hooks": sum(seconds.values()), "whole": time.perf_counter() - start}


def main(config_file: str) -> None:
    """Print the shares of a first build, and of a dirty rebuild after one edit."""
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    for name in HOOKS:
        setattr(FeatureSpecPlugin, name, timed(name, getattr(FeatureSpecPlugin, name)))
    first = one_build(config_file, dirty=False)
    page = Path(config_file).parent / "docs" / "features" / "feature-0000.md"
    text = page.read_text("utf-8")
    page.write_text(text + "- One more decision.\n", "utf-8")
    rebuild = one_build(config_file, dirty=True)
    page.write_text(text, "utf-8")
    print(json.dumps({"first": first, "rebuild": rebuild}))


if __name__ == "__main__":
    main(sys.argv[1])
