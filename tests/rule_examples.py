"""What the rules find on the examples of a rule."""

from __future__ import annotations

from pathlib import Path

from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.options.sources import ChosenSource
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.rules.families import EXAMPLE_TEMPLATE
from mkdocs_featurespec.rules.registry import Rule, TemplateRule
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.site.sources import SourceFiles
from mkdocs_featurespec.workspace import Document, load_workspace

PAGE = "page.md"
"""How diagnostics name the example's page."""

TEMPLATE = "template.md"
"""How they name its template."""


_KINDS = {"openapi.yaml": "openapi", "schema.sql": "sql", "asyncapi.yaml": "asyncapi"}


def findings(
    rule: Rule, page: str, folder: Path, *, mended: bool = False
) -> tuple[Diagnostic, ...]:
    """Return what all rules find on an example, by the template and the schema that it needs.

    Args:
        rule: Whose example it is.
        page: The page, or the template where the rule looks at that; the pages beside it are the
            rule's.
        folder: An empty folder.
        mended: Whether its sources are those of the good example.
    """
    of_template = isinstance(rule, TemplateRule)
    template = page if of_template else rule.template or EXAMPLE_TEMPLATE
    (folder / TEMPLATE).write_text(template, "utf-8")
    settings = Settings(template=TEMPLATE)
    if rule.schema:
        (folder / "schema.json").write_text(rule.schema, "utf-8")
        settings = Settings(template=TEMPLATE, schema="schema.json")
    chosen = [ChosenSource(_KINDS[name], (name,), name) for name in rule.sources]
    for name, text in (rule.mended if mended and rule.mended else rule.sources).items():
        (folder / name).write_text(text, "utf-8")
    sources = SourceFiles().find(chosen, folder)
    workspace = load_workspace(settings, folder, Dialect(), sources=sources)
    pages = {**rule.beside, PAGE: page} if not of_template else {}
    return workspace.read_site(
        Document(name, name, text) for name, text in pages.items()
    ).diagnostics
