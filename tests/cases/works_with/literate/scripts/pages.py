import mkdocs_gen_files

REFUNDS = """\
---
title: Refunds
status: draft
owner: team-money
---
# Refunds

## Tables

- `refunds`: what goes back. Owned here.
- `bills`: what it was paid for.

## API

- `POST /refunds` - pays it back
"""

with mkdocs_gen_files.open("features/refunds.md", "w") as page:
    page.write(REFUNDS)
