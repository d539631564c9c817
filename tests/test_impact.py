"""Which feature depends on which, and why; and what a change reaches by way of others.

A golden case is a folder under `tests/cases/impact/`: feature pages, and the dependencies between
them with their reasons, each with the lines of both pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.api import read_page
from mkdocs_featurespec.catalog import Catalog, Feature, build_catalog
from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.impact.given import COMMON
from mkdocs_featurespec.impact.graph import ImpactGraph, impact_graph, shown
from mkdocs_featurespec.impact.neighbours import neighbours
from mkdocs_featurespec.impact.reach import dependencies_of, dependents_of
from mkdocs_featurespec.impact.reasons import Edge, Reason, ReasonKind
from mkdocs_featurespec.impact.sides import sides_of
from mkdocs_featurespec.impact.words import group_reasons, label_of, sentence
from mkdocs_featurespec.model import Direction, Entity, EntityKind, FrontMatter, Page

from .golden import compare

CASES = Path(__file__).parent / "cases" / "impact"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_the_dependencies_of_a_case(case: Path) -> None:
    pages = {
        f"features/{path.name}": read_page(path.read_text("utf-8"), path=f"docs/{path.name}")
        for path in sorted((case / "pages").iterdir())
    }
    graph = impact_graph(build_catalog(pages.items()), pages)
    compare(list(edges_as_lines(graph.edges)), case / "expected.txt")


def edges_as_lines(edges: tuple[Edge, ...]) -> Iterator[str]:
    for edge in edges:
        yield f"{edge.feature.title} depends on {edge.other.title}"
        for reason in edge.reasons:
            label = label_of(reason.entry) if reason.entry else "-"
            yield f"  {reason.kind.value} {label} {reason.here.line}:{reason.there.line}"


# What pages say, as values.


def page(name: str, *entities: Entity, depends_on: tuple[str, ...] = ()) -> tuple[str, Page]:
    matter = FrontMatter({"depends_on": list(depends_on)} if depends_on else {})
    path = f"features/{name}.md"
    return path, Page(f"docs/{path}", name, matter, entities=entities)


def entity(
    kind: EntityKind,
    name: str,
    owned: bool | None = None,
    owner: str = "",
    direction: Direction | None = None,
) -> Entity:
    method = "GET" if kind is EntityKind.ENDPOINT else ""
    span = Span(9, 1, 9, 2)
    return Entity(kind, name, span, method, owned=owned, owner=owner, direction=direction)


def table(name: str, owned: bool | None = None, owner: str = "") -> Entity:
    return entity(EntityKind.TABLE, name, owned, owner)


def endpoint(name: str, owned: bool | None = None, owner: str = "") -> Entity:
    return entity(EntityKind.ENDPOINT, name, owned, owner)


def graph_of(*pages: tuple[str, Page]) -> ImpactGraph:
    return impact_graph(build_catalog(pages), dict(pages))


def told(graph: ImpactGraph) -> list[str]:
    """Return edges as `a -> b: reasons`."""
    return [
        f"{edge.feature.title} -> {edge.other.title}: "
        + " ".join(f"{r.kind.value} {r.entry.name if r.entry else '-'}" for r in edge.reasons)
        for edge in graph.edges
    ]


def test_who_uses_a_table_depends_on_who_owns_it() -> None:
    graph = graph_of(
        page("owner", table("t", True)),
        page("silent", table("t")),
        page("user", table("t", False, "owner")),
    )
    assert told(graph) == ["silent -> owner: table t", "user -> owner: table t"]


def test_an_owner_need_not_name_its_table() -> None:
    graph = graph_of(page("owner"), page("user", table("t", False, "owner")))
    assert told(graph) == ["user -> owner: table t"]
    (edge,) = graph.edges
    assert (edge.reasons[0].here.line, edge.reasons[0].there.line) == (9, 0)
    assert edge.reasons[0].there.anchor is None


def test_two_owners_depend_on_each_other() -> None:
    graph = graph_of(
        page("a", table("t", True)), page("b", table("t", True)), page("c", table("t"))
    )
    assert told(graph) == [
        "a -> b: shared t",
        "b -> a: shared t",
        "c -> a: table t",
        "c -> b: table t",
    ]


def test_a_table_that_belongs_to_nobody_here_is_shared() -> None:
    graph = graph_of(
        page("a", table("t", False, "the platform")), page("b", table("t", False, "the platform"))
    )
    assert told(graph) == ["a -> b: shared t", "b -> a: shared t"]


def test_who_documents_an_endpoint_serves_it() -> None:
    graph = graph_of(page("server", endpoint("/t")), page("caller", endpoint("/t", False)))
    assert told(graph) == ["caller -> server: endpoint /t"]
    both = graph_of(page("a", endpoint("/t", False)), page("b", endpoint("/t", False)))
    assert told(both) == ["a -> b: shared /t", "b -> a: shared /t"]


def test_what_very_many_share_connects_no_two_of_them() -> None:
    many = [page(f"f{i:02}", table("t"), table(f"own_{i}")) for i in range(COMMON + 1)]
    graph = graph_of(*many)
    assert not graph.edges
    found = neighbours(graph, graph.features[0])
    assert [entry.name for entry in found.common] == ["t"]
    owned = graph_of(page("owner", table("t", True)), *many)
    assert len(owned.edges) == len(many)
    assert not owned.common


def test_the_strongest_reason_comes_first() -> None:
    placed = entity(EntityKind.EVENT, "order.placed", direction=Direction.PUBLISHED)
    heard = entity(EntityKind.EVENT, "order.placed", direction=Direction.CONSUMED)
    graph = graph_of(
        page("b", table("s"), endpoint("/t", True), placed, table("t", True)),
        page("a", table("s"), endpoint("/t", False), heard, table("t"), depends_on=("b",)),
        page("c", table("t")),
    )
    assert told(graph) == [
        "a -> b: table t endpoint /t event order.placed declared - shared s",
        "b -> a: shared s",
        "c -> b: table t",
    ]
    a, b, _ = graph.features
    assert sentence(graph.edges[0].reasons) == (
        "uses the table t, calls the endpoint GET /t, consumes the event order.placed, "
        "says that it depends on it, shares the table s"
    )
    assert sentence(graph.edges[0].reasons, of_provider=True) == (
        "owns the table t, serves the endpoint GET /t, publishes the event order.placed, "
        "is named as a dependency, shares the table s"
    )
    of_b = neighbours(graph, b)
    assert [edge.feature.title for edge in of_b.dependents] == ["a", "c"]
    assert [edge.other.title for edge in of_b.shares] == ["a"]
    assert not of_b.depends_on
    assert [len(edge.reasons) for edge in neighbours(graph, a).depends_on] == [4]


def test_reasons_of_one_kind_are_told_together() -> None:
    graph = graph_of(
        page("a", table("s", True), table("t", True)), page("b", table("s"), table("t"))
    )
    (group,) = group_reasons(graph.edges[0].reasons)
    assert group.words == "uses the tables"
    assert [label_of(reason.entry) for reason in group.reasons if reason.entry] == ["s", "t"]


@pytest.mark.parametrize(
    ("pattern", "name", "meant"),
    [
        ("order.*", "order.placed", True),
        ("order.*", "order.line.added", True),
        ("order.>", "order.line.added", True),
        ("order.*.added", "order.line.added", True),
        ("order.*.added", "order.line.price.added", False),
        ("order.*", "orders.placed", False),
        ("order.*.added", "order.placed", False),
        ("order:*", "order:placed", True),
        ("a.*.*.*.*.*.*.*.*.b", f"a{'.x' * 60}.c", False),
    ],
)
def test_a_wildcard_stands_for_names(pattern: str, name: str, *, meant: bool) -> None:
    published = entity(EntityKind.EVENT, name, direction=Direction.PUBLISHED)
    consumed = entity(EntityKind.EVENT, pattern, direction=Direction.CONSUMED)
    assert bool(graph_of(page("a", consumed), page("b", published)).edges) is meant


def test_links_alone_are_kept_apart() -> None:
    pages = {
        "a.md": read_page("# A\n\nSee [B](b.md).\n", path="a.md"),
        "b.md": read_page("# B\n", path="b.md"),
    }
    graph = impact_graph(build_catalog(pages.items()), pages)
    assert [edge.kind for edge in graph.edges] == [ReasonKind.LINK]
    assert not list(shown(graph.edges))
    a, b = graph.features
    assert [edge.other.title for edge in neighbours(graph, a).links] == ["B"]
    assert [edge.feature.title for edge in neighbours(graph, b).linked_from] == ["A"]
    assert sentence(graph.edges[0].reasons) == "links to it"
    assert not dependents_of(graph, [b], 3)


def chain() -> tuple[ImpactGraph, Mapping[str, Feature]]:
    """Return features that depend on each other in a row, d on c on b on a; e shares with a."""
    graph = graph_of(
        page("a", table("ta", True), table("s")),
        page("b", table("ta"), table("tb", True)),
        page("c", table("tb"), table("tc", True)),
        page("d", table("tc"), table("ta")),
        page("e", table("s"), table("te", True)),
        page("f", table("te")),
    )
    return graph, {feature.title: feature for feature in graph.features}


def reached(graph: ImpactGraph, start: Feature, depth: int) -> list[str]:
    return [
        f"{each.distance} {each.feature.title} " + "<".join(edge.other.title for edge in each.path)
        for each in dependents_of(graph, [start], depth)
    ]


def test_a_change_reaches_others_by_the_shortest_way() -> None:
    graph, by_title = chain()
    assert reached(graph, by_title["a"], 1) == ["1 b a", "1 d a", "1 e a"]
    # What merely shares something passes no change on: f is not reached by way of e.
    assert reached(graph, by_title["a"], 9) == ["1 b a", "1 d a", "1 e a", "2 c a<b"]
    assert not reached(graph, by_title["f"], 9)
    needed = dependencies_of(graph, [by_title["d"]], 9)
    assert [(each.distance, each.feature.title) for each in needed] == [
        (1, "a"),
        (1, "c"),
        (2, "b"),
    ]


def test_an_owner_named_by_others_is_a_side_of_its_table() -> None:
    catalog = build_catalog([page("owner"), page("user", table("t", False, "owner"))])
    sides = sides_of(catalog.tables[0])
    assert [spot.feature.title for spot in sides.spots] == ["owner", "user"]


_SIDES = st.sampled_from([None, *Direction])


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    names = st.sampled_from(["t", "u", "v"])
    tables = st.builds(table, names, st.sampled_from([None, True, False]))
    events = st.builds(
        lambda name, side: entity(EntityKind.EVENT, f"e.{name}", direction=side), names, _SIDES
    )
    entities = st.lists(
        tables | events | st.builds(endpoint, names), max_size=6, unique_by=lambda e: e.name
    )
    return build_catalog(
        page(f"p{i}", *own) for i, own in enumerate(draw(st.lists(entities, max_size=6)))
    )


@given(catalogs())
def test_edges_are_in_order_and_shared_ones_go_both_ways(catalog: Catalog) -> None:
    graph = impact_graph(catalog)
    order = [feature.src_uri for feature in graph.features]
    keys = [(order.index(e.feature.src_uri), order.index(e.other.src_uri)) for e in graph.edges]
    assert keys == sorted(set(keys))
    assert all(a != b for a, b in keys)

    def shared(reasons: tuple[Reason, ...]) -> list[str]:
        return [r.entry.identity for r in reasons if r.kind is ReasonKind.SHARED and r.entry]

    by_key = dict(zip(keys, graph.edges, strict=True))
    for (a, b), edge in by_key.items():
        if shared(edge.reasons):
            assert shared(by_key[b, a].reasons) == shared(edge.reasons)
    for entry in (*catalog.tables, *catalog.endpoints, *catalog.events):
        sides = sides_of(entry)
        assert {s.feature.src_uri for s in sides.spots} == {u.feature.src_uri for u in entry.uses}
