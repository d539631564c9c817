"""The operations of all APIs, looked up as pages write them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from mkdocs_featurespec.catalog import CatalogEntry, Use
from mkdocs_featurespec.reader.entities.identity import endpoint_shape
from mkdocs_featurespec.rules.drift.prefixes import Form, Key, forms
from mkdocs_featurespec.rules.drift.scope import AnswersFor, is_elsewhere, scope, uses_of
from mkdocs_featurespec.rules.registry import SiteContext
from mkdocs_featurespec.sources.source import Source
from mkdocs_featurespec.sources.values import Operation

_MOST_COMPARED = 400
_CLOSE = 0.75
_VERY_CLOSE = 0.92
_UNTOLD = ("HEAD", "OPTIONS", "TRACE")
"""Methods that no page need document."""
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "SSE")
"""Methods that an API's description can have; server-sent events are read by GET."""


@dataclass(slots=True)
class Served:
    """The operations of one API, by the ways in which pages may write them.

    Attributes:
        source: The API.
        answers_for: Whether it answers for what a page names.
        form: How pages write its paths.
        by_key: Its operations.
        methods: The methods of each path.
    """

    source: Source
    answers_for: AnswersFor
    form: Form
    by_key: dict[Key, Operation] = field(default_factory=dict)
    methods: dict[str, dict[str, Operation]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether all of its description could be read."""
        return not self.source.problems

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation that a page means."""
        shape = endpoint_shape(path)
        if method == "SSE":
            method = "GET"
        found = self.by_key.get((method, shape))
        if found is None and method in ("HEAD", "OPTIONS") and shape in self.methods:
            # Servers answer to these for every path; few descriptions say so.
            return next(iter(self.methods[shape].values()))
        return found

    def shown(self, operation: Operation) -> str:
        """Return an operation as pages write it."""
        return f"{operation.method} {self.form.of(operation.path)}"


@lru_cache(maxsize=1)
def apis(context: SiteContext) -> Sequence[Served]:
    """Return the operations of all APIs that a site has for sources."""
    sources = context.sources.of_kind("openapi")
    if not sources:
        return ()
    on_pages = {
        (entry.method, endpoint_shape(entry.name)): None for entry in context.catalog.endpoints
    }
    return [_served(source, on_pages) for source in sources]


def _served(source: Source, on_pages: dict[Key, None]) -> Served:
    known = forms(source, on_pages.keys())
    served = Served(source, scope(source), known[0])
    for form in known:
        for operation in source.operations:
            shape = endpoint_shape(form.of(operation.path))
            served.by_key.setdefault((operation.method, shape), operation)
            served.methods.setdefault(shape, {}).setdefault(operation.method, operation)
    return served


class Compared(NamedTuple):
    """An endpoint on a page, beside the APIs that answer for it.

    Attributes:
        entry: The endpoint.
        use: The page.
        asked: The APIs.
        found: The operation that it is, and its API; `None` if none has it.
        methods: Of what none has, the operations that its path has instead, by method.
        near: Of what none has by any method, the operation that may be meant, and how a page
            would write it.
    """

    entry: CatalogEntry
    use: Use
    asked: tuple[Served, ...]
    found: tuple[Served, Operation] | None = None
    methods: Mapping[str, Operation] = MappingProxyType({})
    near: tuple[Operation, str] | None = None

    @property
    def name(self) -> str:
        """The endpoint as its page writes it."""
        return f"{self.entry.method} {self.use.entity.name}"


@lru_cache(maxsize=1)
def compared(context: SiteContext) -> Sequence[Compared]:
    """Return the endpoints that pages serve, beside the APIs that answer for them.

    Of what is not found nothing is said where a part of an API could not be read.
    """
    every = apis(context)
    beside = [
        _beside(entry, use, asked)
        for entry, use in (uses_of(context.catalog.endpoints) if every else ())
        if use.direction is None and not is_elsewhere(use) and entry.method in _METHODS
        if (asked := tuple(api for api in every if api.answers_for(use, use.entity.name)))
    ]
    known = {id(each.found[1]) for each in beside if each.found is not None}
    return [
        each if each.found or each.methods else each._replace(near=_near(each, known))
        for each in beside
        if each.found or all(api.is_whole for api in each.asked)
    ]


def _beside(entry: CatalogEntry, use: Use, asked: tuple[Served, ...]) -> Compared:
    path = use.entity.name
    for api in asked:
        if operation := api.find(entry.method, path):
            return Compared(entry, use, asked, (api, operation))
    methods: dict[str, Operation] = {}
    for api in asked:
        methods = {**api.methods.get(endpoint_shape(path), {}), **methods}
    return Compared(entry, use, asked, None, methods)


class Documented(NamedTuple):
    """An operation that pages should document, and where they do.

    Attributes:
        api: Its API.
        operation: The operation.
        shown: How pages write it.
        uses: The pages that name it.
    """

    api: Served
    operation: Operation
    shown: str
    uses: tuple[Use, ...]


def operations(context: SiteContext) -> Iterator[Documented]:
    """Give the operations of all APIs that pages should document, or do.

    Deprecated ones need no page, nor does what servers answer to by themselves.
    """
    on_pages = {(e.method, endpoint_shape(e.name)): e.uses for e in context.catalog.endpoints}
    for method, path in list(on_pages):
        if method == "SSE":
            on_pages.setdefault(("GET", path), on_pages[method, path])
    for api in apis(context):
        uses: dict[int, list[Use]] = {}
        for key in on_pages.keys() & api.by_key.keys():
            uses.setdefault(id(api.by_key[key]), []).extend(on_pages[key])
        for operation in api.source.operations:
            found = tuple(uses.get(id(operation), ()))
            shown = api.shown(operation)
            path = shown.partition(" ")[2]
            expected = not operation.deprecated and operation.method not in _UNTOLD
            answers = api.source.answers_for(path) and api.source.answers_for(operation.path)
            if answers and (found or expected):
                yield Documented(api, operation, shown, found)


def _near(each: Compared, known: Collection[int]) -> tuple[Operation, str] | None:
    """Return the operation that a page may mean, and how it would be written there.

    It has to be nearly the same where some page documents it already. Of very large APIs, only
    those operations are compared that end or begin alike.
    """
    wanted = f"{each.entry.method} {endpoint_shape(each.use.entity.name)}"
    by_text: dict[str, tuple[Operation, str]] = {}
    for api in each.asked:
        for operation in api.source.operations:
            shown = api.shown(operation)
            text = f"{operation.method} {endpoint_shape(shown.partition(' ')[2])}"
            by_text.setdefault(text, (operation, shown))
    texts = list(by_text)
    if len(texts) > _MOST_COMPARED:
        ends = (wanted[-4:], wanted.rpartition("/")[0])
        texts = [text for text in texts if text.endswith(ends[0]) or text.startswith(ends[1])]
        texts = texts[:_MOST_COMPARED]
    unknown = [text for text in texts if id(by_text[text][0]) not in known]
    close = get_close_matches(wanted, unknown, n=1, cutoff=_CLOSE)
    close = close or get_close_matches(wanted, texts, n=1, cutoff=_VERY_CLOSE)
    return by_text[close[0]] if close else None
