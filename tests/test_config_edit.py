"""The plugin added to `mkdocs.yml`: what it says then, and that nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.site.config_edit import add_plugin
from mkdocs_featurespec.site.plugin_entry import Options, new_config
from mkdocs_featurespec.site.safe_yaml import Tagged, parse_yaml

PATH = Path("mkdocs.yml")
OPTIONS: Options = {"features": ("specs/**/*.md", "**/x: y/*.md"), "template": "t.md"}
DATA = {"featurespec": {"features": ["specs/**/*.md", "**/x: y/*.md"], "template": "t.md"}}


def plain(value: object) -> object:
    if isinstance(value, Tagged):
        return (value.tag, plain(value.value))
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def read(text: str) -> dict[object, object]:
    data = plain(parse_yaml(text.encode(), PATH)[0])
    assert isinstance(data, dict)
    return data


def assert_only_added(before: str, after: str) -> None:
    """Assert that a text is another one with a piece inserted at one place."""
    start = shared_start(before, after)
    end = shared_start(before[::-1], after[::-1])
    assert start + end >= len(before), (before, after)


def shared_start(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


KEYS = ("site_name: Studio", "use_directory_urls: false", "extra: {a: [1, 2]}", "nav:\n  - a.md")
DEEP = " " * 20
NOTES = st.sampled_from(["", "# a note", "    # indented", "   "])
SCALARS = st.sampled_from(
    ["x", "'x: y'", '"x"', "!ENV [A_NAME, off]", "[a, b]", "{a: b}", "!!python/name:a.b", ""]
    + [f"|\n{DEEP}text\n{DEEP}# no comment", f">-\n{DEEP}more\n", f"# a comment\n{DEEP}text"]
)
NAMES = st.sampled_from(["search", "tags", "'quoted'", "material/blog"])


@st.composite
def plugin_lists(draw: st.DrawFn) -> str:
    """Plugins as a list or a mapping, in lines or in brackets, with and without options."""
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    in_list = draw(st.booleans())
    comment = draw(st.sampled_from(["", "  # why"]))
    if draw(st.booleans()):
        comma = draw(st.sampled_from(["", ",", " "]))
        if in_list:
            return f"plugins: [{', '.join(names)}{comma}]{comment}"
        return f"plugins: {{{', '.join(f'{name}: {{}}' for name in names)}{comma}}}{comment}"
    indent = draw(st.sampled_from(["", "  ", "    "] if in_list else ["  ", "    "]))
    lines = [f"plugins:{comment}"]
    for name in names:
        option = draw(st.none() | SCALARS)
        colon = "" if in_list and option is None else ":"
        lines.append(f"{indent}{'- ' if in_list else ''}{name}{colon}{comment}")
        if option is not None:
            lines.append(f"{indent}      option: {option}")
        lines += draw(st.lists(NOTES, max_size=2))
    return "\n".join(lines)


@st.composite
def configurations(draw: st.DrawFn) -> str:
    above = draw(st.lists(st.sampled_from(KEYS) | NOTES, max_size=3, unique=True))
    below = draw(st.lists(st.sampled_from([k for k in KEYS if k not in above]) | NOTES, max_size=3))
    below = list(dict.fromkeys(below))
    plugins = draw(st.just([]) | st.just(["plugins:"]) | plugin_lists().map(lambda text: [text]))
    text = "\n".join([*above, *plugins, *below])
    # Without a line end a block of text would be another text, once something follows.
    text += draw(st.sampled_from(["\n", "\n\n"] if DEEP in text else ["", "\n", "\n\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(configurations(), st.sampled_from([OPTIONS, {}]))
def test_a_configuration_says_what_it_said_and_the_plugin(text: str, options: Options) -> None:
    before = read(text)
    edited = add_plugin(text, PATH, options)
    assert_only_added(text, edited)
    assert "\r\n" not in text or "\n" not in edited.replace("\r\n", "")
    after = read(edited)
    plugins = before.pop("plugins", None)
    added = after.pop("plugins")
    assert after == before
    entry = {"featurespec": DATA["featurespec"] if options else {}}
    if isinstance(plugins, dict):
        assert added == {**plugins, **entry}
    else:
        listed = plugins if isinstance(plugins, list) else ["search"]
        assert added == [*listed, entry if options else "featurespec"]


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        ("", "plugins:\n  - search\n  - featurespec\n"),
        ("a: 1", "a: 1\n\nplugins:\n  - search\n  - featurespec\n"),
        ("---\na: 1\n...\n", "---\na: 1\n\nplugins:\n  - search\n  - featurespec\n...\n"),
        ("  a: 1\n", "  a: 1\n\n  plugins:\n    - search\n    - featurespec\n"),
        ("plugins: []\n", "plugins: [featurespec]\n"),
        ("plugins: {}\n", "plugins: {featurespec: {}}\n"),
        ("plugins: [\n  a,  # why\n]\n", "plugins: [\n  a, featurespec,  # why\n]\n"),
        ("plugins:\n- a\n# b\n\nc: 1\n", "plugins:\n- a\n- featurespec\n# b\n\nc: 1\n"),
        ("plugins:\n  a: {}\n", "plugins:\n  a: {}\n  featurespec: {}\n"),
        ("a: &a x\nplugins: [*a]\n", "a: &a x\nplugins: [*a, featurespec]\n"),
        ("a: &a {}\nplugins:\n  b: *a\nc: 1\n",
         "a: &a {}\nplugins:\n  b: *a\n  featurespec: {}\nc: 1\n"),
        ("a: &a x\nplugins:\n  - b\n  - *a\nc: 1\n",
         "a: &a x\nplugins:\n  - b\n  - *a\n  - featurespec\nc: 1\n"),
        ("plugins: [a]\nplugins: [b]\n", "plugins: [a]\nplugins: [b, featurespec]\n"),
        ("plugins:\n  - a:\n      b: |+\n        c\n\n",
         "plugins:\n  - a:\n      b: |+\n        c\n\n  - featurespec\n"),
    ],
)  # fmt: skip
def test_layouts(text: str, edited: str) -> None:
    assert add_plugin(text, PATH, {}) == edited


def test_options_stand_as_those_of_other_plugins_do() -> None:
    text = "plugins:\n- tags:\n      a: 1\n- b: &b\n    c: 1\n- d: *b\n"
    added = "- featurespec:\n      template: t.md\n"
    assert add_plugin(text, PATH, {"template": "t.md"}) == text + added
    mapping = "plugins:\n   tags:\n        a: 1\n"
    added = "   featurespec:\n        template: t.md\n"
    assert add_plugin(mapping, PATH, {"template": "t.md"}) == mapping + added


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("{a: 1}\n", "it is not written as one key a line", 1),
        ("- a\n", "it is not written as one key a line", 1),
        ("a: &a [x]\nplugins: *a\n", "plugins is an alias of something above", 2),
        ("plugins: !ENV A_NAME\n", "plugins is no list", 1),
        ("plugins: 3\n", "plugins is no list", 1),
        ("plugins: !mine [a]\n", "its layout is unusual", 0),
        ("plugins: &a\n  - x\nb: *a\n", "its layout is unusual", 0),
        ("a: &a {plugins: [x]}\n<<: *a\nb: 1\n", "its layout is unusual", 0),
        ("a: &a x\nplugins: [*a,]\n", "its layout is unusual", 0),
        ("plugins:\n  - a: >\n      b\n      # c", "its layout is unusual", 0),
    ],
)
def test_what_cannot_be_edited_is_refused(text: str, reason: str, line: int) -> None:
    with pytest.raises(ConfigurationError) as caught:
        add_plugin(text, PATH, {"template": "t.md"})
    assert caught.value.line == line
    assert caught.value.message == (
        f"the plugin cannot be added here, since {reason}; "
        "add it yourself: featurespec: {template: t.md}"
    )


def test_plugins_that_are_inherited_stay() -> None:
    with pytest.raises(ConfigurationError, match="inherits its plugins as a list"):
        add_plugin("INHERIT: a.yml\n", PATH, {}, inherited=["search"])
    edited = add_plugin("INHERIT: a.yml\n", PATH, {}, inherited={"search": {}})
    assert edited == "INHERIT: a.yml\n\nplugins:\n  featurespec: {}\n"
    edited = add_plugin("INHERIT: a.yml\nplugins: [b]\n", PATH, {}, inherited=["search"])
    assert edited == "INHERIT: a.yml\nplugins: [b, featurespec]\n"


def test_a_new_configuration() -> None:
    text = new_config("A: b", "documentation", OPTIONS)
    assert read(text) == {
        "site_name": "A: b",
        "docs_dir": "documentation",
        "plugins": ["search", DATA],
    }
    assert "docs_dir" not in new_config("A", "docs", {})
