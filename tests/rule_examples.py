"""What the rules find on the examples of a rule."""

from __future__ import annotations

from pathlib import Path

from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.rules.families import EXAMPLE_TEMPLATE
from mkdocs_featurespec.rules.registry import Rule
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.workspace import Document, load_workspace

PAGE = "page.md"
"""How diagnostics name the example's page."""


def findings(rule: Rule, page: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Return what all rules find on an example, by the template and the schema that it needs.

    Args:
        rule: Whose example it is.
        page: The page; the pages beside it are the rule's.
        folder: An empty folder.
    """
    (folder / "template.md").write_text(rule.template or EXAMPLE_TEMPLATE, "utf-8")
    settings = Settings(template="template.md")
    if rule.schema:
        (folder / "schema.json").write_text(rule.schema, "utf-8")
        settings = Settings(template="template.md", schema="schema.json")
    workspace = load_workspace(settings, folder, Dialect())
    pages = {**rule.beside, PAGE: page}
    return workspace.read_site(
        Document(name, name, text) for name, text in pages.items()
    ).diagnostics
