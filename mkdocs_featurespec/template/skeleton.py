"""The template as written, and rendered: the skeleton of a new page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.reader.markdown.directives import find_directives
from mkdocs_featurespec.settings import Surface

if TYPE_CHECKING:
    from jinja2 import Template as JinjaTemplate

BUILT_IN = "template.md"
DEFAULT_TITLE = "Feature Technical Template"
"""Stands where a page's title belongs when no page is meant."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:(?!---|\.\.\.).*\r?\n)+(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template as written: Markdown with Jinja and directives.

    Attributes:
        text: Its content.
        path: How messages name it.
    """

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Values:
    """What a template may insert.

    Attributes:
        surfaces: The site's, or those that the page names.
        title: The page's title.
        owner: The page's owner; may be empty.
        today: An ISO date; may be empty.
    """

    surfaces: Sequence[Surface]
    title: str = DEFAULT_TITLE
    owner: str = ""
    today: str = ""


@lru_cache(maxsize=1)
def built_in_template() -> TemplateSource:
    """Return the template that is used where a site names none."""
    text = read_data(BUILT_IN)
    return TemplateSource(text, f"mkdocs_featurespec/data/{BUILT_IN}")


def render_skeleton(source: TemplateSource, values: Values) -> str:
    """Return the body of a new page: the template with its values and without its directives.

    Raises:
        ConfigurationError: when the template's Jinja is broken, with its line.
    """
    text = _without_directives(render(source, values))
    return _MANY_BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"


def render(source: TemplateSource, values: Values) -> str:
    """Return a template with its values in place; its directives are still there.

    Raises:
        ConfigurationError: when the template's Jinja is broken, with its line.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return _compiled(source.text).render(
            title=values.title or DEFAULT_TITLE,
            owner=values.owner,
            surfaces=values.surfaces,
            today=values.today,
        )
    except TemplateSyntaxError as error:
        raise ConfigurationError(
            f"the template's Jinja is broken: {error.message}",
            path=source.path,
            line=error.lineno,
        ) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise ConfigurationError(
            f"the template cannot be rendered: {error} (it knows title, owner, surfaces and today)",
            path=source.path,
            line=_template_line(error),
        ) from error


@lru_cache(maxsize=8)
def _compiled(text: str) -> JinjaTemplate:
    """Return a template as Jinja compiles it, which takes longer than to render it."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        comment_start_string="{%#",  # not `{#`, which opens an attribute list in Markdown
        comment_end_string="#%}",
    )
    return environment.from_string(without_front_matter(text))


def front_matter_of(text: str) -> str:
    """Return the front matter of a template with the lines around it; empty if it has none."""
    match = _FRONT_MATTER.match(text)
    return match.group() if match else ""


def without_front_matter(text: str) -> str:
    """Return a template with blank lines for its front matter, so that lines keep their numbers."""
    front_matter = front_matter_of(text)
    return "\n" * front_matter.count("\n") + text[len(front_matter) :]


def _template_line(error: BaseException) -> int:
    """Return the template's line that an error arose on; Jinja puts it into the traceback."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _without_directives(text: str) -> str:
    kept: list[str] = []
    position = 0
    for directive in find_directives(text):
        kept.append(text[position : directive.start])
        end = directive.end
        position = end + 1 if text[end : end + 1] == "\n" else end
    return "".join(kept) + text[position:]
