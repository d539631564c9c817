"""Loads what a site's settings name: its template, its schema and its baseline."""

from __future__ import annotations

from glob import has_magic
from pathlib import Path

from mkdocs_featurespec.baseline import Baseline, parse_baseline
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.kept import FRESH, Fresh
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.schema.files import load_schema
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.sources.source import NOTHING_TO_READ, SourceReader
from mkdocs_featurespec.template import TemplateSource, built_in_template
from mkdocs_featurespec.workspace.imports import load_imports
from mkdocs_featurespec.workspace.workspace import Workspace


def load_workspace(
    settings: Settings,
    base: Path,
    dialect: Dialect,
    baseline: Baseline | None = None,
    kept: Fresh = FRESH,
    sources: SourceReader = NOTHING_TO_READ,
    before: Workspace | None = None,
) -> Workspace:
    """Load what the settings name.

    Args:
        settings: The options.
        base: The folder of the configuration file.
        dialect: The site's Markdown.
        baseline: Instead of the one that the settings name.
        kept: Makes what is made of pages; a `Kept` where they are read again and again.
        sources: Reads the files that define what pages document.
        before: What was loaded last; imported files that did not change are not parsed again.

    Raises:
        ConfigurationError: when the template, the schema or an imported catalog is missing or
            broken, or the baseline is broken.
    """
    template_source = built_in_template()
    watched: list[Path] = []
    if settings.template is not None:
        watched.append(base / settings.template)
        template_source = _read_template(watched[0], settings.template)
    schema_path = None if settings.schema is None else base / settings.schema
    schema = load_schema(schema_path, display=settings.schema or "")
    if baseline is None:
        baseline = _read_baseline(base / settings.baseline, settings.baseline)
        if baseline is not None:
            watched.append(base / settings.baseline)
    imports = load_imports(settings.imports, base, before.imports if before else None)
    watched += [*schema.watched, *imports.watched]
    return Workspace(
        settings, template_source, schema, dialect, baseline, watched, kept, sources, imports
    )


def named_files(settings: Settings, base: Path) -> tuple[Path, ...]:
    """Return the files that a site's settings name, whether they are there or not.

    Args:
        settings: The options.
        base: The folder of the configuration file.
    """
    names = [settings.template, settings.schema, settings.baseline]
    names += [name for source in settings.sources for name in source.files if not has_magic(name)]
    return tuple(base / name for name in names if name is not None)


def _read_template(path: Path, display: str) -> TemplateSource:
    try:
        return TemplateSource(path.read_text("utf-8-sig"), display)
    except FileNotFoundError:
        problem = "the template does not exist"
    except UnicodeDecodeError as error:
        problem = f"the template is not UTF-8 (byte {error.start})"
    except OSError as error:
        problem = f"the template cannot be read: {error.strerror}"
    raise ConfigurationError(problem, path=display)


def _read_baseline(path: Path, display: str) -> Baseline | None:
    """Return the site's baseline, if it has one."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        problem = f"the baseline is not UTF-8 (byte {error.start})"
    except OSError as error:
        problem = f"the baseline cannot be read: {error.strerror}"
    else:
        return parse_baseline(text, display)
    raise ConfigurationError(problem, path=display)
