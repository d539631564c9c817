"""A site of good feature pages, and for each rule the fault that is planted on one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

WORDS = (
    "apple bridge candle dragon engine falcon garden harbor island jacket kettle lantern meadow "
    "needle orchid pepper quarry rocket saddle tunnel umbrella violet walnut xylophone yogurt "
    "zipper anchor basket cactus dolphin eclipse feather glacier hammock icicle jungle kayak "
    "ladder magnet nectar ocean puzzle quiver ribbon socket thunder utopia velvet whistle yonder "
    "zephyr almond bamboo cobalt domino ember fossil gravel hazel indigo jasmine kiosk lagoon"
).split()
"""One for each page; no two are one edit apart."""

Change = Callable[[str], str]
"""Makes a faulty page of a good one."""


def good_page(number: int) -> str:
    """Return a finished page, which owns a table, serves two endpoints and publishes an event.

    It reads the table of the page before it and consumes its event, so that no event is without
    its other side.
    """
    word, before = WORDS[number], WORDS[number - 1]
    return f"""\
---
title: {word.capitalize()}
status: approved
owner: team-{number % 4}
surfaces: [Web, Client Mobile]
---
# {word.capitalize()}

What the {word} is for.

## User Flows

- A coach opens the {word}.

## Domain Model

The {word} is the root.

### Aggregates & Entities

- **{word.capitalize()}** has a state.

### Value Objects & Rules

- A state never goes back.

## Database Tables

| Table | Purpose | Important Columns | Notes |
|---|---|---|---|
| `{word}_records` | One {word}. | id, state | Owned here. |
| `{before}_records` | Read. | id | Owned by [the feature before]({before}.md). |

## API Endpoints

- `GET /api/v1/{word}s/{{id}}` - one {word}
- `POST /api/v1/{word}s` - a new {word}

## Events & Background Jobs

### Published

- `{word}.created` - a {word} is new

### Consumed

- `{before}.created` - from the page before

## Permissions & Access Rules

- A coach may read the {word}.

## Web, Client Mobile

### Web

A list of all {word}s.

### Client Mobile

The last {word} is kept.

## Test Scenarios & Open Decisions

### Tests

- A {word} can be opened.

### Open Decisions

None.
"""


def put(old: str, new: str) -> Change:
    """Return the change of one text, which has to be there.

    In both, `{0}` stands for the page's word, `{1}` and `{2}` for those of the pages before it.
    """

    def change(page: str) -> str:
        number = next(i for i, word in enumerate(WORDS) if f"# {word.capitalize()}\n" in page)
        before, after = (
            text.replace("{0}", WORDS[number])
            .replace("{1}", WORDS[number - 1])
            .replace("{2}", WORDS[number - 2])
            for text in (old, new)
        )
        assert before in page, before
        return page.replace(before, after, 1)

    return change


def cut(start: str, end: str) -> Change:
    """Return the change that takes out all from one text up to another."""

    def change(page: str) -> str:
        first = page.index(start)
        return page[:first] + page[page.index(end, first) :]

    return change


def both(*changes: Change) -> Change:
    """Return the change that makes several."""

    def change(page: str) -> str:
        for each in changes:
            page = each(page)
        return page

    return change


@dataclass(frozen=True)
class Plant:
    """A fault.

    Attributes:
        change: Makes it.
        others: What it makes of good pages: the rules that find something there, too.
    """

    change: Change
    others: tuple[str, ...] = ()


def key(line: str) -> Plant:
    """Return a fault in the front matter: a line before the owner."""
    return Plant(put("owner:", f"{line}\nowner:"))


_GONE = ("FS405", "FS406")
"""What is found on the pages around one that says nothing any more."""

PLANTS: Mapping[str, Plant] = {
    # First, since it is told on the later page of the two, and would own the table of FS403.
    "FS404": Plant(put("Owned by [the feature before]({1}.md).", "Owned here.")),
    "FS101": key("note: a: b"),
    "FS102": Plant(lambda page: "---\n- one\n- two\n---\n" + page.split("---\n", 2)[2]),
    "FS103": key("status: approved"),
    "FS104": key("tags:\n\t- a"),
    "FS105": key("when: !!python/name:datetime.date"),
    "FS106": key("version: 1.10"),
    "FS107": Plant(
        both(
            put("---\ntitle", "Note: new\ntitle"),
            put("surfaces: [Web, Client Mobile]\n---", "surfaces: Web\n"),
            cut("### Client Mobile", "## Test Scenarios"),
        )
    ),
    "FS108": Plant(put("for.", "for.\0"), _GONE),
    "FS109": key(
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
        "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
        "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]"
    ),
    "FS110": Plant(lambda page: "\n" + page),
    "FS111": Plant(cut("owner:", "surfaces:")),
    "FS112": Plant(put("owner:", "onwer:")),
    "FS113": key("services: api"),
    "FS114": Plant(put("approved", "aproved")),
    "FS115": key("endpoints: ['GET /api/v1/{0}s/{id}', POST /api/v1/{0}s, /api/v1/messages]"),
    "FS116": key("reviewed: 14.10.2026"),
    "FS117": Plant(both(cut("owner:", "surfaces:"), put("surfaces:", "owner: ''\nsurfaces:"))),
    "FS201": Plant(cut("## User Flows", "## Domain Model")),
    "FS202": Plant(
        both(
            cut("## User Flows", "## Domain Model"),
            put("## Test Scenarios", "## User Flows\n\n- A coach.\n\n## Test Scenarios"),
        )
    ),
    "FS203": Plant(put("### Value Objects", "#### Value Objects")),
    "FS204": Plant(put("## Domain Model", "## User Flows\n\nMore.\n\n## Domain Model")),
    "FS205": Plant(put("## Domain Model", "## Background\n\nMore.\n\n## Domain Model")),
    "FS206": Plant(cut("- A coach opens", "## Domain Model")),
    "FS207": Plant(put("- A coach opens", "- Primary happy path.\n- A coach opens")),
    "FS208": Plant(
        put(
            "The ",
            "List aggregates, entities, value objects, domain services, invariants, and domain "
            "events.\n\nThe ",
        )
    ),
    "FS209": Plant(put("\n# ", "\n# The ")),
    "FS210": Plant(put("- `GET", "- `GET /api/v1/example` - still here\n- `GET")),
    "FS211": Plant(put("[Web, Client", "[Web, Coach Mobile, Client")),
    "FS212": Plant(put("[Web, Client Mobile]", "[Web]")),
    "FS213": Plant(put("[Web, Client", "[Web, Wbe, Client")),
    "FS215": Plant(lambda page: page[: page.index("# ")], _GONE),
    "FS301": Plant(put("- `POST", "- `FETCH /api/v1/things` - things\n- `POST")),
    "FS302": Plant(put("- `POST", "- `GET api/v1/things` - things\n- `POST")),
    "FS303": Plant(put("- `POST", "- `GET /api/v1/things/{id` - things\n- `POST")),
    "FS304": Plant(put("- `POST", "- `GET /api/v1/{0}s/{id}` - again\n- `POST")),
    "FS305": Plant(put("| Important Columns | Notes |\n|---", "| Notes |\n")),
    "FS306": key("events: {publishes: [thing.gone, {0}.created], consumes: [{1}.created]}"),
    "FS307": key("tables: []"),
    "FS308": Plant(put("- A coach may read", "A coach may read")),
    "FS309": Plant(put("None.", "- Whether this is right.")),
    "FS401": Plant(put("- `POST", "- `GET /api/v1/{1}s/{id}` - theirs\n- `POST"), ("FS401",)),
    "FS402": Plant(put("- `POST", "- `PUT /api/v1/{0}s/{key}` - a change\n- `POST")),
    "FS403": Plant(put("Owned here.", "Kept for a year.")),
    "FS405": Plant(put("- `{1}.created`", "- `nobody.sends` - from nowhere\n- `{1}.created`")),
    "FS406": Plant(put("- `{0}.created`", "- `nobody.hears` - in vain\n- `{0}.created`")),
    "FS407": Plant(put("What the", "See [it](nowhere.md). What the")),
    "FS408": Plant(
        put("| `{0}_records`", "| `{2}_recordz` | One. | id | Owned here. |\n| `{0}_records`")
    ),
    "FS901": Plant(put("What the", "<!-- featurespec: tabels -->\n\nWhat the")),
    "FS902": Plant(put("What the", "<!-- featurespec: ignore-page FS106 -->\n\nWhat the")),
    "FS903": Plant(put("What the", "<!-- featurespec: ignore-page FS106: why -->\n\nWhat the")),
    "FS904": Plant(put("What the", "<!-- featurespec: ignore-page FS999: why -->\n\nWhat the")),
}
"""By the code of the rule that has to find it."""
