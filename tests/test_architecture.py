"""The floors of the house: each module imports only what stands below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mkdocs_featurespec"
NAME = PACKAGE.name

FLOORS = (
    ("diagnostics",),
    ("model",),
    (
        "addresses",
        "collecting",
        "data_files",
        "escape",
        "fingerprints",
        "kept",
        "options",
        "runs",
    ),
    ("baseline",),
    ("kinds_of_tests", "settings", "permissions", "reader", "sources"),
    ("catalog",),
    ("impact",),
    ("completeness", "template", "schema", "render"),
    ("adopt", "rules"),
    ("create", "fix", "report", "workspace"),
    ("site",),
    ("api", "host"),
    ("plugin", "cli"),
)
"""From the ground up; a name is a module or a folder, and rooms of one floor may be neighbours."""

HOSTS = {"mkdocs", "properdocs", "zensical", "material", "markdown", "pymdownx"}
ADAPTERS = {"host", "plugin"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """Return the module's or folder's name at the top of the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Give every module that a file imports, anywhere in it, in absolute form."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(name: str) -> int:
    return next(i for i, names in enumerate(FLOORS) if name in names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_only_what_stands_below(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        return
    for name in imports(path):
        if name.startswith(f"{NAME}."):
            other = name.split(".")[1]
            if other != own and not other.startswith("__"):
                assert floor(other) <= floor(own), f"{own} imports {other}, which stands above it"


def test_no_module_is_without_a_floor() -> None:
    rooms = {room(path) for path in modules()} - {"__init__"}
    assert rooms <= {name for names in FLOORS for name in names}


def test_there_are_no_circles() -> None:
    graph: dict[str, set[str]] = {}
    for path in modules():
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        known = set(graph_targets(path))
        graph[name] = known - {name}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name in done:
            return
        for target in graph.get(name, ()):
            visit(target, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


def graph_targets(path: Path) -> Iterator[str]:
    for name in imports(path):
        if name.startswith(NAME):
            module = PACKAGE.parent.joinpath(*name.split("."))
            if module.with_suffix(".py").is_file() or (module / "__init__.py").is_file():
                yield name
            else:
                yield name.rpartition(".")[0]


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_plugin_knows_its_host(path: Path) -> None:
    if room(path) in ADAPTERS:
        return
    found = {name.split(".")[0] for name in imports(path)} & HOSTS
    assert not found


def test_modules_stay_small() -> None:
    large = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in modules()
        if (lines := path.read_text("utf-8").count("\n")) > 400
    }
    assert not large


def test_the_public_names_are_the_documented_ones() -> None:
    assert sorted(import_module(NAME).__all__) == [
        "__version__",
        "build_catalog",
        "check_site",
        "read_page",
    ]
