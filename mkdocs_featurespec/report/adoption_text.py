"""What a team that has pages is offered, to be read in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from mkdocs_featurespec.adopt.keys import STATUSES
from mkdocs_featurespec.adopt.proposal import UNKNOWN_SECTION
from mkdocs_featurespec.report.summary import plural, summarize
from mkdocs_featurespec.report.terminal import BOLD, CYAN, DIM, GREEN, RED, Style, printable
from mkdocs_featurespec.rules import REGISTRY

if TYPE_CHECKING:
    from mkdocs_featurespec.adopt.elsewhere import Elsewhere
    from mkdocs_featurespec.adopt.folders import Candidate
    from mkdocs_featurespec.adopt.keys import FrontMatterInUse, KeyInUse
    from mkdocs_featurespec.adopt.outline import DraftSection
    from mkdocs_featurespec.adopt.proposal import Proposal, TemplateProposal
    from mkdocs_featurespec.settings import Settings
    from mkdocs_featurespec.workspace import Site

_MOST_ELSEWHERE = 5


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a team that has pages is offered, and what would come of it.

    Attributes:
        settings: The plugin's options as they would be.
        found: Where feature pages were found, the chosen place first; empty where they were named.
        proposal: The template, the schema and what they are made of.
        config_path: How messages name the configuration.
        before: What it says; empty where there is none.
        after: What it would say.
        refused: Why it cannot be edited; empty where it can.
        site: The site as it would be read.
    """

    settings: Settings
    found: Sequence[Candidate]
    proposal: Proposal
    config_path: str
    before: str
    after: str
    refused: str
    site: Site


def write_adoption(adoption: Adoption, stream: TextIO) -> None:
    """Write what is offered, with the numbers that it was concluded from."""
    style = Style(stream)
    proposal = adoption.proposal
    parts = (
        _pages_lines(adoption, style),
        _template_lines(proposal, style),
        _schema_lines(proposal.schema_path, proposal.use, style),
        _config_lines(adoption, style),
        _summary(adoption.site, style),
    )
    for part in parts:
        stream.write("\n".join(part) + "\n\n")


def write_summary(site: Site, stream: TextIO) -> None:
    """Write what a site's pages hold, and how many findings there are by rule."""
    stream.write("\n".join(_summary(site, Style(stream))) + "\n\n")


def _pages_lines(adoption: Adoption, style: Style) -> Iterator[str]:
    """Give the lines about which pages are feature pages, and why."""
    settings, found = adoption.settings, adoption.found
    count = len(adoption.site.pages)
    yield style(f"Pages ({count})", BOLD)
    yield f"  {printable(', '.join(settings.features))}"
    if settings.exclude:
        yield f"  without {printable(', '.join(settings.exclude))}"
    if unreadable := count - adoption.proposal.page_count:
        yield f"  {unreadable} of them cannot be read"
    if not found:
        return
    first, *others = found
    why = "taken for the name of their folder; " if first.is_named else ""
    yield f"  {why}{first.alike} of {first.pages} share two headings or more with others"
    for other in others[:3]:
        patterns = " ".join(f"--pages '{pattern}'" for pattern in other.patterns)
        yield style(f"  not taken: {printable(patterns)} ({plural(other.pages, 'page')})", DIM)
    yield style("  choose others with --pages PATTERN", DIM)


def _template_lines(proposal: Proposal, style: Style) -> Iterator[str]:
    """Give the lines about the template and its sections."""
    template, count = proposal.template, proposal.written
    yield style(f"Template: {printable(template.path)}", BOLD)
    yield f"  {_origin(template, count)}"
    if template.problem:
        yield f"  your own template cannot be used: {printable(template.problem)}"
    width = max((len(_share(section)) for section in template.sections), default=0)
    top = min((section.level for section in template.sections), default=0)
    for section in template.sections:
        indent = "  " * (section.level - top)
        said = "".join(f", {each}" for each in _said(section))
        line = f"{_share(section):>{width}}  {indent}{printable(section.text)}{said}"
        yield f"  {line}"
    for lack in template.lacking:
        yield f"  {lack.pages} of {count} pages have '{printable(lack.text)}', which it lacks"
    if proposal.is_loose:
        yield f"  {UNKNOWN_SECTION} is off, since most pages have sections of their own"
        if template.made_of:
            yield style("  --derive-template makes one of what the pages share instead", DIM)
    yield from _elsewhere_lines(proposal.elsewhere)


def _elsewhere_lines(elsewhere: Sequence[Elsewhere]) -> Iterator[str]:
    """Give the lines about what the catalog would not read."""
    if elsewhere:
        yield "  not read, since nothing says what these sections hold:"
    for each in elsewhere[:_MOST_ELSEWHERE]:
        what = plural(each.count, each.role.value.removesuffix("s"))
        yield f"    {printable(f'{each.src_uri}: {each.text}')} ({what})"
    if len(elsewhere) > _MOST_ELSEWHERE:
        yield f"    and {len(elsewhere) - _MOST_ELSEWHERE} more"


def _origin(template: TemplateProposal, count: int) -> str:
    if not template.made_of:
        if template.is_shared:
            return f"derived from the headings that most of the {plural(count, 'page')} share"
        return "derived; half of the pages share next to no headings, so every section is optional"
    followed = f"{template.followed} of {count} pages have half of its sections in order"
    if not template.is_new:
        return f"your own, as it is; {followed}"
    return f"a copy of {printable(template.made_of)} with directives; {followed}"


def _share(section: DraftSection) -> str:
    return f"{section.pages} of {section.of}"


def _said(section: DraftSection) -> Iterator[str]:
    """Give what is to be said of a section, in a few words each."""
    if section.optional:
        yield "optional"
    if section.role is not None:
        listed = ""
        if section.entities:
            pages = sum(guess.pages for guess in section.guesses)
            listed = f" ({section.entities} on {plural(pages, 'page')})"
        yield f"role {section.role.value}{listed}"
    if section.aliases:
        yield f"also called {printable(' / '.join(section.aliases))}"


def _schema_lines(path: str, use: FrontMatterInUse, style: Style) -> Iterator[str]:
    """Give the lines about the schema and the front matter in use."""
    yield style(f"Schema: {printable(path)}", BOLD)
    if not use.keys:
        yield "  no page has front matter, so nothing is asked for yet"
        return
    yield f"  {use.with_front_matter} of {use.page_count} pages have front matter"
    if use.with_front_matter * 2 <= use.page_count:
        yield "  most have none, so no key is required"
    width = len(str(use.with_front_matter))
    for key in use.keys:
        yield f"  {key.pages:>{width}}  {printable(f'{key.name}: {_values(key)}')}"
        for note in _notes(key):
            yield f"  {'':>{width}}  {printable(note)}"


def _notes(key: KeyInUse) -> Iterator[str]:
    """Give what else is to be said of a key."""
    for slip, meant in key.slips:
        yield f"'{slip}' looks like a slip of '{meant}'"
    foreign = [value for value in key.values if value not in STATUSES]
    if key.name == "status" and foreign:
        yield f"the option 'unfinished' does not know {', '.join(foreign)} yet"


def _values(key: KeyInUse) -> str:
    what = key.format or " or ".join(key.types)
    if key.items:
        what = what.replace("array", f"list of {' or '.join(key.items)}")
    if key.values:
        what = ", ".join(key.values)
    return f"{what} (required)" if key.required else what


def _config_lines(adoption: Adoption, style: Style) -> Iterator[str]:
    """Give the lines about the configuration: what would change, as a unified diff."""
    from difflib import unified_diff

    path = printable(adoption.config_path)
    yield style(f"Configuration: {path}", BOLD)
    if adoption.refused:
        yield f"  {printable(adoption.refused)}"
        return
    colours = {"+": GREEN, "-": RED, "@": CYAN}
    name = path if adoption.before else "/dev/null"
    old, new = adoption.before.splitlines(), adoption.after.splitlines()
    for line in unified_diff(old, new, name, path, lineterm=""):
        yield style(f"  {printable(line)}".rstrip(), *filter(None, [colours.get(line[:1])]))


def _summary(site: Site, style: Style) -> Iterator[str]:
    """Give the lines that sum up pages, sections, entities and findings."""
    yield style("Summary", BOLD)
    catalog = site.catalog
    counts = (
        (len(site.pages), "page"),
        (sum(len(page.sections) for page in site.pages.values()), "section"),
        (len(catalog.tables), "table"),
        (len(catalog.endpoints), "endpoint"),
        (len(catalog.events), "event"),
        (len(catalog.jobs), "job"),
    )
    yield f"  {', '.join(plural(count, noun) for count, noun in counts)}"
    found = (*site.diagnostics, *(each.diagnostic for each in site.silenced))
    yield f"  {summarize(found, len(site.pages)).text}"
    by_code = Counter(diagnostic.code for diagnostic in found)
    width = max((len(str(count)) for count in by_code.values()), default=0)
    for code, count in sorted(by_code.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"  {count:>{width}}  {code} {REGISTRY.by_code[code].name}"
    yield from _kept_lines(site)


def _kept_lines(site: Site) -> Iterator[str]:
    """Give the lines about what half of the pages have kept of the template's own text."""
    kept = Counter(
        text for page in site.pages.values() for text in {x.text for x in page.left_over}
    )
    for text, count in kept.most_common(3):
        if count > 2 and count * 2 >= len(site.pages):
            said = f"'{text}' stands on {count} pages as in the template"
            yield f"  {printable(said)}; if it is to stay there, take it out of the template"
