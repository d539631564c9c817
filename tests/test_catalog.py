"""The catalog: which feature a page means, who owns what, and what else features say."""

from __future__ import annotations

import json

import jsonschema
import pytest

from mkdocs_featurespec.catalog import Catalog, Feature, build_catalog, catalog_facts
from mkdocs_featurespec.catalog.references import FeatureNames, link_to, linked_page
from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model import Direction, Entity, EntityKind, FrontMatter, Page
from mkdocs_featurespec.render.catalog_json import catalog_schema

from .catalog_data import catalog_as_data


def page(name: str, *entities: Entity, title: str = "", **matter: object) -> tuple[str, Page]:
    path = f"features/{name}.md"
    return path, Page(f"docs/{path}", title or name, FrontMatter(matter), entities=entities)


def table(name: str, owned: bool | None = None, owner: str = "", summary: str = "") -> Entity:
    return Entity(
        EntityKind.TABLE, name, Span(9, 3, 9, 5), owned=owned, owner=owner, summary=summary
    )


def features(*pages: tuple[str, str]) -> list[Feature]:
    """Return features of these paths and titles."""
    return [
        Feature(path, f"docs/{path}", title, "", "", (), True, 0, 0, 0, 0) for path, title in pages
    ]


NAMES = FeatureNames(
    features(
        ("features/billing-and-subscriptions.md", "Billing & Subscriptions"),
        ("features/check-ins.md", "Check-ins"),
        ("features/messaging/index.md", "Chat"),
        ("features/mobile/push.md", "Push"),
        ("features/push.md", "Push"),
        ("features/web/calendar.markdown", "Appointments"),
    )
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("check-ins.md", "features/check-ins.md"),
        ("check-ins.md#database-tables", "features/check-ins.md"),
        ("../features/check%2Dins.md?plain=1", "features/check-ins.md"),
        ("features/check-ins.md", "features/check-ins.md"),
        ("features/check-ins", "features/check-ins.md"),
        ("features/check-ins.md#tests", "features/check-ins.md"),
        ("./check-ins", "features/check-ins.md"),
        ("Check-ins", "features/check-ins.md"),
        ("check ins", "features/check-ins.md"),
        ("the Check-Ins feature", "features/check-ins.md"),
        ("billing and subscriptions", "features/billing-and-subscriptions.md"),
        ("Billing & Subscriptions", "features/billing-and-subscriptions.md"),
        ("Messaging", "features/messaging/index.md"),
        ("chat", "features/messaging/index.md"),
        ("calendar", "features/web/calendar.markdown"),
        ("mobile/push.md", "features/mobile/push.md"),
        ("push", "features/push.md"),
        ("checkins", None),
        ("team-billing", None),
        ("../check-ins.md", None),
        ("../check-ins", None),
        ("web/check-ins.md#tests", None),
        ("", None),
    ],
)
def test_a_feature_goes_by_its_path_its_file_and_its_title(
    reference: str, expected: str | None
) -> None:
    found = NAMES.find(reference, "features/other.md")
    assert (found.src_uri if found else None) == expected


def test_of_two_features_of_one_name_the_one_beside_is_meant() -> None:
    for asking, expected in (
        ("features/other.md", "features/push.md"),
        ("features/mobile/other.md", "features/mobile/push.md"),
        ("elsewhere.md", "features/mobile/push.md"),
    ):
        found = NAMES.find("Push", asking)
        assert found is not None
        assert found.src_uri == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("chek-ins.md", "features/check-ins.md"),
        ("Bilings and Subscriptions", "features/billing-and-subscriptions.md"),
        ("../features/mesaging", "features/messaging/index.md"),
        ("nutrition", None),
        ("check-list-of-all-that-was-promised", None),
        ("", None),
    ],
)
def test_a_name_that_is_none_may_look_like_one(reference: str, expected: str | None) -> None:
    found = NAMES.closest(reference)
    assert (found.src_uri if found else None) == expected


def test_links_lead_from_page_to_page() -> None:
    assert linked_page("features/web", "../push.md#tests") == "features/push.md"
    assert linked_page("", "push.md") == "push.md"
    assert link_to("features/web/calendar.md", "features/push.md") == "../push.md"
    assert link_to("calendar.md", "features/push.md") == "features/push.md"


def catalog(*pages: tuple[str, Page]) -> Catalog:
    built = build_catalog(pages)
    schema = json.loads(catalog_schema())
    jsonschema.Draft202012Validator(schema).validate(catalog_as_data(built, dict(pages)))
    return built


def test_the_catalog_knows_who_owns_what() -> None:
    built = catalog(
        page("a", table("goals", owned=False, owner="C")),
        page("b", table("goals", owned=False, owner="nobody.md")),
        page("c", table("goals", owned=True)),
        page("d", table("goals")),
    )
    (entry,) = built.tables
    assert [feature.title for feature in entry.owners] == ["c"]
    assert [use.owned for use in entry.uses] == [False, False, True, None]
    assert [use.owner and use.owner.title for use in entry.uses] == ["c", None, None, None]
    data = catalog_as_data(built)
    assert isinstance(data["tables"], list)
    assert data["tables"][0]["owners"] == ["docs/features/c.md"]
    assert [use["owner"] for use in data["tables"][0]["features"]] == [
        "docs/features/c.md",
        None,
        None,
        None,
    ]


def test_a_page_that_names_itself_as_owner_is_the_owner() -> None:
    (entry,) = catalog(page("a", table("goals", owned=False, owner="a.md#tables"))).tables
    assert entry.owners == (entry.uses[0].feature,)


def test_the_owner_is_asked_what_a_table_holds() -> None:
    built = catalog(
        page("a", table("goals", summary="Read here.")),
        page("b", table("goals", owned=True, summary="What a client wants.")),
        page("c", table("goals", owned=True)),
    )
    assert built.tables[0].summary == "What a client wants."


def test_who_only_calls_an_endpoint_is_asked_last() -> None:
    def endpoint(summary: str, direction: Direction | None) -> Entity:
        span = Span(9, 3, 9, 5)
        return Entity(EntityKind.ENDPOINT, "/a", span, "GET", summary=summary, direction=direction)

    built = catalog(
        page("a", endpoint("Called.", Direction.CONSUMED)), page("b", endpoint("Served.", None))
    )
    assert built.endpoints[0].summary == "Served."


def test_features_say_what_they_depend_on() -> None:
    built = catalog(
        page("a", depends_on=["B", "nothing", "b.md", "c", 7]),
        page("b", depends_on="c"),
        page("c", depends_on={}),
    )
    depends_on = {feature.title: feature.depends_on for feature in built.features}
    assert depends_on == {
        "a": ("features/b.md", "features/c.md"),
        "b": ("features/c.md",),
        "c": (),
    }
    data = catalog_as_data(built)
    assert isinstance(data["features"], list)
    assert data["features"][0]["depends_on"] == ["docs/features/b.md", "docs/features/c.md"]


def test_what_is_declared_twice_is_one_use() -> None:
    (entry,) = catalog(page("a", table("goals"), table("Goals"))).tables
    assert len(entry.uses) == 1


def test_what_a_page_depends_on_is_a_fact_of_the_catalog() -> None:
    src_uri, before = page("a")
    _, after = page("a", depends_on=["b"])
    assert catalog_facts(src_uri, before) != catalog_facts(src_uri, after)
