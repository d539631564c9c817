"""Pages that somebody created and did not write yet, with the skeleton in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from mkdocs_featurespec.create.blank import started
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.host.skeletons import Skeletons
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.schema.files import load_schema
from mkdocs_featurespec.settings import Settings, parse_settings
from mkdocs_featurespec.template import TemplateSource
from mkdocs_featurespec.workspace import Workspace

from .conftest import SiteFolder

TEMPLATE = """\
# {{ title }}

By {{ owner }}.

## Use
{% for surface in surfaces %}
### {{ surface.name }}
{% endfor %}
"""
SURFACES = parse_settings({"surfaces": ["Web", "Kiosk"]})
HEAD = "---\ntitle: My kilns\nstatus: draft\nowner:  # such as team-goals\n---\n\n"
BOTH = "## Use\n\n### Web\n\n### Kiosk\n"


def workspace(template: str = TEMPLATE, settings: Settings = SURFACES) -> Workspace:
    schema = load_schema(None, display="")
    return Workspace(settings, TemplateSource(template, "t.md"), schema, Dialect())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", f"{HEAD}# My kilns\n\nBy .\n\n{BOTH}"),
        (" \n\n", f"{HEAD}# My kilns\n\nBy .\n\n{BOTH}"),
        ("\r\n", f"{HEAD}# My kilns\n\nBy .\n\n{BOTH}".replace("\n", "\r\n")),
        (
            "# The `kiln`",
            f"{HEAD.replace('My kilns', 'The kiln')}# The `kiln`\n\nBy .\n\n{BOTH}",
        ),
        (
            "---\ntitle: A *kiln*\nowner: me  # or you\nsurfaces: [kiosk]\n---\n",
            "---\ntitle: A *kiln*\nowner: me  # or you\nsurfaces: [kiosk]\n---\n\n"
            "# A \\*kiln\\*\n\nBy me.\n\n## Use\n\n### Kiosk\n",
        ),
        (
            "---\nowner: [me]\nsurfaces: Nowhere\n---\n\nKilns\n=====\n\n",
            f"---\nowner: [me]\nsurfaces: Nowhere\n---\n\nKilns\n=====\n\nBy .\n\n{BOTH}",
        ),
        ("---\ntitle: Kiln\n---", f"---\ntitle: Kiln\n---\n\n# Kiln\n\nBy .\n\n{BOTH}"),
        ("---\ntitle: [\n---\n", None),
        ("---\n- a\n---\n", None),
        ("Text.\n", None),
        ("## Use\n", None),
        ("<!-- later -->\n", None),
    ],
)
def test_what_a_writer_has_stays_and_the_skeleton_follows(text: str, expected: str | None) -> None:
    new = started(text, "features/my-kilns.md", workspace(), "2026-01-31")
    assert new == expected
    if new is not None:
        assert text.rstrip() in new
        assert started(new, "features/my-kilns.md", workspace(), "2026-01-31") is None


def test_a_template_without_a_title_leaves_the_page_s_own() -> None:
    bare = workspace("## Use\n")
    assert started("# Kiln\n", "k.md", bare, "") == (
        f"{HEAD.replace('My kilns', 'Kiln')}# Kiln\n\n## Use\n"
    )


class Hasty(LiveReloadServer):
    """A server whose site's writer saves just before the skeleton is written."""

    def __init__(self, saved: Path) -> None:
        super().__init__(lambda: None, "127.0.0.1", 0, str(saved.parent))
        self.saved = saved

    def unwatch(self, path: str) -> None:
        self.saved.write_text("Mine.\n", "utf-8")
        super().unwatch(path)


def test_what_cannot_be_written_is_told_and_left(
    site: SiteFolder, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.folder)
    site.configure(site="exclude_docs: hidden.md\n")
    config = load_config("mkdocs.yml")
    saved = site.docs / "features" / "saved.md"
    skeletons = Skeletons()
    skeletons.server = Hasty(saved)
    try:
        skeletons.server.watch(config.docs_dir)
        skeletons.write(config, workspace())
        saved.parent.mkdir()
        saved.touch()
        for name in ("hidden.md", "out.txt"):
            saved.with_name(name).touch()
        saved.with_name("odd.md").write_bytes(b"\xff")
        site.write("schema.json", '{"properties": {"title": {"maxLength": 3}}}')
        skeletons.write(config, workspace())
        assert saved.read_text("utf-8") == "Mine.\n"
        assert "docs/features/saved.md: the skeleton is not written: the file was changed" in (
            caplog.text
        )
        assert saved.with_name("hidden.md").read_bytes() == b""
        saved.with_name("titled.md").touch()
        short = load_schema(site.folder / "schema.json", display="schema.json")
        refusing = Workspace(SURFACES, TemplateSource(TEMPLATE, "t.md"), short, Dialect())
        skeletons.write(config, refusing)
        assert saved.with_name("titled.md").read_bytes() == b""
        assert "docs/features/titled.md: the skeleton is not written: the schema refuses" in (
            caplog.text
        )
    finally:
        skeletons.server.server_close()


def test_a_broken_template_is_an_error() -> None:
    broken = workspace()
    broken.template_source = TemplateSource("# {{ titel }}\n", "t.md")
    with pytest.raises(ConfigurationError, match=r"^t\.md:1: "):
        started("", "k.md", broken, "")
