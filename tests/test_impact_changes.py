"""What differs between two catalogs."""

from __future__ import annotations

import pytest

from mkdocs_featurespec.api import read_page
from mkdocs_featurespec.catalog import Catalog, build_catalog
from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.impact.changes import ChangeKind, Changes, Detail, compare_catalogs
from mkdocs_featurespec.model import Entity, EntityKind, FrontMatter, Page


def catalog_of(**pages: str) -> Catalog:
    """Return the catalog of pages; their texts by the names of their files, without ending."""
    return build_catalog(
        (f"features/{name}.md", read_page(text, path=f"docs/features/{name}.md"))
        for name, text in pages.items()
    )


def told(changes: Changes) -> list[str]:
    """Return changes as lines."""
    lines = []
    for feature in changes.features:
        lines.append(f"{feature.kind.value} {feature.feature.title}")
        lines += [f"  {_told(detail)}" for detail in feature.details]
        for entity in feature.entities:
            alone = "" if entity.elsewhere else " (alone)"
            lines.append(f"  {entity.kind.value} {entity.register}: {entity.label}{alone}")
            lines += [f"    {_told(detail)}" for detail in entity.details]
    return lines


def _told(detail: Detail) -> str:
    return f"{detail.what}: -{', '.join(detail.removed)} +{', '.join(detail.added)}"


ORDERS = """---
title: Orders
status: draft
owner: team-orders
surfaces: [Web]
---
# Orders

## Database Tables

- `orders`: what was ordered

### `parcels` - one row per parcel

| Column | Type |
|---|---|
| `id` | uuid |
| `weight` | int |

## API Endpoints

- `GET /orders/{id}` - one order

## Events & Background Jobs

### Published

- `order.placed` - somebody has ordered.
"""
INVOICES = """# Invoices

## Database Tables

- `orders`: what it is for
"""


def test_the_same_catalog_differs_in_nothing() -> None:
    catalog = catalog_of(orders=ORDERS, invoices=INVOICES)
    assert not compare_catalogs(catalog, catalog)
    moved = catalog_of(orders=ORDERS.replace("# Orders", "# Orders\n\nMore text."))
    assert not compare_catalogs(catalog_of(orders=ORDERS), moved)


def test_pages_come_and_go() -> None:
    changes = compare_catalogs(catalog_of(orders=ORDERS), catalog_of(invoices=INVOICES))
    assert told(changes) == [
        "added Invoices",
        "  added tables: orders",
        "removed Orders",
        "  removed tables: orders",
        "  removed tables: parcels (alone)",
        "  removed endpoints: GET /orders/{id} (alone)",
        "  removed events: order.placed (alone)",
    ]
    assert [each.feature.title for each in changes.of_kind(ChangeKind.REMOVED)] == ["Orders"]
    assert [entity.label for _, entity in changes.entities()][:2] == ["orders", "orders"]


def test_what_a_page_says_otherwise_is_told_by_what_it_is_about() -> None:
    later = (
        ORDERS.replace("status: draft", "status: shipped\ndepends_on: [Invoices]")
        .replace("owner: team-orders\n", "")
        .replace("[Web]", "[Web, Kiosk]")
        .replace("what was ordered", "what was ordered, and when")
        .replace("| `weight` | int |", "| `grams` | int |")
        .replace("/orders/{id}", "/orders/{order_id}")
        .replace("Published", "Consumed")
    )
    changes = compare_catalogs(
        catalog_of(orders=ORDERS, invoices=INVOICES), catalog_of(orders=later, invoices=INVOICES)
    )
    assert told(changes) == [
        "changed Orders",
        "  status: -draft +shipped",
        "  owner: -team-orders +",
        "  surfaces: - +Kiosk",
        "  depends on: - +features/invoices.md",
        "  changed tables: orders",
        "    summary: -what was ordered +what was ordered, and when",
        "  changed tables: parcels (alone)",
        "    columns: -weight +grams",
        "  changed endpoints: GET /orders/{order_id} (alone)",
        "    name: -/orders/{id} +/orders/{order_id}",
        "  changed events: order.placed (alone)",
        "    direction: -published +consumed",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((None, ""), (True, ""), "- +owned here"),
        ((True, ""), (False, "Other"), "-owned here +Other"),
        ((False, "Other"), (False, "the data platform"), "-Other +owned elsewhere"),
    ],
)
def test_owners_change(
    before: tuple[bool | None, str], after: tuple[bool | None, str], expected: str
) -> None:
    def catalog(owned: bool | None, owner: str) -> Catalog:
        entity = Entity(EntityKind.TABLE, "t", Span(9, 1, 9, 2), owned=owned, owner=owner)
        own = Page("docs/features/own.md", "Own", FrontMatter({}), entities=(entity,))
        other = Page("docs/features/other.md", "Other", FrontMatter({}))
        return build_catalog([("features/own.md", own), ("features/other.md", other)])

    changes = compare_catalogs(catalog(*before), catalog(*after))
    assert told(changes)[-1] == f"    owner: {expected}"


def test_a_feature_may_be_on_both_sides_of_an_event() -> None:
    later = f"{ORDERS}\n### Consumed\n\n- `order.placed` - as well.\n"
    changes = compare_catalogs(catalog_of(orders=ORDERS), catalog_of(orders=later))
    assert told(changes)[-1] == "    direction: - +consumed"
    (_, change), *rest = changes.entities()
    assert not rest
    assert not change.elsewhere


def test_the_order_of_columns_does_not_count() -> None:
    row = "| `id` | uuid |\n"
    later = ORDERS.replace(row, "").replace("| `weight` | int |\n", f"| `weight` | int |\n{row}")
    assert later != ORDERS
    assert not compare_catalogs(catalog_of(orders=ORDERS), catalog_of(orders=later))


def test_a_renamed_page_is_the_same_page() -> None:
    changes = compare_catalogs(
        catalog_of(orders=ORDERS),
        catalog_of(sales=ORDERS.replace("- `orders`: what was ordered\n", "")),
        {"docs/features/orders.md": "docs/features/sales.md"},
    )
    assert told(changes) == [
        "changed Orders",
        "  path: -docs/features/orders.md +docs/features/sales.md",
        "  removed tables: orders (alone)",
    ]
