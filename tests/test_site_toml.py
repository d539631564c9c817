"""Configurations that are not MkDocs's: `zensical.toml`, and ProperDocs's name for such YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_featurespec.cli import main
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.reader.markdown.dialect import slugify
from mkdocs_featurespec.site.config import load_site_config, site_settings
from mkdocs_featurespec.site.config_toml import read_site_toml
from mkdocs_featurespec.site.plugin_entry import Options, as_toml
from mkdocs_featurespec.site.slugs import PymdownxSlugify
from mkdocs_featurespec.site.toml_lines import key_lines

from .catalog_site import MESSAGING
from .conftest import SiteFolder

Output = pytest.CaptureFixture[str]
Write = Callable[[str], Path]
FULL = r'''# [no.table]
[project]
site_name = "A # b"  # [c
site_url = 'https://x.org/"'
nav = [
  "index.md", # ]
  { "In [brackets]" = "a.md" },
]
copyright = """
[d] ""
e = \""""
theme.variant = "classic"

[project.plugins.featurespec]
features = ["features/*.md"]
rules = { FS2 = "off" }
[project.plugins.meta]

[project.markdown_extensions.pymdownx.blocks.tab]
x = 1
[project.markdown_extensions.toc]
separator = "_"
slugify = { object = "pymdownx.slugs.slugify", kwds = { case = "lower" } }
[project.markdown_extensions.attr_list]
[project.markdown_extensions.zensical.extensions.preview]

[[project.extra.links]]
a.b = 1
[[project.extra.links]]
[project.extra.links.more]
c = 2
'''


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes `zensical.toml` in the current folder, which has one for pages."""
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> Path:
        Path("zensical.toml").write_bytes(text.encode())
        return Path("zensical.toml")

    return write


def read_options(told: str) -> object:
    """Return options that were told on one line, as Zensical reads them."""
    Path("zensical.toml").write_text(
        "[project.plugins.featurespec]\n" + told.replace("; ", "\n"), "utf-8"
    )
    return load_site_config().options


def refused(content: str | bytes) -> str:
    """Return the error that a configuration gives."""
    Path("zensical.toml").write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ConfigurationError) as caught:
        site_settings(load_site_config())
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_table_of_the_project_is_read(line_end: str, write: Write) -> None:
    config = load_site_config(write(FULL.replace("\n", line_end)))
    assert (config.site_name, config.site_url) == ("A # b", 'https://x.org/"')
    assert config.docs_dir == Path.cwd() / "docs"
    assert (config.theme, config.meta_file) == ("zensical", ".meta.yml")
    assert config.options == {"features": ["features/*.md"], "rules": {"FS2": "off"}}
    assert config.dialect.slugify == PymdownxSlugify("lower")
    assert config.dialect.separator == "_"
    assert config.dialect.attr_list
    assert config.dialect.superfences  # which is there whether it is named or not
    assert not config.dialect.emoji
    assert config.line_of("rules") == 16


def test_every_key_has_its_line(write: Write) -> None:
    site = read_site_toml(write(FULL))
    lines = FULL.splitlines()
    told = {keys: lines[place.line - 1] for keys, place in site.places.items()}
    assert told["nav", 1, "In [brackets]"] == "nav = ["
    assert told["copyright",] == 'copyright = """'
    assert told["theme", "variant"] == 'theme.variant = "classic"'
    assert told["plugins", "featurespec", "rules", "FS2"] == 'rules = { FS2 = "off" }'
    assert told["markdown_extensions",] == "[project.markdown_extensions.pymdownx.blocks.tab]"
    assert told["markdown_extensions", "pymdownx.blocks.tab", "x"] == "x = 1"
    assert told["markdown_extensions", "toc", "separator"] == 'separator = "_"'
    assert told["markdown_extensions", "zensical.extensions.preview"].endswith("preview]")
    assert told["extra", "links", 0, "a", "b"] == "a.b = 1"
    assert told["extra", "links", 1, "more", "c"] == "c = 2"
    assert key_lines("") == {}


def test_without_extensions_those_of_zensical_are_taken(write: Write) -> None:
    dialect = load_site_config(write('site_name = "Without a table"')).dialect
    assert (dialect.attr_list, dialect.emoji, dialect.superfences) == (True, True, True)
    assert dialect.slugify is slugify
    listed = load_site_config(write('theme = "material"\nmarkdown_extensions = ["attr_list"]'))
    assert (listed.theme, listed.dialect.emoji) == ("material", False)
    assert listed.dialect.superfences


def test_a_function_that_is_not_known_is_told(write: Write) -> None:
    text = '[markdown_extensions.toc]\nslugify = { object = "our.slugs" }'
    [note] = load_site_config(write(text)).notes
    assert note.startswith("zensical.toml:2: ")
    assert "our.slugs" in note
    plain = load_site_config(write("[markdown_extensions.toc]\npermalink = true"))
    assert (plain.notes, plain.dialect.slugify) == ((), slugify)
    default = load_site_config(write("[markdown_extensions.toc]\nslugify = {}"))
    assert default.dialect.slugify == PymdownxSlugify()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("a = 1\nb c", "zensical.toml:2: broken TOML: "),
        ("a = 1\nb = [\n", "zensical.toml:3: broken TOML: "),
        ("a = 1\na = 2\n", "zensical.toml:2: broken TOML: "),
        (b"a = 1\nb = '\xff'", "zensical.toml:2: broken TOML: it is not UTF-8"),
        ("\nproject = 1", "zensical.toml:2: project: expected a table of options"),
        ("[project]\ndocs_dir = 'no'", "zensical.toml:2: docs_dir: there is no folder 'no'"),
        ("[project]\nmarkdown_extensions = 1", "zensical.toml:2: markdown_extensions: expected a"),
        ("[project.plugins]\nfeaturespec = 1", "zensical.toml:2: plugins: featurespec: expected"),
        (
            "[project.plugins.featurespec]\n\nrules = {FS2 = 'of'}",
            "zensical.toml:3: featurespec option 'rules': 'FS2' has no level 'of'",
        ),
    ],
)
def test_what_is_broken_has_its_place(content: str | bytes, error: str, write: Write) -> None:
    assert refused(content).startswith(error)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: "):
        read_site_toml(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("zensical.toml", "[project.plugins.featurespec]\nfeatures = ['areas/*.md']\n"),
        ("properdocs.yml", "plugins:\n- featurespec:\n    features: ['areas/*.md']\n"),
    ],
)
def test_a_site_is_checked_by_each_file(
    name: str, text: str, site: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    (site.folder / "mkdocs.yml").unlink()
    site.write(name, text)
    site.write("docs/areas/messaging.md", MESSAGING.replace("shipped", "shiped"))
    monkeypatch.chdir(site.folder)
    assert main(["check", "--select", "FS1"]) == 1
    assert "docs/areas/messaging.md" in capsys.readouterr().out
    site.configure()  # that of MkDocs comes first
    assert main(["check", "--select", "FS1"]) == 0


def test_options_are_told_as_toml(write: Write) -> None:
    options: Options = {"template": 'a "b" \\ ß', "features": ["x", "y"], "surfaces": {"c d": "e"}}
    [table, rest] = as_toml(options).split(" with ")
    assert table == "[project.plugins.featurespec]"
    assert read_options(rest) == options
    assert as_toml({"none": {}}).endswith("none = {}")
    assert as_toml({}) == table


def test_the_plugin_is_added_to_no_toml(
    write: Write, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "[project]\nsite_name = 'Site'\n"
    config_file = write(text)
    folder = Path("docs/features")
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.md").write_text(MESSAGING, "utf-8")
    assert main(["init", "--write", "--no-baseline"]) == 2
    told = capsys.readouterr().err
    assert "zensical.toml: the plugin is not added to TOML; add it yourself: " in told
    assert "[project.plugins.featurespec] with " in told
    assert config_file.read_text("utf-8") == text
