"""A small site with everything that registers show, for tests in a browser."""

from __future__ import annotations

from .conftest import SiteFolder

THEMES = {
    "material": """\
theme:
  name: material
  font: false
  features: [navigation.instant]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
""",
    "mkdocs": """\
theme:
  name: mkdocs
  highlightjs: false
  color_mode: auto
  user_color_mode_toggle: true
""",
    "readthedocs": "theme:\n  name: readthedocs\n  highlightjs: false\n",
}

MESSAGING = """\
---
title: Messaging
status: shipped
owner: team-messaging
surfaces: [Web, Client Mobile]
---
# Messaging

## Database Tables

| Table | Purpose | Important Columns | Notes |
|---|---|---|---|
| `conversations` | Who talks to whom. | id, kind | Owned here. |
| `messages` | What was said in a café. | id, body | Owned here. |
| `clients` | Who is coached. | id | |

## API Endpoints

| Method | Path | Contract |
|---|---|---|
| GET | /api/v1/conversations | Newest first. |
| POST | /api/v1/conversations | Opens one. |
| GET | /api/v1/conversations/{id}/messages | A page of them. |
| DELETE | /api/v1/messages/{id} | Takes one back. |

## Events & Background Jobs

### Published

- `message.sent` - when a message was stored

### Jobs

- `expire_drafts` - every night
- `count_unread` - every minute
"""
NOTIFICATIONS = """\
---
title: Notifications
status: approved
owner: team-engagement
surfaces: [Client Mobile]
---
# Notifications

## Database Tables

| Table | Purpose | Important Columns | Notes |
|---|---|---|---|
| `notifications` | What a device shows. | id, text | Owned here. |
| `conversations` | Where it leads to. | id, muted_until | Owned by Messaging. |

## API Endpoints

| Method | Path | Contract |
|---|---|---|
| GET | /api/v1/notifications | Unread ones. |
| PUT | /api/v1/notifications/{id} | Marks one as read. |

## Events & Background Jobs

### Published

- `notification.shown` - when a device said so

### Consumed

- `message.sent`
"""
SESSIONS = """\
---
title: Workout Sessions
status: draft
owner: team-programs
surfaces: [Web]
---
# Workout Sessions

[The table](../catalog/tables.md#workout_sessions) and
[how to read it](../catalog/endpoints.md#get-api-v1-sessions-id).

## Database Tables

| Table | Purpose | Important Columns | Notes |
|---|---|---|---|
| `workout_sessions` | One training. | id, started_at | Owned here. |
| `clients` | Who trains. | id | |

## API Endpoints

| Method | Path | Contract |
|---|---|---|
| GET | /api/v1/sessions/{id} | One of them. |
| PATCH | /api/v1/sessions/{id} | Changes it. |
"""
TABLES = ["clients", "conversations", "messages", "notifications", "workout_sessions"]
NAVIGATION = """\
nav:
  - Home: index.md
  - Messaging: features/messaging.md
  - Notifications: features/notifications.md
  - Sessions: features/sessions.md
  - Catalog:
      - Features: catalog/index.md
      - Tables: catalog/tables.md
      - Endpoints: catalog/endpoints.md
      - Events: catalog/events.md
"""
PAGES = ("catalog/", "catalog/tables/", "catalog/endpoints/", "catalog/events/")


def write_catalog_site(site: SiteFolder, theme: str, url: str, **pages: str) -> None:
    """Write and build a site of three features, and of more where they are given.

    Material replaces pages in place only where a sitemap has their addresses.
    """
    more = "".join(f"  - {name.title()}: features/{name}.md\n" for name in pages)
    # The navigation is written down, since hosts show titles of pages in it as they are.
    own = f"site_url: {url}\nvalidation:\n  anchors: warn\n"
    site.configure(site=f"{THEMES[theme]}{own}{NAVIGATION}{more}")
    site.write("docs/index.md", "# Home\n")
    three = {"messaging": MESSAGING, "notifications": NOTIFICATIONS, "sessions": SESSIONS}
    for name, text in {**three, **pages}.items():
        site.write(f"docs/features/{name}.md", text)
    done = site.build()
    assert done.returncode == 0, done.stderr
    assert "does not contain an anchor" not in done.stderr, done.stderr
