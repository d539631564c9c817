"""The text of a new feature page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_featurespec.create.entries import Entries, endpoint_entries, table_entries
from mkdocs_featurespec.create.examples import find_place
from mkdocs_featurespec.create.fill import filled
from mkdocs_featurespec.create.front_matter import NewFrontMatter, new_front_matter
from mkdocs_featurespec.create.markdown import written_text
from mkdocs_featurespec.create.titled import titled
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.sources.values import Operation, TableSource
from mkdocs_featurespec.template import Values, render_skeleton
from mkdocs_featurespec.template.versions import VERSION_KEY
from mkdocs_featurespec.workspace import Workspace

DEFAULT_STATUS = "draft"


@dataclass(frozen=True, slots=True)
class Feature:
    """What is known of a feature before its page is written.

    Attributes:
        title: Plain text in one line.
        status: How far it is; empty where nobody said.
        owner: Who answers for it; may be empty.
        surfaces: Where its users meet it; empty where nobody said.
        operations: Its endpoints, `None` where nobody knows.
        tables: Its database tables, likewise.
        today: An ISO date.
    """

    title: str
    status: str = ""
    owner: str = ""
    surfaces: Sequence[Surface] = ()
    operations: Sequence[Operation] | None = None
    tables: Sequence[TableSource] | None = None
    today: str = ""


@dataclass(frozen=True, slots=True)
class NewPage:
    r"""A page that can be written.

    Attributes:
        text: Its source, with `\n` at the ends of its lines.
        open_keys: Keys of its front matter that wait for a value.
        dropped: Keys that the schema does not allow.
        left_out: Endpoints and tables that are none for a page: nothing would read them.
    """

    text: str
    open_keys: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def new_page(feature: Feature, workspace: Workspace) -> NewPage:
    """Return the page of a feature: front matter and skeleton, filled with what is known.

    Args:
        feature: What is known.
        workspace: Has the site's template, schema and dialect.

    Raises:
        ConfigurationError: when the schema refuses a value, when the template is broken, or when
            it has no section for what is known.
    """
    head = head_of(feature, workspace)
    body = skeleton_of(feature, workspace)
    left_out: list[str] = []
    for role, entries in (
        (Role.ENDPOINTS, endpoint_entries(feature.operations or (), workspace.template)),
        (Role.TABLES, table_entries(feature.tables or (), workspace.template)),
    ):
        body = _with_entries(body, role, entries, workspace)
        left_out += entries.left_out
    return NewPage(page_text(head.text, body), head.open_keys, head.dropped, tuple(left_out))


def page_text(head: str, body: str) -> str:
    """Return a page's source, from the lines of its front matter and its body."""
    return f"---\n{head}---\n\n{body}" if head else body


def head_of(feature: Feature, workspace: Workspace) -> NewFrontMatter:
    """Return the front matter of a feature's page.

    Raises:
        ConfigurationError: when the schema refuses a value that somebody gave.
    """
    return new_front_matter(_given(feature), _assumed(feature, workspace), workspace.schema)


def skeleton_of(feature: Feature, workspace: Workspace) -> str:
    """Return the body of a feature's page as the template gives it, with the feature's title.

    Raises:
        ConfigurationError: when the template is broken.
    """
    values = Values(
        surfaces=feature.surfaces or workspace.settings.surfaces,
        title=written_text(feature.title),
        owner=written_text(feature.owner),
        today=feature.today,
    )
    return titled(
        render_skeleton(workspace.template_source, values), feature.title, workspace.dialect
    )


def _given(feature: Feature) -> dict[str, object]:
    surfaces = [surface.name for surface in feature.surfaces]
    given = {
        "title": feature.title,
        "status": feature.status,
        "owner": feature.owner,
        "surfaces": surfaces,
    }
    return {key: value for key, value in given.items() if value}


def _assumed(feature: Feature, workspace: Workspace) -> dict[str, object]:
    assumed: dict[str, object] = {} if feature.status else {"status": DEFAULT_STATUS}
    if workspace.template.version:
        assumed[VERSION_KEY] = workspace.template.version
    return assumed


def _with_entries(body: str, role: Role, entries: Entries, workspace: Workspace) -> str:
    if not entries.written:
        return body
    place = find_place(body, role, workspace.template, workspace.dialect)
    if place is None:
        raise ConfigurationError(
            f"the template has no section for {role.value}; "
            f"mark one by <!-- featurespec: section role={role.value} -->",
            path=workspace.template_source.path,
        )
    return filled(body, place, entries.written)
