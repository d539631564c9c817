"""`featurespec impact`: of one target, and of all changes since a revision."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from mkdocs_featurespec.report.impact_markdown import LONG, code

from .conftest import SiteFolder

ORDERS = """---
title: Orders
---
# Orders

## Database Tables

### `orders` - what was ordered

Owned here.

| Column | Type |
|---|---|
| `id` | uuid |
| `rebate` | int |

### `audit`

## API Endpoints

- `GET /orders/{id}` - one order
- `PUT /orders/{id}` - another one

## Events & Background Jobs

### Published

- `order.placed` - somebody has ordered.
- `order.paid` - it is paid.
"""

MAIL = """---
title: Mail
---
# Mail

## Database Tables

- `orders`: owned by [Orders](orders.md); who gets mail
- `audit`: what was sent

## Events & Background Jobs

### Consumed

- `order.placed` - sends a receipt.
- `order.paid` - sends thanks.

### Published

- `mail.sent` - it has left.
"""

REPORTS = """---
title: Reports
depends_on: [Mail]
---
# Reports

See [Orders](orders.md).

## Events & Background Jobs

### Consumed

- `mail.*` - counts.
"""


@pytest.fixture
def shop(site: SiteFolder) -> SiteFolder:
    site.write("docs/features/orders.md", ORDERS)
    site.write("docs/features/mail.md", MAIL)
    site.write("docs/features/reports.md", REPORTS)
    return site


def impact(site: SiteFolder, *arguments: str) -> str:
    done = site.run("featurespec", "impact", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(site: SiteFolder, *arguments: str) -> str:
    done = site.run("featurespec", "impact", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not done.stdout
    return done.stderr.splitlines()[-1]


def test_a_feature_is_told_with_reasons_and_places(shop: SiteFolder) -> None:
    assert (
        impact(shop, "mail")
        == """\
Mail  docs/features/mail.md

Depends on (1)
  Orders
    owns the table orders  docs/features/orders.md:8
    publishes the event order.paid  docs/features/orders.md:29
    publishes the event order.placed  docs/features/orders.md:28

What depends on it (1)
  Reports
    consumes the event mail.*  docs/features/reports.md:13
    says that it depends on it  docs/features/reports.md:3

Shares, with no single owner, with (1)
  Orders
    shares the table audit  docs/features/orders.md:17
"""
    )


@pytest.mark.parametrize(
    "name", ["docs/features/orders.md", "./docs/features/orders.md", "features/orders", "ORDERS.md"]
)
def test_a_feature_goes_by_its_page(shop: SiteFolder, name: str) -> None:
    assert impact(shop, name).startswith("Orders  docs/features/orders.md\n")


def test_depth_and_links_tell_more(shop: SiteFolder) -> None:
    told = impact(shop, "orders.md", "--depth", "2", "--links")
    assert "  Reports  by way of Mail\n" in told
    assert told.endswith(
        "Linked, and no more (1)\n  Reports\n    links to it  docs/features/reports.md:7\n"
    )
    assert "Reports" not in impact(shop, "orders.md")


def test_entities_are_told_by_their_sides(shop: SiteFolder) -> None:
    assert (
        impact(shop, "order.placed", "--depth", "2")
        == """\
event order.placed

Published by (1)
  Orders
    publishes it  docs/features/orders.md:28

Consumed by (2)
  Mail
    consumes it  docs/features/mail.md:15
  Reports  by way of Mail
"""
    )
    table = impact(shop, "orders", "--as", "table")
    assert "Owned by (1)" in table
    assert "    uses it  docs/features/mail.md:8\n" in table
    assert "Named by (2)" in impact(shop, "audit")


def test_a_path_alone_is_all_its_methods(shop: SiteFolder) -> None:
    told = impact(shop, "/orders/:order_id?full=1")
    assert "endpoint GET /orders/{id}" in told
    assert "endpoint PUT /orders/{id}" in told
    one = impact(shop, "put /orders/[id]/")
    assert one.startswith("endpoint PUT /orders/{id}\n")
    assert "    lists it  docs/features/orders.md:22\n" in one
    assert one.endswith("\nNo other feature is connected with it.\n")


def test_a_job_is_named_by_features(shop: SiteFolder) -> None:
    job = "\n## Events & Background Jobs\n\n### Jobs\n\n- `sweep` - nightly.\n"
    shop.write("docs/features/a.md", f"# A\n{job}")
    shop.write("docs/features/b.md", f"# B\n{job}")
    assert "Named by (2)\n  A\n    names it" in impact(shop, "sweep")


def test_markdown_and_json_say_the_same(shop: SiteFolder) -> None:
    told = impact(shop, "mail", "--format", "markdown", "--link-base", "https://host/blob/main")
    assert "### Mail\n" in told
    assert (
        "- Orders: owns the table `orders` ([`docs/features/orders.md:8`]"
        "(https://host/blob/main/docs/features/orders.md#L8))" in told
    )
    (answer,) = json.loads(impact(shop, "mail", "--format", "json", "--depth", "2"))["answers"]
    assert answer["feature"] == {"title": "Mail", "path": "docs/features/mail.md", "site": None}
    assert answer["entity"] is None
    (orders,) = answer["depends_on"]
    assert [reason["kind"] for reason in orders["reasons"]] == ["table", "event", "event"]
    (event,) = json.loads(impact(shop, "mail.sent", "--format", "json"))["answers"]
    assert event["entity"] == {"kind": "event", "name": "mail.sent", "method": None}
    entity = impact(shop, "orders", "--as", "table", "--format", "markdown", "--depth", "2")
    assert entity.startswith("### Table `orders`\n\n**Owned by**\n\n- Orders: owns it (`docs")
    assert "- Reports, by way of Mail\n" in entity
    alone = impact(shop, "put /orders/[id]/", "--format", "markdown")
    assert alone.endswith("No other feature is connected with it.\n")


def test_what_very_many_share_is_told(site: SiteFolder) -> None:
    for i in range(21):
        site.write(f"docs/features/f{i}.md", f"# F{i}\n\n## Database Tables\n\n- `audit`\n")
    assert "Shared with very many features: audit\n" in impact(site, "f3")
    assert "Shared with very many features: `audit`\n" in impact(site, "f3", "--format", "markdown")
    folded = impact(site, "audit", "--format", "markdown")
    assert "<details><summary>21 features</summary>" in folded


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Error: name one TARGET, or a revision with --since"),
        (("mail", "--since", "HEAD"), "Error: name one TARGET, or a revision with --since"),
        (
            ("--since", "HEAD", "--depth", "2"),
            "Error: --depth, --as and --links are of a TARGET, not of --since",
        ),
        (
            ("ordres",),
            "Error: there is no feature, table, endpoint, event or job 'ordres'; "
            "did you mean 'Orders'?",
        ),
        (
            ("xyzzy", "--as", "table"),
            "Error: there is no table 'xyzzy'; 'featurespec catalog' lists what there is",
        ),
        (
            ("orders",),
            "Error: 'orders' is the feature Orders (docs/features/orders.md) and "
            "the table orders; choose with --as",
        ),
        (("--since", "HEAD"), "featurespec: {docs}: the site is in no git repository"),
    ],
)
def test_wrong_use_is_told(shop: SiteFolder, arguments: tuple[str, ...], message: str) -> None:
    assert refused(shop, *arguments) == message.format(docs=shop.docs)


def test_two_pages_of_one_title_are_told_apart_by_path(shop: SiteFolder) -> None:
    shop.write("docs/features/other/mail.md", MAIL)
    assert refused(shop, "Mail") == (
        "Error: 'Mail' is the feature Mail (docs/features/mail.md) and the feature Mail "
        "(docs/features/other/mail.md); name its page by its path"
    )


# Since a revision.


def git(site: SiteFolder, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(
        ["git", "-C", str(site.folder), *identity, *arguments], check=True, capture_output=True
    )


@pytest.fixture
def history(shop: SiteFolder) -> SiteFolder:
    git(shop, "init", "-q")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "One")
    return shop


def change(site: SiteFolder, path: str, *pairs: tuple[str, str]) -> None:
    file: Path = site.docs / path
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_nothing_changed(history: SiteFolder) -> None:
    change(history, "features/orders.md", ("# Orders", "# Orders\n\nMore text."))
    expected = "The feature pages name what they named before.\n"
    assert impact(history, "--since", "HEAD") == f"### What this change touches\n\n{expected}"
    assert impact(history, "--since", "HEAD", "--format", "text") == expected


def test_nothing_that_others_depend_on_changed(history: SiteFolder) -> None:
    change(
        history,
        "features/orders.md",
        ("what was ordered", "what somebody has ordered"),
        ("- `PUT /orders/{id}` - another one\n", ""),
    )
    assert (
        impact(history, "--since", "HEAD")
        == """\
### What this change touches

Nothing that other features depend on changed.

<details><summary>All changes: 1 page changed; 1 entity removed, 1 changed</summary>

- Orders (`docs/features/orders.md`): page changed
  - changed: table `orders`: summary what somebody has ordered, was what was ordered \
(`docs/features/orders.md:8`)
  - removed: endpoint `PUT /orders/{id}`

</details>
"""
    )


def test_whom_a_change_touches(history: SiteFolder) -> None:
    change(history, "features/orders.md", ("| `rebate` |", "| `vip` |"))
    change(history, "features/orders.md", ("- `order.paid` - it is paid.\n", ""))
    change(history, "features/mail.md", ("- `audit`: what was sent\n", ""))
    change(history, "features/mail.md", ("`mail.sent`", "`mail.left`"))
    change(history, "features/reports.md", ("depends_on: [Mail]\n", "depends_on: [Orders]\n"))
    base = ("--link-base", "https://host/blob/x/")
    told = impact(history, "--since", "HEAD", *base)
    assert told.startswith("""\
### What this change touches

**2 features change what 2 others depend on.**

**Mail**

- event `mail.left` is new:
  - Reports consumes it \
([`docs/features/reports.md:13`](https://host/blob/x/docs/features/reports.md#L13))
- event `mail.sent` is gone:
  - Reports consumes it \
([`docs/features/reports.md:13`](https://host/blob/x/docs/features/reports.md#L13))

**Orders**

- table `orders`: columns + vip, - rebate; touches:
  - Mail uses it ([`docs/features/mail.md:8`](https://host/blob/x/docs/features/mail.md#L8))
- event `order.paid` is gone:
  - Mail consumes it \
([`docs/features/mail.md:15`](https://host/blob/x/docs/features/mail.md#L15))

**New dependencies**

- Reports depends on Orders: it says that it depends on it \
([`docs/features/reports.md:3`](https://host/blob/x/docs/features/reports.md#L3))

<details><summary>All changes: 3 pages changed; """)
    text = impact(history, "--since", "HEAD", "--format", "text")
    assert (
        "Orders\n  table orders: columns + vip, - rebate\n    Mail uses it  docs/features/" in text
    )
    assert "New dependencies (1)\n  Reports on Orders: it says that it depends on it\n" in text
    assert text.splitlines()[-1].startswith("In all: 3 pages changed; 1 entity added, 3 removed")
    data = json.loads(impact(history, "--since", "HEAD", "--format", "json"))
    assert [
        (each["feature"]["title"], each["change"], each["entity"]["name"])
        for each in data["touches"]
    ] == [
        ("Mail", "added", "mail.left"),
        ("Mail", "removed", "mail.sent"),
        ("Orders", "changed", "orders"),
        ("Orders", "removed", "order.paid"),
    ]
    assert [each["title"] for each in data["changes"]] == ["Mail", "Orders", "Reports"]
    assert data["new_dependencies"][0]["depends_on"]["title"] == "Orders"
    assert data["lost_dependencies"] == []


def test_a_page_that_goes_touches_who_named_it(history: SiteFolder) -> None:
    (history.docs / "features/mail.md").unlink()
    told = impact(history, "--since", "HEAD")
    assert "**Mail**, whose page is gone\n" in told
    assert "**Dependencies no more**" in told
    text = impact(history, "--since", "HEAD", "--format", "text")
    assert "Mail (the page is gone)\n" in text
    assert json.loads(impact(history, "--since", "HEAD", "--format", "json"))["touches"]


def test_a_page_that_nobody_named_touches_nobody(history: SiteFolder) -> None:
    (history.docs / "features/reports.md").unlink()
    assert "Nothing that other features depend on changed." in impact(history, "--since", "HEAD")


def test_a_renamed_page_touches_nobody(history: SiteFolder) -> None:
    git(history, "mv", "docs/features/mail.md", "docs/features/letters.md")
    told = impact(history, "--since", "HEAD")
    assert "Nothing that other features depend on changed." in told
    assert "path docs/features/letters.md, was docs/features/mail.md" in told.replace("&#95;", "_")


def test_who_lets_go_in_the_same_change_is_not_touched(history: SiteFolder) -> None:
    line = "- `order.paid` - it is paid.\n"
    change(history, "features/orders.md", (line, ""))
    change(history, "features/mail.md", ("- `order.paid` - sends thanks.\n", ""))
    assert "Nothing that other features depend on changed." in impact(history, "--since", "HEAD")


def test_a_long_list_is_folded(site: SiteFolder) -> None:
    git(site, "init", "-q")
    site.write("docs/features/orders.md", ORDERS)
    for i in range(LONG + 3):
        page = f"# F{i:02}\n\n## Database Tables\n\n- `orders`: owned by [Orders](orders.md)\n"
        site.write(f"docs/features/f{i:02}.md", page)
    git(site, "add", "-A")
    git(site, "commit", "-qm", "One")
    change(site, "features/orders.md", ("| `rebate` |", "| `vip` |"))
    assert "- <details><summary>and 3 more</summary>F08, F09, F10</details>" in impact(
        site, "--since", "HEAD"
    )


def test_code_spans_hold_any_name() -> None:
    assert code("a") == "`a`"
    assert code("a `b` ``c\nd") == "``` a `b` ``c d ```"
