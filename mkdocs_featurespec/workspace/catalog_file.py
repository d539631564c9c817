"""A catalog in a file, as a build or `featurespec catalog --format json` wrote it."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs_featurespec.catalog.from_data import StoredCatalog, catalog_from_data
from mkdocs_featurespec.diagnostics import ConfigurationError


def read_catalog_file(path: Path, display: str = "") -> StoredCatalog:
    """Return the catalog in a file: JSON in UTF-8, or in UTF-16 as some shells write it.

    Args:
        path: The file.
        display: How messages name it; its path if not given.

    Raises:
        ConfigurationError: when it cannot be read, or is no catalog or one of another version.
    """
    name = display or str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = f"the catalog cannot be read: {error.strerror or error}"
        raise ConfigurationError(problem, path=name) from error
    return parse_catalog(content, name)


def parse_catalog(content: bytes, name: str) -> StoredCatalog:
    """Return the catalog that a file holds.

    Args:
        content: Of the file.
        name: How messages name it.

    Raises:
        ConfigurationError: when it is no catalog, or one of another version.
    """
    try:
        data = json.loads(content)
    except json.JSONDecodeError as error:
        raise ConfigurationError(
            f"invalid JSON: {error.msg}", path=name, line=error.lineno
        ) from error
    except (ValueError, RecursionError) as error:  # no text, too long a number, too deep
        raise ConfigurationError("this is no JSON that can be read", path=name) from error
    return catalog_from_data(data, name)
