"""Endpoints that two features document, and parameters of many names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mkdocs_featurespec.catalog import CatalogEntry, Use
from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.reader.entities.identity import parameter_names, with_parameters
from mkdocs_featurespec.rules.across.wording import other_page, owned_by, related, title, titles
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule


def _in_two_features(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for found in context.kept.each("FS401", context.catalog.endpoints, _documented):
        yield from found


def _documented(entry: CatalogEntry) -> Sequence[tuple[str, Finding]]:
    if len(entry.uses) < 2:
        return ()
    documenting = [use for use in entry.uses if _documents(use)]
    owners = [use for use in documenting if use.owned]
    owner = owners[0] if len(owners) == 1 else None
    return [
        (
            use.feature.src_uri,
            _documented_twice(entry, use, [each for each in documenting if each is not use], owner),
        )
        for use in documenting
        if use is not owner and len(documenting) > 1
    ]


def _documents(use: Use) -> bool:
    """Return whether a feature serves an endpoint, and does not only call it or refer to it."""
    return use.direction is not Direction.CONSUMED and use.owned is not False


def _documented_twice(
    entry: CatalogEntry, use: Use, others: Sequence[Use], owner: Use | None
) -> Finding:
    name = f"{entry.method} {use.entity.name}"
    if owner is not None:
        message = f'"{name}" is owned by {title(owner.feature)}, and documented here too'
        hint = f'write "{owned_by(owner, use.feature.src_uri)}" beside it'
    else:
        message = f'"{name}" is documented by {titles([each.feature for each in others])} too'
        hint = 'write "Owned here" on one page; on others, who owns it or that it is only called'
    return Finding(
        use.entity.span, message, hint, entry.identity, related(others, "documented here")
    )


def _parameter_name(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    by_shape = context.kept.grouped("shapes", context.catalog.endpoints, _shapes)
    for found in context.kept.each("FS402", by_shape.values(), _deviating):
        yield from found


def _shapes(entry: CatalogEntry) -> Iterator[tuple[str, Use]]:
    if "{}" in entry.identity:
        shape = entry.identity.partition(" ")[2]
        yield from ((shape, use) for use in entry.uses)


def _deviating(uses: Sequence[Use]) -> Sequence[tuple[str, Finding]]:
    """Return the paths of one shape that name their parameters in another way than most.

    Wildcards have no name, and paths with them are left out.
    """
    if len({use.entity.name for use in uses}) < 2:
        return ()
    spelled = [(parameter_names(use.entity.name), use) for use in uses]
    spelled = [pair for pair in spelled if all(pair[0])]
    spelled.sort(key=lambda pair: _order(pair[1]))
    counts = Counter(names for names, _ in spelled)
    usual = max(counts, key=lambda names: counts[names], default=())
    examples = [use for names, use in spelled if names == usual]
    seen = set()
    found = []
    for names, use in spelled:
        src_uri = use.feature.src_uri
        if names != usual and (src_uri, names) not in seen:
            seen.add((src_uri, names))
            found.append((src_uri, _other_name(use, usual, examples)))
    return found


def _order(use: Use) -> tuple[str, str, int, int]:
    """Return what puts uses into the order of the features, then of the page."""
    feature, span = use.feature, use.entity.span
    return (feature.title.casefold(), feature.src_uri, span.line, span.column)


def _other_name(use: Use, usual: tuple[str, ...], examples: Sequence[Use]) -> Finding:
    path = use.entity.name
    mended = with_parameters(path, usual)
    elsewhere = next((each for each in examples if each.feature is not use.feature), None)
    where = f"in {title(elsewhere.feature)}" if elsewhere else "elsewhere on this page"
    example = elsewhere or examples[0]
    return Finding(
        use.entity.span,
        f'"{path}" is "{example.entity.name}" {where}',
        f'write "{mended}", as most do' if len(examples) > 1 else f'write "{mended}"',
        path,
        related([example], f'"{example.entity.name}" stands here'),
    )


_ENDPOINTS = ("## API Endpoints", "")
_ROSTER = other_page(
    "Roster", *_ENDPOINTS, "- `GET /clients/{client_id}`", "- `PUT /clients/{client_id}`"
)

RULES = (
    SiteRule(
        code="FS401",
        name="endpoint-in-two-features",
        severity=Severity.WARNING,
        summary="Two features document the same endpoint.",
        reason="One of them will be right and the other out of date. A page that only calls an "
        "endpoint of another feature says so, and so does one that repeats it: then it is a "
        "reference, and the reader knows where to look.",
        bad=example_page(*_ENDPOINTS, "- `GET /clients/{client_id}` - who writes"),
        good=example_page(
            *_ENDPOINTS,
            "- `GET /clients/{client_id}` - who writes. Owned by [Roster](roster.md).",
        ),
        beside={"roster.md": _ROSTER},
        check=_in_two_features,
    ),
    SiteRule(
        code="FS402",
        name="parameter-name",
        severity=Severity.WARNING,
        summary="Two paths differ only in the name of a parameter.",
        reason="The server has one route, and its parameter one name. A client that is written "
        "from one page does not fit the code that is written from the other. The name that most "
        "endpoints use is taken to be the right one.",
        bad=example_page(*_ENDPOINTS, "- `DELETE /clients/{cid}`"),
        good=example_page(*_ENDPOINTS, "- `DELETE /clients/{client_id}`"),
        beside={"roster.md": _ROSTER},
        check=_parameter_name,
    ),
)
