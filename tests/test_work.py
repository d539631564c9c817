"""How much work a check is: what is done once, and what once for each page.

Times say little on a machine that others use; counts are the same everywhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.site import write_site

COUNTED = """
import json
import os
import sys
from collections import Counter

import jinja2
import jsonschema
from mkdocs_featurespec.cli import main
from mkdocs_featurespec.reader import page
from mkdocs_featurespec.rules.judge import Judge
from mkdocs_featurespec.schema import files
from mkdocs_featurespec.template import matching
from mkdocs_featurespec.workspace import workspace

counts = Counter()
folder = os.getcwd() + os.sep


def count(owner, name):
    function = getattr(owner, name)

    def counted(*args, **kwargs):
        counts[name] += 1
        return function(*args, **kwargs)

    setattr(owner, name, counted)


def note(event, arguments):
    if event == "open" and str(arguments[0]).startswith(folder) and os.path.isfile(arguments[0]):
        counts["opened " + str(arguments[0])[len(folder):]] += 1


count(page, "read")
count(Judge, "page")
count(matching._Matcher, "match")
count(workspace, "parse_template")
count(jinja2.Environment, "from_string")
count(files._Loader, "load")
count(jsonschema.Draft202012Validator, "check_schema")
count(workspace, "build_catalog")
sys.addaudithook(note)
main(["check", "--config-file", sys.argv[1]])
print(json.dumps(counts))
"""


def work(config: Path) -> Mapping[str, int]:
    """Return how often a check in a process of its own does what."""
    command = [sys.executable, "-c", COUNTED, str(config)]
    done = subprocess.run(command, cwd=config.parent, capture_output=True, text=True, check=True)
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counts


@pytest.mark.parametrize("pages", [3, 12])
def test_a_check_does_once_what_is_needed_once(tmp_path: Path, pages: int) -> None:
    config = write_site(tmp_path, pages, plugin=True)
    opened = [f"opened docs/features/feature-{number:04}.md" for number in range(pages)]
    assert work(config) == {
        **dict.fromkeys(opened, 1),
        f"opened {config.name}": 1,
        **dict.fromkeys(("read", "page", "match"), pages),
        **dict.fromkeys(("parse_template", "from_string", "load", "build_catalog"), 1),
    }
