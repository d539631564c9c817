"""Options: what each may be, what a wrong one says, and which pages are feature pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.sources import ChosenSource
from mkdocs_featurespec.settings import Settings, Surface, feature_matcher, parse_settings


def test_no_options_are_the_defaults() -> None:
    assert parse_settings({}) == Settings()
    assert Settings().features == ("features/**/*.md",)
    assert Settings().catalog_dir == "catalog"
    assert Settings().enabled is True
    assert Settings().surfaces == (
        Surface("Web", "coach web", "Desktop behavior and states."),
        Surface("Coach Mobile", "coach mobile", "Coach mobile behavior and parity notes."),
        Surface(
            "Client Mobile", "client mobile", "Client behavior, offline cache, and sync notes."
        ),
    )


def test_null_is_not_set() -> None:
    assert parse_settings(dict.fromkeys(["features", "exclude", "template", "enabled"])) == (
        Settings()
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"features": "specs/*.md"}, Settings(features=("specs/*.md",))),
        ({"features": ["a/*.md", "!a/x.md"]}, Settings(features=("a/*.md", "!a/x.md"))),
        ({"features": "a/*.md\n\n  b/*.md\n"}, Settings(features=("a/*.md", "b/*.md"))),
        ({"features": "./a/*.md"}, Settings(features=("a/*.md",))),
        ({"features": ["a/", "!./b"]}, Settings(features=("a/", "!b"))),
        ({"features": r"a/\[x\].md"}, Settings(features=(r"a/\[x\].md",))),
        ({"exclude": "drafts/"}, Settings(exclude=("drafts/",))),
        ({"exclude": []}, Settings()),
        ({"exclude": ""}, Settings()),
        ({"template": "tpl/feature.md"}, Settings(template="tpl/feature.md")),
        ({"template": "../shared/feature.md"}, Settings(template="../shared/feature.md")),
        ({"schema": " schema.yml "}, Settings(schema="schema.yml")),
        ({"catalog_dir": "reference/catalog/"}, Settings(catalog_dir="reference/catalog")),
        ({"catalog_dir": "./catalog"}, Settings(catalog_dir="catalog")),
        ({"enabled": False}, Settings(enabled=False)),
        ({"panel": False, "write_skeleton": True}, Settings(panel=False, write_skeleton=True)),
        ({"editor": " x+y://{path} "}, Settings(editor="x+y://{path}")),
        ({"editor": "x:{relative}:{line}"}, Settings(editor="x:{relative}:{line}")),
        ({"surfaces": []}, Settings(surfaces=())),
        (
            {
                "surfaces": [
                    "Web",
                    {"name": "Back Office", "flow": "the office", "prompt": "Say it."},
                ]
            },
            Settings(
                surfaces=(
                    Surface("Web", "web", "Web behavior and states."),
                    Surface("Back Office", "the office", "Say it."),
                )
            ),
        ),
        (
            {"surfaces": [{"name": "Kiosk", "flow": None}]},
            Settings(surfaces=(Surface("Kiosk", "kiosk", "Kiosk behavior and states."),)),
        ),
        ({"sources": []}, Settings()),
        (
            {"sources": [{"openapi": "a.yaml"}, {"sql": ["a.sql", "b.sql"], "name": "DB"}]},
            Settings(
                sources=(
                    ChosenSource("openapi", ("a.yaml",), "a.yaml"),
                    ChosenSource("sql", ("a.sql", "b.sql"), "DB"),
                )
            ),
        ),
        (
            {
                "sources": [
                    {
                        "openapi": "a.yaml",
                        "features": "billing/",
                        "owners": ["team-a"],
                        "only": "/api/*",
                        "ignore": ["/api/x"],
                        "add_prefix": "/api/",
                        "strip_prefix": "/",
                    }
                ]
            },
            Settings(
                sources=(
                    ChosenSource(
                        "openapi",
                        ("a.yaml",),
                        "a.yaml",
                        features=("billing/",),
                        owners=("team-a",),
                        only=("/api/*",),
                        ignore=("/api/x",),
                        add_prefix="/api",
                    ),
                )
            ),
        ),
    ],
)
def test_options_are_read(options: Mapping[str, object], expected: Settings) -> None:
    assert parse_settings(options) == expected


WRONG: list[tuple[dict[str, object], str]] = [
    ({"feature": "x"}, "featurespec has no option 'feature'; did you mean 'features'?"),
    (
        {"zzz": 1},
        "featurespec has no option 'zzz'; there are features, exclude, template, schema, surfaces, "
        "catalog_dir, enabled",
    ),
    ({"features": []}, "option 'features': names no page: it needs a pattern such as "),
    ({"features": ""}, "option 'features': names no page"),
    ({"features": ["!a.md"]}, "option 'features': names no page"),
    ({"features": 3}, "'features': expected a pattern or a list of patterns, found the number 3"),
    ({"features": {"a": 1}}, "expected a pattern or a list of patterns, found a mapping"),
    ({"features": [["a"]]}, "'features': expected a pattern, found a list"),
    ({"features": ["a", None]}, "'features': expected a pattern, found nothing"),
    ({"features": ["a", " "]}, "'features': expected a pattern, found an empty text"),
    ({"features": ["#a.md"]}, "'#a.md' is a comment, as in .gitignore; write '\\#a.md'"),
    ({"features": ["a", "!"]}, "'!' is not a pattern as in .gitignore"),
    (
        {"features": "/a/*.md"},
        "'/a/*.md' is absolute; leave out the '/' to be relative to docs_dir",
    ),
    ({"features": "!/a/*.md"}, "'/a/*.md' is absolute"),
    ({"features": "../a/*.md"}, "'../a/*.md' leads out of docs_dir"),
    ({"features": "a/../../*.md"}, "leads out of docs_dir"),
    ({"features": r"a\b\*.md"}, r"'a\b\*.md' must be relative to docs_dir and written with '/'"),
    ({"features": "C:/docs/*.md"}, "'C:/docs/*.md' must be relative to docs_dir"),
    ({"exclude": True}, "'exclude': expected a pattern or a list of patterns, found true"),
    ({"exclude": ["../x"]}, "'exclude': '../x' leads out of docs_dir"),
    ({"template": ["a"]}, "'template': expected the path of a file, found a list"),
    ({"template": ""}, "'template': expected the path of a file, found an empty text"),
    ({"template": "a\nb"}, "'template': expected the path of a file, found more than one line"),
    ({"template": "a\0b"}, "the path of a file, found a control character in 'a\\x00b'"),
    ({"features": "a\tb"}, "'features': expected a pattern, found a control character in 'a\\tb'"),
    ({"schema": 1.5}, "'schema': expected the path of a file, found the number 1.5"),
    ({"catalog_dir": "/catalog"}, "'catalog_dir': '/catalog' is absolute"),
    ({"catalog_dir": "../catalog"}, "'catalog_dir': '../catalog' leads out of docs_dir"),
    ({"catalog_dir": "a/../.."}, "leads out of docs_dir"),
    ({"catalog_dir": "."}, "'catalog_dir': must be a folder below docs_dir, not docs_dir itself"),
    ({"catalog_dir": "./"}, "must be a folder below docs_dir"),
    ({"catalog_dir": ["a"]}, "'catalog_dir': expected a folder relative to docs_dir, found a list"),
    ({"enabled": "yes please"}, "'enabled': expected true or false, found 'yes please'"),
    ({"enabled": 1}, "'enabled': expected true or false, found the number 1"),
    ({"editor": "JavaScript:{path}"}, "'editor': expected an address such as 'vscode://file/"),
    ({"editor": "/usr/bin/{path}"}, "'editor': expected an address such as 'vscode://file/"),
    ({"editor": "x://{path}:{}"}, "'editor': there is no '{}'; there are path, relative, line"),
    ({"surfaces": "Web"}, "'surfaces': expected a list of names or mappings, found 'Web'"),
    ({"surfaces": {"Web": "x"}}, "expected a list of names or mappings, found a mapping"),
    ({"surfaces": ["Web", "web"]}, "'surfaces': 'web' is listed twice"),
    ({"surfaces": [3]}, "'surfaces': expected the name of a surface, found the number 3"),
    ({"surfaces": [{}]}, "expected the name of a surface, found nothing"),
    ({"surfaces": ["A\nB"]}, "expected the name of a surface, found more than one line"),
    ({"surfaces": [{"name": "A", "promt": "x"}]}, "no 'promt'; did you mean 'prompt'?"),
    (
        {"surfaces": [{"name": "A", "flow": 1}]},
        "expected the flow of 'A', found the number 1",
    ),
    ({"sources": 3}, "expected a list of sources, found the number 3"),
    ({"sources": ["a.yaml"]}, "a source is a mapping such as"),
    ({"sources": [{"sqll": "a"}]}, "a source has no 'sqll'; did you mean 'sql'?"),
    ({"sources": [{"sql": "a", "openapi": "b"}]}, "this has 'openapi' and 'sql'"),
    ({"sources": [{"name": "a"}]}, "this has none of them"),
    ({"sources": [{"sql": "a", "strip_prefix": "/b"}]}, "goes with openapi, not with sql"),
    ({"sources": [{"events": []}]}, "'events' names no file"),
    ({"sources": [{"events": 1}]}, "a glob under 'events', found the number 1"),
    ({"sources": [{"openapi": "a", "add_prefix": "b"}]}, "begin with '/', as '/b' does"),
    ({"surfaces": [{"name": "A", "prompt": ""}]}, "expected the prompt of 'A', found an empty"),
]


@pytest.mark.parametrize(("options", "message"), WRONG, ids=[str(options) for options, _ in WRONG])
def test_a_wrong_option_is_an_error_with_its_place(
    options: Mapping[str, object], message: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_settings(options, path="mkdocs.yml", line_of=lambda option: len(option))
    text = str(caught.value)
    assert message in text
    assert text.startswith(f"mkdocs.yml:{len(next(iter(options)))}: featurespec ")
    assert "\n" not in text


def test_an_error_without_a_place_has_none() -> None:
    with pytest.raises(ConfigurationError, match=r"^featurespec option 'enabled': "):
        parse_settings({"enabled": 3})


@pytest.mark.parametrize(
    ("settings", "pages", "others"),
    [
        pytest.param(
            Settings(),
            ["features/a.md", "features/x/y.md", "features/x/y/z.md", "features/ä b.md"],
            [
                "index.md",
                "a.md",
                "x/features/a.md",
                "featuresque/a.md",
                "features.md",
                "features/a.txt",
                "features/a.markdown",
                "features/index.md",
                "features/x/index.md",
                "features/README.md",
                "features/_draft.md",
                "features/x/_TEMPLATE.md",
            ],
            id="defaults",
        ),
        pytest.param(
            Settings(features=("foo",)),
            ["foo/a.md", "foo/x/b.mkd", "x/foo/c.markdown"],
            ["foobar/a.md", "foo.md", "a/foobar.md", "foo/a.html"],
            id="a folder's name is no prefix",
        ),
        pytest.param(
            Settings(features=("specs/*.md",)),
            ["specs/a.md", "specs/readme.md"],
            ["specs/x/a.md", "x/specs/a.md"],
            id="a star stops at a slash",
        ),
        pytest.param(
            Settings(features=("**/*.md",), exclude=("drafts/", "*.draft.md", "!keep.draft.md")),
            ["a.md", "x/a.md", "x/keep.draft.md"],
            ["drafts/a.md", "x/drafts/a.md", "x/a.draft.md", "catalog/tables.md"],
            id="exclude",
        ),
        pytest.param(
            Settings(features=("f/**", "!f/old/**", "f/old/kept.md")),
            ["f/a.md", "f/old/kept.md"],
            ["f/old/a.md"],
            id="negation",
        ),
        pytest.param(
            Settings(features=("f/**", "f/index.md", "f/x/_special.md")),
            ["f/index.md", "f/x/_special.md", "f/a.md"],
            ["f/x/index.md", "f/_special.md", "f/README.md", "f/y/_special.md"],
            id="named index pages",
        ),
        pytest.param(
            Settings(features=("_work/", "f/*ndex.md", "f/_*.md")),
            ["_work/a.md"],
            ["_work/index.md", "_work/_work", "f/index.md", "f/_a.md"],
            id="a wildcard or a folder names no page",
        ),
        pytest.param(
            Settings(features=("_a.md",), exclude=("x/",)),
            ["_a.md", "y/_a.md"],
            ["x/_a.md", "_b.md"],
            id="exclude beats a name",
        ),
        pytest.param(
            Settings(features=("**",), catalog_dir="ref/catalog"),
            ["ref/a.md", "catalog/a.md", "ref/catalogue/a.md"],
            ["ref/catalog/a.md", "ref/catalog/x/a.md"],
            id="catalog",
        ),
        pytest.param(
            Settings(features=("catalog/tables.md", "**")),
            ["a.md", "a.markdown", "a.mdown", "a.mkdn", "a.mkd"],
            ["catalog/tables.md", "a.rst", "a.md.txt", "a.MD", "md"],
            id="suffixes, and the catalog even if named",
        ),
    ],
)
def test_feature_pages_are_matched(settings: Settings, pages: list[str], others: list[str]) -> None:
    is_feature_page = feature_matcher(settings)
    assert [page for page in pages + others if is_feature_page(page)] == pages


def test_the_defaults_need_no_import_of_pathspec() -> None:
    code = (
        "import sys; from mkdocs_featurespec.settings import parse_settings; parse_settings({});"
        "sys.exit('pathspec' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
