"""Reads YAML with the tags that MkDocs knows, but runs nothing that stands in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import yaml

from mkdocs_featurespec.diagnostics import ConfigurationError

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """A value whose tag would make MkDocs build a Python object.

    Attributes:
        tag: As written, such as `!!python/name:a.b`.
        value: What stands after the tag.
    """

    tag: str
    value: object

    def __str__(self) -> str:
        return self.tag


def load_yaml(path: Path) -> tuple[object, yaml.Node | None]:
    """Return what a file holds, and the nodes that it was made of.

    An empty file holds an empty mapping, as for MkDocs.

    Raises:
        ConfigurationError: when the file cannot be read or is not YAML.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "not a file"
        raise ConfigurationError(f"cannot be read: {reason}", path=str(path)) from None
    return parse_yaml(content, path)


def parse_yaml(content: bytes, path: Path) -> tuple[object, yaml.Node | None]:
    """Return what a file's bytes hold, and the nodes that it was made of.

    Raises:
        ConfigurationError: when they are not YAML.
    """
    loader = _Loader(content)
    try:
        node = loader.get_single_node()
        return (loader.construct_document(node) if node else {}), node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        text = ", ".join(part for part in (error.context, error.problem) if part)
        raise _broken(text, path, mark.line + 1 if mark else 0) from None
    except yaml.reader.ReaderError as error:
        raise _broken(error.reason, path, content.count(b"\n", 0, error.position) + 1) from None
    finally:
        loader.dispose()


def _broken(reason: str, path: Path, line: int) -> ConfigurationError:
    text = " ".join(reason.split())
    return ConfigurationError(f"broken YAML: {text}", path=str(path), line=line)


class _Loader(SafeLoader):
    """The safe loader with the tags that MkDocs knows, and a place for every error."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        """Build a value; what the library lets pass, such as a 30th of February, gets a place."""
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError) as error:
            raise yaml.constructor.ConstructorError(
                None, None, f"'{node.value}' is not {_shorthand(node.tag)}", node.start_mark
            ) from error


def _construct_env(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """Return what `!ENV NAME` or `!ENV [NAME, OTHER, default]` means, as `pyyaml_env_tag` does."""
    default: object = None
    if isinstance(node, yaml.SequenceNode):
        names = list(node.value)
        if len(names) > 1:
            default = loader.construct_object(names.pop(), deep=True)
    elif isinstance(node, yaml.ScalarNode):
        names = [node]
    else:
        raise yaml.constructor.ConstructorError(
            None, None, "!ENV needs a name or a list of names", node.start_mark
        )
    for name in names:
        value = os.environ.get(str(loader.construct_scalar(name)))
        if value is not None:
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
            return loader.construct_object(yaml.ScalarNode(tag, value, node.start_mark))
    return default


def _construct_tagged(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """Return a value with a tag that is not known, which is not obeyed."""
    value: object = node.value
    if isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    return Tagged(_shorthand(node.tag), value)


def _shorthand(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


_Loader.add_constructor("!ENV", _construct_env)
_Loader.add_constructor(None, _construct_tagged)
