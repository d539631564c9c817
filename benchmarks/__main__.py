"""Measure builds, checks and rebuilds on generated sites, and print a table in Markdown."""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path

from benchmarks.measure import Run, in_turn, median, median_ratio, run
from benchmarks.share import EDITS
from benchmarks.site import write_site

WALL = attrgetter("wall")
CPU = attrgetter("cpu")
MEMORY = attrgetter("memory")
BIN = Path(sys.executable).parent


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmarks that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 4000], help="pages")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command")
    parser.add_argument("--theme", default="mkdocs", help="theme of the generated sites")
    parser.add_argument("--no-build", action="store_true", help="measure checks alone")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    options = parser.parse_args(arguments)
    rows = []
    with tempfile.TemporaryDirectory(prefix="featurespec-bench-") as temporary:
        for size in options.sizes:
            folder = Path(temporary) / str(size)
            figures = checks(folder, size, options.rounds)
            if not options.no_build:
                figures |= builds(folder, size, options.theme, options.rounds)
            rows.append({"pages": size, **figures})
    print(json.dumps(rows, indent=1) if options.json else table(rows))


def checks(folder: Path, size: int, rounds: int) -> dict[str, float]:
    """Measure `featurespec check`; a tenth of the pages have faults, so it ends with 1."""
    config = write_site(folder, size, plugin=True)
    command = [str(BIN / "featurespec"), "check", "--config-file", str(config)]
    (runs,) = in_turn([lambda: run(command, folder, allowed=(1,))], rounds)
    return {"check_s": median(runs, WALL), "check_mib": median(runs, MEMORY)}


def builds(folder: Path, size: int, theme: str, rounds: int) -> dict[str, float]:
    """Measure builds with and without the plugin in turn, and the plugin's own share."""
    configs = [write_site(folder, size, plugin=plugin, theme=theme) for plugin in (True, False)]

    def build(config: Path) -> Run:
        target = folder / f"site-{config.stem}"
        options = ["--quiet", "--config-file", str(config), "--site-dir", str(target)]
        return run([str(BIN / "mkdocs"), "build", *options], folder)

    with_plugin, plain = in_turn([lambda: build(configs[0]), lambda: build(configs[1])], rounds)
    shares = share(configs[0])
    return {
        "plain_s": median(plain, WALL),
        "plugin_s": median(with_plugin, WALL),
        "ratio_wall": median_ratio(with_plugin, plain, WALL),
        "ratio_cpu": median_ratio(with_plugin, plain, CPU),
        "more_mib": median(with_plugin, MEMORY) - median(plain, MEMORY),
        "share_s": shares["first"]["hooks"],
        "share_ratio": 1 + shares["first"]["hooks"] / median(plain, CPU),
        "rebuild_share_ms": max(shares[name]["hooks"] for name in EDITS) * 1000,
        "dirty_share_ms": max(shares[f"dirty {name}"]["hooks"] for name in EDITS) * 1000,
    }


def share(config: Path) -> dict[str, dict[str, float]]:
    """Return the seconds spent in the plugin's hooks, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.share", str(config)]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    figures: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return figures


TITLES = {
    "pages": "Pages",
    "check_s": "`check`, s",
    "check_mib": "`check`, MiB",
    "plain_s": "Plain build, s",
    "plugin_s": "With plugin, s",
    "ratio_wall": "Ratio, wall",
    "ratio_cpu": "Ratio, processor",
    "more_mib": "More memory, MiB",
    "share_s": "Own share, s",
    "share_ratio": "Ratio by own share",
    "rebuild_share_ms": "Own share of a rebuild, ms",
    "dirty_share_ms": "The same with `--dirty`, ms",
}


def table(rows: Sequence[dict[str, float]]) -> str:
    """Return the figures as a table in Markdown, with what they were measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "jsonschema", "pyyaml"))
    keys = [key for key in TITLES if any(key in row for row in rows)]
    lines = [
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {packages}",
        "",
        "| " + " | ".join(TITLES[key] for key in keys) + " |",
        "|" + "--:|" * len(keys),
    ]
    for row in rows:
        cells = (f"{row[key]:.3f}" if key != "pages" else str(row[key]) for key in keys)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
