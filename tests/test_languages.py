"""The languages of a site, as the options of mkdocs-static-i18n say."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_featurespec.site.config_yaml import read_site_yaml
from mkdocs_featurespec.site.languages import Languages, read_languages
from mkdocs_featurespec.site.load import load_site

from .conftest import SiteFolder

BOTH = frozenset({"en", "fr", "de"})
SUFFIX = Languages(("en", "fr"), BOTH)
FOLDER = Languages(("en", "fr"), BOTH, by_folder=True)
PAGE = (
    "---\ntitle: {title}\nstatus: draft\nowner: me\n---\n# {title}\n\n## API\n\n- `GET /{path}`\n"
)


@pytest.mark.parametrize(
    ("languages", "src_uri", "parts"),
    [
        (Languages(), "fr/features/a.fr.md", ("", "fr/features/a.fr.md")),
        (SUFFIX, "features/a.md", ("en", "features/a.md")),
        (SUFFIX, "features/a.en.md", ("en", "features/a.md")),
        (SUFFIX, "features/a.fr.md", ("fr", "features/a.md")),
        (SUFFIX, "features/a.v2.md", ("en", "features/a.v2.md")),
        (SUFFIX, "features/a.pt-BR.md", ("pt-BR", "features/a.md")),
        (SUFFIX, "fr/a.md", ("en", "fr/a.md")),
        (FOLDER, "features/a.md", ("en", "features/a.md")),
        (FOLDER, "fr/features/a.md", ("fr", "features/a.md")),
        (FOLDER, "fr.md", ("en", "fr.md")),
        (FOLDER, "fr/features/a.fr.md", ("fr", "features/a.fr.md")),
    ],
)
def test_a_path_names_its_language(
    languages: Languages, src_uri: str, parts: tuple[str, str]
) -> None:
    assert languages.split(src_uri) == parts


def test_an_edition_has_what_is_translated_and_what_stands_in_for_the_rest() -> None:
    pages = ["a.md", "a.fr.md", "b.md", "c.fr.md", "d.de.md", "e.pt.md"]
    assert SUFFIX.edition("en", pages) == {"a.md": "a.md", "b.md": "b.md"}
    french = {"a.md": "a.fr.md", "c.md": "c.fr.md"}
    assert SUFFIX.edition("fr", pages) == {"b.md": "b.md", **french}
    strict = Languages(("en", "fr"), BOTH, falls_back=False)
    assert strict.edition("fr", pages) == french


@pytest.mark.parametrize(
    ("options", "languages"),
    [
        ("{languages: [{locale: fr}, {locale: en, default: true}]}", ("en", "fr")),
        (
            "{languages: [{locale: en, default: true}, {locale: fr, build: false}], "
            "docs_structure: folder, fallback_to_default: false}",
            ("en",),
        ),
        (
            "{languages: [{locale: en, default: true}, {locale: fr}], build_only_locale: fr}",
            ("fr",),
        ),
        ("{languages: [{locale: en}]}", ()),
        ("{languages: en}", ()),
        ("x", ()),
    ],
)
def test_the_options_say_which_are_built(
    tmp_path: Path, options: str, languages: tuple[str, ...]
) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"plugins:\n  - search\n  - i18n: {options}\n", "utf-8")
    read = read_languages(read_site_yaml(config))
    assert read.built == languages
    assert read.by_folder is ("folder" in options)
    assert read.falls_back is ("fallback" not in options)


@pytest.fixture
def two_languages(site: SiteFolder) -> SiteFolder:
    languages = "[{locale: en, default: true}, {locale: fr}]"
    site.write("template.md", "# {{ title }}\n\n## API\n")
    site.write(
        "mkdocs.yml",
        f"site_name: Site\nplugins:\n  - i18n: {{languages: {languages}}}\n"
        "  - featurespec: {template: template.md}\n",
    )
    site.write("docs/features/a.md", PAGE.format(title="A", path="a"))
    site.write("docs/features/a.fr.md", PAGE.format(title="A", path="a"))
    site.write("docs/features/b.md", PAGE.format(title="B", path="b"))
    return site


def test_pages_of_two_languages_are_not_two_features(two_languages: SiteFolder) -> None:
    read = load_site(two_languages.folder / "mkdocs.yml")
    assert read.diagnostics == ()
    assert list(read.pages) == ["features/a.md", "features/b.md"]
    assert [page.path for page in read.translated] == ["docs/features/a.fr.md"]


def test_what_is_found_across_the_pages_of_a_language_is_told_on_its_pages(
    two_languages: SiteFolder,
) -> None:
    two_languages.write("docs/features/a.fr.md", PAGE.format(title="A", path="b"))
    read = load_site(two_languages.folder / "mkdocs.yml")
    assert [(each.path, each.code) for each in read.diagnostics] == [
        ("docs/features/a.fr.md", "FS401")
    ]


def test_a_baseline_is_of_all_languages(two_languages: SiteFolder) -> None:
    for name in ("a.fr.md", "b.md"):
        page = two_languages.docs / "features" / name
        page.write_text(page.read_text("utf-8").replace("draft", "drafted"), "utf-8")
    assert two_languages.run("featurespec", "check", "--update-baseline").returncode == 0
    read = load_site(two_languages.folder / "mkdocs.yml")
    assert (read.diagnostics, len(read.silenced), read.fixed) == ((), 2, ())
    two_languages.write("docs/features/a.fr.md", PAGE.format(title="A", path="a"))
    read = load_site(two_languages.folder / "mkdocs.yml")
    assert [known.path for known in read.fixed] == ["docs/features/a.fr.md"]


def test_a_page_is_started_in_any_language(two_languages: SiteFolder) -> None:
    done = two_languages.run("featurespec", "new", "C", "--path", "docs/features/c.fr.md")
    assert done.returncode == 0, done.stderr
    assert (two_languages.docs / "features/c.fr.md").is_file()
