"""The configuration, read without MkDocs and held against what MkDocs itself reads."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from pymdownx import slugs as pymdownx_slugs

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.reader.markdown.dialect import Dialect, slugify
from mkdocs_featurespec.settings import Settings, Surface
from mkdocs_featurespec.site.config import load_site_config, site_settings
from mkdocs_featurespec.site.config_yaml import read_site_yaml
from mkdocs_featurespec.site.safe_yaml import Tagged
from mkdocs_featurespec.site.slugs import PymdownxSlugify, slugify_named

CASES = Path(__file__).parent / "cases" / "site_config"
SITES = sorted(path.parent.name for path in CASES.glob("*/mkdocs.yml"))
ERRORS = sorted(path.stem for path in CASES.glob("errors/*.yml"))

HEADINGS = (
    "Plain words",
    "Ärger über Größe: straße, İstanbul, ﬁne Å",
    "GET /api/v1/orders/{id}",
    "Tabs\tand  two spaces",
    "snake_case-and-dashes -- x",
    "<b>tag</b> a < b > c & d",
    "注文 の 履歴",
    "ΑΣ ΔΣ e\u0301",
    "---",
)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FS_TEST_NAME", "From the environment")
    monkeypatch.setenv("FS_TEST_OFF", "false")
    monkeypatch.setenv("FS_TEST_NUMBER", "017")
    monkeypatch.setenv("FS_TEST_TEXT", "1 or 2")
    monkeypatch.setenv("FS_TEST_WORD", "")
    monkeypatch.delenv("FS_TEST_UNSET", raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a case, gives it a folder for pages, and returns its configuration."""

    def copy(name: str) -> Path:
        shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
        (tmp_path / "docs").mkdir()
        return tmp_path / "mkdocs.yml"

    return copy


def written(tmp_path: Path, text: str | bytes) -> Path:
    (tmp_path / "docs").mkdir(exist_ok=True)
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def plain(value: object) -> object:
    """Return a value with a marker for everything that is not plain data."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    kept = (str, int, float, bool, type(None), datetime.date)
    return value if isinstance(value, kept) else "an object"


def mkdocs_data(path: Path) -> dict[str, object]:
    config = MkDocsConfig(config_file_path=str(path))
    with path.open("rb") as file:
        data: dict[str, object] = yaml_load(file, get_yaml_loader(config=config))
    return data


@pytest.mark.parametrize("name", SITES)
def test_the_data_are_those_that_mkdocs_reads(name: str, site: Callable[[str], Path]) -> None:
    path = site(name)
    assert plain(read_site_yaml(path).data) == plain(mkdocs_data(path))


@pytest.mark.parametrize("name", SITES)
def test_the_values_are_those_of_mkdocs(name: str, site: Callable[[str], Path]) -> None:
    path = site(name)
    theirs = MkDocsConfig(config_file_path=str(path))
    theirs.load_dict({**mkdocs_data(path), "plugins": []})
    assert theirs.validate() == ([], [])
    ours = load_site_config(path)
    assert ours.site_name == theirs.site_name
    assert str(ours.docs_dir) == theirs.docs_dir
    assert ours.use_directory_urls == theirs.use_directory_urls

    renderer = markdown.Markdown(
        extensions=theirs.markdown_extensions, extension_configs=theirs.mdx_configs
    )
    for heading in HEADINGS:
        renderer.reset()
        escaped = heading.replace("<", "&lt;").replace("_", r"\_")
        renderer.convert(f"## x{escaped}")
        (token,) = renderer.toc_tokens  # type: ignore[attr-defined]
        # What `toc` hands to its slug function is the text with its white space collapsed.
        text = " ".join(f"x{heading}".split())
        assert ours.dialect.slugify(text, ours.dialect.separator) == token["id"], heading
    fences = type(renderer.preprocessors["fenced_code_block"]).__module__
    assert ours.dialect.superfences == (fences == "pymdownx.superfences")
    assert ours.dialect.attr_list == ("attr_list" in renderer.treeprocessors)
    assert ours.dialect.emoji == ("emoji" in renderer.inlinePatterns)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        (
            "options",
            Settings(
                features=("specs/**/*.md", "features/*.md"),
                exclude=("specs/old/",),
                surfaces=(
                    Surface("Web", "web", "Web behavior and states."),
                    Surface("Kiosk", "the kiosk", "Kiosk behavior and states."),
                ),
            ),
        ),
        ("inherit", Settings(features=("from-middle/*.md",), exclude=("from-child/",))),
        ("tags", Settings(enabled=False, template="feature.md")),
        ("mappings", Settings(catalog_dir="reference")),
        ("aliases", Settings(features=("a/*.md",), catalog_dir="b")),
        ("minimal", Settings()),
    ],
)
def test_the_plugins_options_are_found(
    name: str, settings: Settings, site: Callable[[str], Path]
) -> None:
    config = load_site_config(site(name))
    assert site_settings(config) == settings
    assert (config.options is None) == (name == "minimal")


def test_the_patterns_of_excluded_and_draft_pages_are_kept(site: Callable[[str], Path]) -> None:
    config = load_site_config(site("options"))
    assert config.exclude_docs == "*.py\n!.well-known/\n"
    assert config.draft_docs == "drafts/"


@pytest.mark.parametrize("item", ["featurespec", "/featurespec", "featurespec:", "featurespec: {}"])
def test_the_plugin_may_be_listed_without_options(item: str, tmp_path: Path) -> None:
    assert load_site_config(written(tmp_path, f"plugins:\n- search\n- {item}\n")).options == {}


@pytest.mark.parametrize("text", ["", "plugins:", "plugins: []", "plugins: [featurespecs]", "a: b"])
def test_a_site_may_not_list_the_plugin(text: str, tmp_path: Path) -> None:
    config = load_site_config(written(tmp_path, text))
    assert config.options is None
    assert site_settings(config) == Settings()


def test_two_readings_are_equal(site: Callable[[str], Path]) -> None:
    path = site("slug-encoded")
    assert load_site_config(path) == load_site_config(path)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_says_where_and_what(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (CASES / "errors" / f"{name}.yml").read_text("utf-8")
    expected = text.partition("\n")[0].removeprefix("# ")
    written(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        site_settings(load_site_config(Path("mkdocs.yml")))
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: 1\nb: \xff", "mkdocs.yml:2: broken YAML: "),
        (b"a: 1\n\nb: \x00", "mkdocs.yml:3: broken YAML: "),
    ],
)
def test_bytes_that_are_no_text_are_an_error(content: bytes, place: str, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ConfigurationError) as caught:
        load_site_config(path)
    assert place in str(caught.value)


def test_an_alias_of_itself_is_no_trouble(tmp_path: Path) -> None:
    path = written(tmp_path, "a: &a [*a]\nb: &b {c: *b, d: !other [*b]}")
    assert load_site_config(path).site_name == ""


def test_endless_merging_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("a: &a {b: *a}")
    path = written(tmp_path, "INHERIT: b.yml\na: &a {b: *a}")
    with pytest.raises(
        ConfigurationError, match=r"mkdocs\.yml: it nests too deeply, or without end"
    ):
        load_site_config(path)


def test_utf_16_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-8-sig"):
        path = written(tmp_path, "site_name: Größe".encode(encoding))
        assert load_site_config(path).site_name == "Größe"


def test_no_tag_is_obeyed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    text = f"""
site_name: Safe
extra:
  - !!python/object/apply:os.mkdir ['{victim}']
  - !!python/object/new:os.mkdir {{args: ['{victim}']}}
  - !!python/object:os.mkdir {{}}
  - !!python/name:os.mkdir
  - !!python/module:antigravity
  - !include other.yml
"""
    config = load_site_config(written(tmp_path, text))
    assert config.site_name == "Safe"
    assert not victim.exists()
    assert "antigravity" not in sys.modules


def test_a_loop_of_inherited_files_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, "INHERIT: a.yml")
    (tmp_path / "a.yml").write_text("# first\nINHERIT: sub/../b.yml")
    (tmp_path / "b.yml").write_text("INHERIT: mkdocs.yml")
    with pytest.raises(ConfigurationError, match=r"b\.yml:1: INHERIT: '.*mkdocs\.yml' inherits it"):
        load_site_config(path)


def test_an_error_in_an_inherited_file_names_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "base").mkdir()
    base = tmp_path / "base" / "base.yml"
    written(tmp_path, "INHERIT: base/base.yml\nsite_name: Child")
    monkeypatch.chdir(tmp_path)

    def error() -> str:
        with pytest.raises(ConfigurationError) as caught:
            site_settings(load_site_config())
        return str(caught.value).replace(os.sep, "/")

    base.write_text("a: ]")
    assert error().startswith("base/base.yml:1: broken YAML")
    base.write_text("- a")
    assert error().startswith("base/base.yml:1: expected a mapping")
    base.write_text("\n\ndocs_dir: nowhere")
    assert error() == "base/base.yml:3: docs_dir: there is no folder 'nowhere'"
    base.write_text("\n\nplugins:\n- featurespec:\n    enabled: 3\n")
    assert error().startswith("base/base.yml:5: featurespec option 'enabled'")


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match=r"^there is no mkdocs\.yml, properdocs\.yml or"):
        load_site_config()
    with pytest.raises(ConfigurationError, match=r"^x\.yml: the configuration file does not ex"):
        load_site_config(Path("x.yml"))
    (tmp_path / "docs").mkdir()
    with pytest.raises(ConfigurationError, match=r"^docs: the configuration file is a folder"):
        load_site_config(Path("docs"))
    (tmp_path / "mkdocs.yaml").write_text("site_name: Second choice")
    assert load_site_config().site_name == "Second choice"
    (tmp_path / "mkdocs.yml").write_text("site_name: First choice")
    assert load_site_config().site_name == "First choice"


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: "):
        read_site_yaml(tmp_path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_forbidden_file_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, "a: b")
    path.chmod(0)
    with pytest.raises(ConfigurationError, match="cannot be read: Permission denied"):
        load_site_config(path)


def test_paths_are_absolute_and_follow_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real" / "pages").mkdir(parents=True)
    (tmp_path / "real" / "mkdocs.yml").write_text("docs_dir: ./x/../pages/")
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)
    config = load_site_config(Path("link/mkdocs.yml"))
    assert config.config_file == tmp_path / "link" / "mkdocs.yml"
    assert config.docs_dir == tmp_path / "link" / "pages"


def test_lines_of_options_are_known(site: Callable[[str], Path]) -> None:
    config = load_site_config(site("options"))
    assert config.line_of("features") == 11
    assert config.line_of("surfaces") == 15
    assert config.line_of("enabled") == 10, "not set: the plugin's own line"


def test_an_option_from_another_file_has_no_line_in_this_one(site: Callable[[str], Path]) -> None:
    config = load_site_config(site("inherit"))
    assert config.line_of("exclude") == 9
    assert config.line_of("features") == 0
    assert Path(config.options_place.path).name == "mkdocs.yml"


@pytest.mark.parametrize(
    "value",
    [
        "!!python/name:own.slugs.slug",
        "!!python/object/apply:own.slugs.slug {kwds: {a: 1}}",
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {normalize: NFX}}",
        "!ENV [FS_TEST_UNSET, 3]",
        "!other x",
    ],
)
def test_a_slug_function_of_ones_own_is_noted(value: str, tmp_path: Path) -> None:
    text = f"markdown_extensions:\n  - toc:\n      slugify: {value}\n      separator: _\n"
    config = load_site_config(written(tmp_path, text))
    (note,) = config.notes
    assert note.startswith(f"{tmp_path / 'mkdocs.yml'}:3: ")
    assert note.endswith(" is not run here; ids are made as by default")
    assert config.dialect == Dialect(slugify, "_", superfences=False, attr_list=False)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("uslugify", {"case": "lower"}),
        ("uslugify_encoded", {"case": "lower", "percent_encode": True}),
        ("uslugify_cased", {}),
        ("uslugify_cased_encoded", {"percent_encode": True}),
        ("gfm", {"case": "lower-ascii"}),
        ("gfm_encoded", {"case": "lower-ascii", "percent_encode": True}),
    ],
)
def test_old_names_are_what_they_were(name: str, options: dict[str, object]) -> None:
    ours = slugify_named(f"pymdownx.slugs.{name}")
    assert ours is not None
    theirs = pymdownx_slugs.slugify(**options)
    for heading in HEADINGS:
        assert ours(heading, "-") == theirs(heading, "-")


@pytest.mark.parametrize("case", ["none", "lower", "lower-ascii", "fold", "UPPER"])
@pytest.mark.parametrize("percent_encode", [False, True])
@pytest.mark.parametrize("normalize", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("separator", ["-", "_", "", "%"])
def test_slugs_are_those_of_pymdownx(
    case: str, percent_encode: bool, normalize: str, separator: str
) -> None:
    options = {"case": case, "percent_encode": percent_encode, "normalize": normalize}
    ours = slugify_named("pymdownx.slugs.slugify", options)
    assert ours is not None
    theirs = pymdownx_slugs.slugify(**options)
    for heading in HEADINGS:
        assert ours(heading, separator) == theirs(heading, separator)


def test_pymdownx_slugify_by_name_keeps_the_case(tmp_path: Path) -> None:
    text = "markdown_extensions: {toc: {slugify: !!python/name:pymdownx.slugs.slugify }}"
    assert load_site_config(written(tmp_path, text)).dialect.slugify == PymdownxSlugify()


def test_without_the_c_library_the_same_is_read(site: Callable[[str], Path]) -> None:
    path = site("tags")
    code = (
        "import sys, yaml; del yaml.CSafeLoader\n"
        "from pathlib import Path\n"
        "from mkdocs_featurespec.site import safe_yaml, config as site_config\n"
        "assert safe_yaml.SafeLoader is yaml.SafeLoader\n"
        "config = site_config.load_site_config(Path(sys.argv[1]))\n"
        "sys.stdout.write(repr((config, config.line_of('template'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    config = load_site_config(path)
    expected = repr((config, config.line_of("template")))
    address = re.compile("0x[0-9a-f]+")
    assert address.sub("", done.stdout) == address.sub("", expected)


def test_a_tag_is_shown_as_it_was_written() -> None:
    assert str(Tagged("!relative", "$config_dir")) == "!relative"


def test_mkdocs_itself_is_not_asked() -> None:
    code = (
        "import sys, mkdocs_featurespec.site.config, mkdocs_featurespec.site.files;"
        "sys.exit(bool({'mkdocs', 'markdown', 'pymdownx'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_cases_are_read_at_all() -> None:
    assert len(SITES) > 10
    assert len(ERRORS) > 20
