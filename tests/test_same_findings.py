"""The command and the build find the same: a gate that passes what the build rejects is none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mkdocs_featurespec.report.terminal import printable

from .conftest import SiteFolder

CASES = Path(__file__).parent / "cases"
HOST_STOPS = {
    "front_matter-keys-of-the-host-page.md",  # asks for a template that the theme does not have
    "front_matter-nested-very-deeply-page.md",  # Python-Markdown takes half a minute for it
}
"""Pages at which MkDocs itself stops."""
_LOGGED = re.compile(
    r"(?P<level>ERROR|WARNING|INFO)\s+-\s+featurespec: (?P<place>\S+:\d+:\d+): "
    r"(?P<code>FS\d{3}) (?P<rest>.*)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """Return one site that has every page of every golden case as a feature page."""
    folder = SiteFolder(tmp_path_factory.mktemp("same"))
    folder.configure(site="validation: {links: {not_found: info, anchors: info}}")
    folder.write("docs/index.md", "# Home\n")
    for path in sorted(CASES.rglob("*.md")):
        if path.name.startswith(("template", "_", "expected")):
            continue
        name = "-".join(path.relative_to(CASES).parts)
        if name in HOST_STOPS:
            continue
        folder.write(f"docs/features/{name}", path.read_bytes())
    return folder


def by_command(site: SiteFolder) -> set[tuple[str, str, str, str]]:
    done = site.run("featurespec", "check", "--format", "json")
    return {
        (
            each["severity"].upper(),
            f"{each['path']}:{each['line']}:{each['column']}",
            each["code"],
            each["message"],
        )
        for each in json.loads(done.stdout)["diagnostics"]
    }


def test_every_golden_case_is_found_alike(site: SiteFolder) -> None:
    built = site.build("--strict")
    logged = [match.groupdict() for match in map(_LOGGED.match, built.stderr.splitlines()) if match]
    checked = by_command(site)
    assert built.returncode == site.run("featurespec", "check", "--quiet").returncode == 1
    assert len(checked) > 100
    assert len(logged) == len(checked)
    for line in logged:
        matching = [
            (level, place, code, message)
            for level, place, code, message in checked
            if (level, place, code) == (line["level"], line["place"], line["code"])
            and line["rest"].startswith(printable(message))
        ]
        assert matching, line


def test_pages_beside_the_configuration_have_one_name(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    folder.write("site/mkdocs.yml", "site_name: Site\ndocs_dir: ../docs\nplugins: [featurespec]\n")
    folder.write("docs/features/a.md", "---\ntitle: A\n---\n# A\n")
    built = folder.build("-f", "site/mkdocs.yml")
    done = folder.run("featurespec", "check", "-f", "site/mkdocs.yml", "--format", "json")
    checked = {each["path"] for each in json.loads(done.stdout)["diagnostics"]}
    logged = {match["place"].partition(":")[0] for match in _LOGGED.finditer(built.stderr)}
    assert logged == checked == {"../docs/features/a.md"}
