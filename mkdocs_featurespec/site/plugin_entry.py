"""This plugin as it stands in a site's configuration, written as people write YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import yaml

PLUGIN = "featurespec"

Options = Mapping[str, str | Sequence[str] | Mapping[str, str]]
"""Options of the plugin: texts, and lists or mappings of texts."""


def new_config(site_name: str, docs_dir: str, options: Options) -> str:
    """Return the text of a configuration for a site that has none yet.

    Args:
        site_name: The site's name.
        docs_dir: The folder of the pages, relative to that of the configuration.
        options: Of this plugin.
    """
    lines = [f"site_name: {on_one_line(site_name)}"]
    if docs_dir != "docs":
        lines.append(f"docs_dir: {on_one_line(docs_dir)}")
    lines += ["", "plugins:", "  - search", *item_lines(options, 2, 4)]
    return "\n".join(lines) + "\n"


def item_lines(options: Options, indent: int, step: int) -> list[str]:
    """Return the lines of the plugin in a list.

    Args:
        options: Of the plugin.
        indent: Where the dash stands.
        step: How far its options stand right of that.
    """
    if not options:
        return [f"{' ' * indent}- {PLUGIN}"]
    return [f"{' ' * indent}- {PLUGIN}:", *_option_lines(options, indent + step)]


def entry_lines(options: Options, indent: int, step: int) -> list[str]:
    """Return the lines of the plugin in a mapping; the arguments are those of `item_lines`."""
    if not options:
        return [f"{' ' * indent}{PLUGIN}: {{}}"]
    return [f"{' ' * indent}{PLUGIN}:", *_option_lines(options, indent + step)]


def in_brackets(options: Options, *, in_list: bool) -> str:
    """Return the plugin as it stands in brackets, or in braces where it is in no list."""
    return f"{PLUGIN}: {on_one_line(as_data(options))}" if options or not in_list else PLUGIN


def as_toml(options: Options) -> str:
    """Return the plugin as a table of `zensical.toml`, told on one line."""
    lines = [f"{name} = {_in_toml(value)}" for name, value in as_data(options).items()]
    table = f"[project.plugins.{PLUGIN}]"
    return f"{table} with {'; '.join(lines)}" if lines else table


def as_data(options: Options) -> dict[str, object]:
    """Return options as YAML reads them."""
    return {name: _plain(value) for name, value in options.items()}


def on_one_line(value: object) -> str:
    """Return a value as YAML on one line."""
    text: str = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return text.removesuffix("\n").removesuffix("\n...")


def _option_lines(options: Options, indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for name, value in options.items():
        if isinstance(value, str):
            lines.append(f"{pad}{name}: {on_one_line(value)}")
            continue
        lines.append(f"{pad}{name}:")
        if isinstance(value, Mapping):
            lines += [f"{pad}  {key}: {on_one_line(item)}" for key, item in value.items()]
        else:
            lines += [f"{pad}  - {on_one_line(item)}" for item in value]
    return lines


def _in_toml(value: object) -> str:
    """Return a value as TOML; texts are written there as in JSON."""
    if isinstance(value, dict):
        items = (f"{_in_toml(key)} = {_in_toml(item)}" for key, item in value.items())
        return f"{{ {', '.join(items)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_in_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _plain(value: str | Sequence[str] | Mapping[str, str]) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return value if isinstance(value, str) else list(value)
