"""FS502 to FS506: endpoints of pages, and operations of the API's description."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.catalog import Use
from mkdocs_featurespec.diagnostics import Finding, Related, Severity
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.reader.entities.identity import (
    endpoint_shape,
    parameter_names,
    with_parameters,
)
from mkdocs_featurespec.rules.drift.api_index import Compared, apis, compared, operations
from mkdocs_featurespec.rules.drift.scope import any_unread, named, there
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule, SourceRule


def _not_in_api(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for each in compared(context):
        if each.found is None and not each.methods:
            yield each.use.feature.src_uri, _unknown(each)


def _unknown(each: Compared) -> Finding:
    span, message = each.use.entity.span, f'"{each.name}" is not in {_asked(each)}'
    if each.near is None:
        return Finding(span, message, "describe it there, or take it out", each.name)
    operation, shown = each.near
    place = there(operation.file, operation.span, f'"{shown}" stands here')
    return Finding(span, message, f'did you mean "{shown}"?', each.name, place)


def _method_not_in_api(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for each in compared(context):
        if not each.methods:
            continue
        listed = ", ".join(f'"{method}"' for method in each.methods)
        message = f'"{each.name}" is not in {_asked(each)}, which has the path'
        hint = f"its method{'s are' if len(each.methods) > 1 else ' is'} {listed}"
        places = tuple(
            Related(o.file, o.span, f'"{o.method}" stands here') for o in each.methods.values()
        )
        finding = Finding(each.use.entity.span, message, hint, each.name, places)
        yield each.use.feature.src_uri, finding


def _parameter_name(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for each in compared(context):
        if each.found is None:
            continue
        api, operation = each.found
        here, theirs = each.use.entity.name, api.form.of(operation.path)
        ours, names = parameter_names(here), parameter_names(theirs)
        if len(ours) != len(names) or not all(ours) or not all(names):
            continue
        if list(map(_plain, ours)) != list(map(_plain, names)):
            message = f'"{here}" is "{theirs}" in {api.source.chosen.name}'
            hint = f'write "{with_parameters(here, names)}"'
            place = there(operation.file, operation.span, f'"{api.shown(operation)}" stands here')
            finding = Finding(each.use.entity.span, message, hint, each.name, place)
            yield each.use.feature.src_uri, finding


def _plain(name: str) -> str:
    """Return a parameter's name without what is a matter of style."""
    return name.replace("_", "").replace("-", "").casefold()


def _deprecated(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for each in compared(context):
        src_uri = each.use.feature.src_uri
        page = context.pages.get(src_uri)  # none where it is another site's
        if page is None or each.found is None or not each.found[1].deprecated:
            continue
        if not _says_deprecated(each.use, page):
            api, operation = each.found
            message = f'"{each.name}" is deprecated in {api.source.chosen.name}, and not here'
            hint = 'write "deprecated" beside it'
            place = there(operation.file, operation.span, "deprecated here")
            yield src_uri, Finding(each.use.entity.span, message, hint, each.name, place)


def _says_deprecated(use: Use, page: Page) -> bool:
    around = (s.heading for s in page.sections if s.heading.line <= use.line <= s.end_line)
    said = (use.entity.said, use.summary, page.status, *(heading.text for heading in around))
    return any("deprecat" in text.casefold() for text in said)


def _not_documented(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    if not apis(context) or any_unread(context):
        return
    meant = _meant(context)
    told: set[str] = set()  # two descriptions may have the same operation
    told |= {endpoint_shape(each.shown) for each in operations(context) if each.uses}
    for each in operations(context):
        shape = endpoint_shape(each.shown)
        if id(each.operation) not in meant and shape not in told:
            told.add(shape)
            message = f'no page documents "{each.shown}"'
            hint = "document it on the page of its feature, or name it under 'ignore'"
            finding = Finding(each.operation.span, message, hint, each.shown)
            yield each.operation.file, finding


def _meant(context: SiteContext) -> set[int]:
    """Return the operations, by id, that are told where a page writes them in another way."""
    meant: set[int] = set()
    for each in compared(context):
        meant |= {id(operation) for operation in each.methods.values()}
        if each.near is not None:
            meant.add(id(each.near[0]))
    return meant


def _asked(each: Compared) -> str:
    return named(api.source for api in each.asked)


_HEAD = ("## API Endpoints", "")
_API = """\
openapi: 3.0.3
info: {title: Messages, version: "1"}
servers:
  - url: https://api.example.com/v1
paths:
  /messages/{message_id}:
    get:
      summary: One message
"""
_GOOD = example_page(*_HEAD, "- `GET /v1/messages/{message_id}` - one message")

RULES = (
    SiteRule(
        code="FS502",
        name="endpoint-not-in-api",
        severity=Severity.WARNING,
        summary="An endpoint on a page is in no description of the API.",
        reason="Whoever calls it gets a 404. It was renamed or removed, or never was built. The "
        "names of parameters do not count, nor does what the servers' addresses put before each "
        "path. What a page only calls, or says to be another system's, is not looked for.",
        bad=example_page(*_HEAD, "- `GET /v1/message/{message_id}` - one message"),
        good=_GOOD,
        sources={"openapi.yaml": _API},
        unfinished=True,
        check=_not_in_api,
    ),
    SiteRule(
        code="FS503",
        name="method-not-in-api",
        severity=Severity.WARNING,
        summary="An endpoint's path is in the description of the API, with other methods.",
        reason="Either the page names the wrong method, or it documents something that the API "
        "cannot do.",
        bad=example_page(*_HEAD, "- `POST /v1/messages/{message_id}` - one message"),
        good=_GOOD,
        sources={"openapi.yaml": _API},
        unfinished=True,
        check=_method_not_in_api,
    ),
    SiteRule(
        code="FS504",
        name="parameter-not-in-api",
        severity=Severity.INFO,
        summary="A path's parameter has another name in the description of the API.",
        reason="Generated clients and error messages use the name in the description. Capitals, "
        "dashes and underscores do not count.",
        bad=example_page(*_HEAD, "- `GET /v1/messages/{id}` - one message"),
        good=_GOOD,
        sources={"openapi.yaml": _API},
        check=_parameter_name,
    ),
    SiteRule(
        code="FS505",
        name="deprecated-in-api",
        severity=Severity.WARNING,
        summary="An endpoint is deprecated in the description of the API, and not on the page.",
        reason="A reader of the page builds on what is about to go.",
        bad=_GOOD,
        good=example_page(
            *_HEAD, "- `GET /v1/messages/{message_id}` - one message; deprecated, use the list"
        ),
        sources={"openapi.yaml": _API + "      deprecated: true\n"},
        check=_deprecated,
    ),
    SourceRule(
        code="FS506",
        name="operation-not-documented",
        severity=Severity.WARNING,
        summary="No page documents an operation of the API.",
        reason="Nobody knows which feature it belongs to, so nobody knows what breaks when it "
        "changes. The finding stands in the description of the API. Deprecated operations need "
        "no page, nor do `HEAD`, `OPTIONS` and `TRACE`.",
        bad=example_page(*_HEAD, "None."),
        good=_GOOD,
        sources={"openapi.yaml": _API},
        check=_not_documented,
    ),
)
