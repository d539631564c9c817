"""FS211 to FS213: the surfaces in the front matter against the sections about them."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Finding, Severity, Span
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.options.reading import did_you_mean
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule
from mkdocs_featurespec.rules.structure.missing import addition
from mkdocs_featurespec.rules.structure.outline import PAGE_START, heading_text, on_written_pages
from mkdocs_featurespec.settings import DEFAULT_SURFACES
from mkdocs_featurespec.template.names import normal_name


def _named(context: PageContext) -> Iterator[tuple[str, Span]]:
    """Give the surfaces that the front matter names, with their places."""
    matter = context.page.front_matter
    named = matter.get("surfaces")
    if isinstance(named, str):
        yield named, matter.value_span("surfaces") or PAGE_START
    elif isinstance(named, list):
        for i, name in enumerate(named):
            if isinstance(name, str):
                yield name, matter.value_span("surfaces", i) or PAGE_START


@on_written_pages
def _surface_without_section(context: PageContext) -> Iterator[Finding]:
    matching = context.matching
    missing = {matching.surfaces[k]: k for k in matching.missing if k in matching.surfaces}
    for name, span in _named(context) if missing else ():
        own = missing.pop(normal_name(name), None)
        if own is None:
            continue
        message = f"the page has no section for the surface '{name}'"
        if own in matching.near:
            found = heading_text(context, matching.near[own])
            hint = f"rename it to '{context.template.sections[own].text}'"
            yield Finding(span, f"{message}; '{found}' is almost it", hint, name)
        else:
            yield Finding(span, message, addition(context, own)[0], name)


@on_written_pages
def _section_without_surface(context: PageContext) -> Iterator[Finding]:
    named = {normal_name(name) for name, _ in _named(context)}
    if not named:
        return
    matching = context.matching
    of_page: dict[int, list[int]] = {}
    for own in matching.surfaces:
        i = matching.of_template[own]
        if i is not None:
            of_page.setdefault(i, []).append(own)
    for i, owns in sorted(of_page.items()):
        unnamed = [own for own in owns if matching.surfaces[own] not in named]
        if unnamed:
            text = ", ".join(f"'{context.template.sections[own].text}'" for own in unnamed)
            message = f"the page's front matter does not name the surface {text}"
            if len(unnamed) > 1:
                message = message.replace("the surface ", "the surfaces ")
            hint = f"add {text} to 'surfaces'"
            heading = context.page.sections[i].heading
            yield Finding(heading.span, message, hint, heading.text)


@on_written_pages
def _unknown_surface(context: PageContext) -> Iterator[Finding]:
    surfaces = context.settings.surfaces
    named = list(_named(context))
    if {name for name, _ in named} <= {surface.name for surface in surfaces}:
        return
    in_template = any(section.role is Role.SURFACES for section in context.template.sections)
    if not surfaces or (surfaces == DEFAULT_SURFACES and not in_template):
        return  # the site has none, or never said which ones it has
    known = {normal_name(surface.name) for surface in surfaces}
    for name, span in named:
        if normal_name(name) not in known:
            names = [surface.name for surface in surfaces]
            hint = did_you_mean(name, names).removeprefix("; ")
            yield Finding(span, f"the site has no surface '{name}'", hint, name)


_TEMPLATE = """\
# {{ title }}

## Behavior per Surface
<!-- featurespec: section role=surfaces -->
{% for surface in surfaces %}
### {{ surface.name }}

{{ surface.prompt }}
{% endfor %}
"""
_WEB = ("## Behavior per Surface", "", "### Web", "", "A list of conversations.")
_BOTH = (*_WEB, "", "### Client Mobile", "", "One conversation.")

RULES = (
    PageRule(
        code="FS211",
        name="surface-without-section",
        severity=Severity.WARNING,
        summary="A surface that the front matter names has no section on the page.",
        reason="The front matter promises that the feature is on that surface, and nobody can read "
        "how it behaves there.",
        bad=example_page(*_WEB, keys="surfaces: [Web, Client Mobile]\n"),
        good=example_page(*_BOTH, keys="surfaces: [Web, Client Mobile]\n"),
        template=_TEMPLATE,
        unfinished=True,
        check=_surface_without_section,
    ),
    PageRule(
        code="FS212",
        name="section-without-surface",
        severity=Severity.WARNING,
        summary="A surface has a section on the page and is not named in the front matter.",
        reason="The catalog says which surfaces a feature is on by its front matter. A page that "
        "names none is not looked at.",
        bad=example_page(*_BOTH, keys="surfaces: [Web]\n"),
        good=example_page(*_BOTH, keys="surfaces: [Web, Client Mobile]\n"),
        template=_TEMPLATE,
        check=_section_without_surface,
    ),
    PageRule(
        code="FS213",
        name="unknown-surface",
        severity=Severity.WARNING,
        summary="The front matter names a surface that the site does not have.",
        reason="The option `surfaces` says which ones there are. The skeleton has no section for "
        "another, and the catalog shows one that nobody knows.",
        bad=example_page(*_BOTH, keys="surfaces: [Web, Client Mobile, Wbe]\n"),
        good=example_page(*_BOTH, keys="surfaces: [Web, Client Mobile]\n"),
        template=_TEMPLATE,
        check=_unknown_surface,
    ),
)
