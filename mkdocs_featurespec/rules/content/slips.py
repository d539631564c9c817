"""FS301 to FS304: endpoints that are none, and entities that a page lists twice."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import FaultKind, Finding, Severity
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageCheck, PageContext, PageRule


def _noticed(kind: FaultKind) -> PageCheck:
    """Return a check that gives what the reader noticed of one kind."""

    def check(context: PageContext) -> Iterator[Finding]:
        for fault in context.page.faults:
            if fault.kind is kind:
                yield fault.finding

    return check


_ENDPOINTS = ("## API Endpoints", "")
_LISTED = "- `GET /api/v1/messages`: newest first"
_ONE = "- `GET /api/v1/messages/{id}`: one message"

RULES = (
    PageRule(
        code="FS301",
        name="endpoint-method",
        severity=Severity.ERROR,
        summary="An endpoint has no HTTP method, or one that does not exist.",
        reason="Such a line is no endpoint: the catalog does not list it, and nobody finds who "
        "else uses it. A path alone counts as one where it stands among endpoints, or begins with "
        "`/api/`; an app's pages are left alone.",
        bad=example_page(*_ENDPOINTS, "- `FETCH /api/v1/messages`: newest first"),
        good=example_page(*_ENDPOINTS, _LISTED),
        check=_noticed(FaultKind.ENDPOINT_METHOD),
    ),
    PageRule(
        code="FS302",
        name="endpoint-path",
        severity=Severity.ERROR,
        summary="An endpoint has no path, or one that cannot be a path.",
        reason="A path begins with a slash and has neither spaces nor full-width characters. "
        "Anything else is not in the catalog, and copied into a client it does not work.",
        bad=example_page(*_ENDPOINTS, "- `GET api/v1/messages`: newest first"),
        good=example_page(*_ENDPOINTS, _LISTED),
        check=_noticed(FaultKind.ENDPOINT_PATH),
    ),
    PageRule(
        code="FS303",
        name="endpoint-braces",
        severity=Severity.ERROR,
        summary="A bracket in an endpoint's path has no other half.",
        reason="Where the parameter ends can only be guessed. The catalog does not guess, and does "
        "not list the endpoint.",
        bad=example_page(*_ENDPOINTS, "- `GET /api/v1/messages/{id`: one message"),
        good=example_page(*_ENDPOINTS, _ONE),
        check=_noticed(FaultKind.ENDPOINT_BRACES),
    ),
    PageRule(
        code="FS304",
        name="entity-twice",
        severity=Severity.WARNING,
        summary="A page lists a table, an endpoint, an event or a job twice.",
        reason="One of the two goes out of date first, and the catalog shows the other. An "
        "overview and a section with the details are not twice the same, and neither are two rows "
        "that differ in more than a description: one for each role, or for each handler of an "
        "event.",
        bad=example_page(
            *_ENDPOINTS, _LISTED, _ONE, "- `GET /api/v1/messages/:id`: with its files"
        ),
        good=example_page(*_ENDPOINTS, _LISTED, f"{_ONE} with its files"),
        check=_noticed(FaultKind.ENTITY_TWICE),
    ),
)
