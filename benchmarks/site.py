"""Deterministic sites of feature pages: the same number gives the same bytes."""

from __future__ import annotations

from pathlib import Path

STATUSES = ("draft", "in-review", "approved", "shipped", "deprecated")
NOUNS = (
    "session", "client", "coach", "program", "invoice", "device", "message", "goal", "meal",
    "payment", "workout", "exercise", "note", "consent", "invitation", "calendar", "report",
)  # fmt: skip

VERBS = ("opened", "closed", "moved")

CONFIGURATION = """\
site_name: Benchmark
theme: {theme}
plugins:{plugins}
{nav}"""

LARGE = 2_000
"""From this many pages on the navigation names the start page alone: the host's own time for a
navigation grows with the square of its pages, and would hide all else."""


def write_site(folder: Path, pages: int, *, plugin: bool, theme: str = "mkdocs") -> Path:
    """Write a site and return its configuration file; a tenth of its pages have faults.

    Args:
        folder: Gets `docs/` and one configuration file with and one without the plugin.
        pages: How many feature pages.
        plugin: Which configuration file to return.
        theme: The site's theme.
    """
    features = folder / "docs" / "features"
    if not features.is_dir():
        features.mkdir(parents=True)
        (folder / "docs" / "index.md").write_text("# Benchmark\n", "utf-8")
        for number in range(pages):
            path = features / f"feature-{number:04}.md"
            path.write_text(feature_page(number, pages), "utf-8")
    for name, plugins in (("plain", " []"), ("featurespec", "\n  - featurespec")):
        nav = "nav: [index.md]\n" if pages >= LARGE else ""
        text = CONFIGURATION.format(theme=theme, plugins=plugins, nav=nav)
        (folder / f"{name}-{theme}.yml").write_text(text, "utf-8")
    return folder / f"{'featurespec' if plugin else 'plain'}-{theme}.yml"


def feature_page(number: int, pages: int) -> str:
    """Return a page of eight sections with five tables, six endpoints and six events.

    Pages agree: each table has one owner, each event a publisher and a consumer.

    Args:
        number: Which page, from 0.
        pages: How many the site has.
    """
    faulty = number % 10 == 9
    noun = _noun(number)
    status = "shiped" if faulty else STATUSES[number % len(STATUSES)]
    following = [(number + step) % pages for step in (1, 2)]
    tables = [(f"{noun}_{number}_{part}", "Owned here") for part in ("heads", "lines", "log")]
    tables += [
        (f"{_noun(other)}_{other}_heads", f"Owned by [another](feature-{other:04}.md)")
        for other in following
    ]
    events = [(f"{noun}_{number}.{verb}", "Publishes") for verb in VERBS]
    events += [
        (f"{_noun(other)}_{other}.{verb}", "Consumes")
        for other, verb in zip((following[0], following[0], following[1]), VERBS, strict=True)
    ]
    rows = "\n".join(
        f"| `{table}` | What the {table} table holds. | id, owner_id, status, created_at "
        f"| {owned}. Index on owner_id; kept for two years. |"
        for table, owned in tables
    )
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE", "GET")
    endpoints = "\n".join(
        f"| {method} | `/api/v1/{noun}s-{number}/{{id}}/part-{index}` | Coach | Returns the part. |"
        for index, method in enumerate(methods)
    )
    event_rows = "\n".join(
        f"| `{event}` | {side} | id, at | Other features. |" for event, side in events
    )
    return f"""---
title: Feature {number} of the {noun}
status: {status}
owner: team-{number % 12}
surfaces: [Web, Client Mobile]
services: [api, worker]
reviewed: 2026-10-{1 + number % 28:02}
tags: [{noun}, benchmark]
---
# Feature {number} of the {noun}

What the {noun} does for coaches and clients, in two sentences. It is the implementation's source.

## User Flows

- A coach opens the {noun} and sees its state.
- A client changes the {noun} while offline; the change is sent when the device is back.
- The server refuses a change that is older than the state it has.

## Domain Model

The aggregate is the {noun}, with its parts as entities and its state as a value object.

### Aggregates & Entities

- `{noun.capitalize()}` is the root; its parts cannot be changed without it.
- `Part` has an order and a state.

### Value Objects & Rules

- A state never goes back from closed to open.

## Database Tables

| Table | Purpose | Important Columns | Notes |
|---|---|---|---|
{rows}

## API Endpoints

| Method | Path | Who | Contract |
|---|---|---|---|
{endpoints}

## Events & Background Jobs

| Event | Direction | Payload | Other side |
|---|---|---|---|
{event_rows}

### Jobs

- `close_{noun}s_{number}` runs every night.

## Permissions & Access Rules

- A coach reads and writes the {noun}s of their own clients.
- A client reads their own.

## Web, Coach Mobile, Client Mobile

### Web

A list with filters, and a page for each {noun}.

### Client Mobile

The last twenty are kept on the device.

## Test Scenarios & Open Decisions

### Tests

- A closed {noun} refuses changes.
- Two devices change the same part.

### Open Decisions

- [x] Closed {noun}s stay on the device for a year.
"""


def _noun(number: int) -> str:
    return NOUNS[number % len(NOUNS)]
