"""How writers head the columns of the tables that hold entities."""

from __future__ import annotations

COLUMN_COLUMNS = frozenset(
    "column|columns|column name|field|fields|field name|property|properties|parameter|attribute"
    "|key|value|enum|index|constraint|migration".split("|")
)
"""The first column of a table of columns."""
TYPE_COLUMNS = frozenset("type|data type|sql type|nullable|null|default|required".split("|"))
"""What only a table of columns has."""

TABLE_COLUMNS = frozenset(
    (
        "table|tables|table name|database table|db table|name|model|models|model name|entity"
        "|entities|collection|view|views|materialized view|table model|model table"
    ).split("|")
)
TABLE_SUMMARIES = (
    "purpose|description|what it holds|what it stores|stores|holds|about|usage|notes|role"
).split("|")
"""From the best to the worst, as the others of their kind."""
KEY_COLUMNS = frozenset(
    "important columns|key columns|columns|main columns|key fields|fields|important fields"
    "|notable columns".split("|")
)

METHOD_COLUMNS = frozenset("method|methods|verb|http method|http verb|http|type".split("|"))
PATH_COLUMNS = frozenset(
    "path|route|routes|endpoint|endpoints|url|uri|api|api endpoint|api route|api path|http"
    "|operation|resource|method and path|method path|request|call".split("|")
)
ENDPOINT_SUMMARIES = (
    "description|what it does|purpose|summary|does|action|contract|behavior|behaviour|details"
    "|returns|notes"
).split("|")

EVENT_COLUMNS = frozenset(
    "event|events|event name|event type|domain event|integration event|message|topic|name"
    "|published event|consumed event|emitted event|notification".split("|")
)
JOB_COLUMNS = frozenset(
    "job|jobs|job name|scheduled job|background job|worker|cron|cron job|task|queue|queue job"
    "|scheduled task|background task".split("|")
)
EVENT_SUMMARIES = (
    "description|meaning|what it says|what it does|purpose|does|when|published when|emitted when"
    "|trigger|notes|payload"
).split("|")
EVENT_SIDE_COLUMNS = frozenset(("direction", "side", "role", "published or consumed"))

ENDPOINT_SIDE_COLUMNS = frozenset(("direction", "side", "served or called"))
OWNER_COLUMNS = frozenset(
    "owner|owned|owned by|owned here|ownership|owning feature|owner feature|feature owner".split(
        "|"
    )
)

_SAME = (
    "purpose|description|summary|about|what it does|what it is for|what it holds|what it stores"
    "|stores|holds|does|meaning",
    "important columns|key columns|columns|main columns|key fields|fields|important fields"
    "|notable columns",
    "notes|note|remarks|remark|comments|comment",
    "table|tables|table name|database table|db table|model|models|model name|entity|entities",
    "method|methods|verb|http method|http verb",
    "path|route|routes|endpoint|endpoints|url|uri|api endpoint|api route|api path",
    "event|events|event name|event type|domain event",
    "job|jobs|job name|scheduled job|background job",
)
_FIRST_OF = {name: names.split("|")[0] for names in _SAME for name in names.split("|")}


def same_column(name: str) -> str:
    """Return one name for all that mean the same column.

    Args:
        name: Normalised, as `read_header` gives it.
    """
    return _FIRST_OF.get(name, name)
