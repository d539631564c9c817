"""A catalog in a file, as a build or `featurespec catalog --format json` wrote it."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs_featurespec.catalog import Catalog
from mkdocs_featurespec.catalog.from_data import catalog_from_data
from mkdocs_featurespec.diagnostics import ConfigurationError


def read_catalog_file(path: Path) -> Catalog:
    """Return the catalog in a file: JSON in UTF-8, or in UTF-16 as some shells write it.

    Raises:
        ConfigurationError: when it cannot be read, or is no catalog or one of another version.
    """
    name = str(path)
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        problem = f"the catalog cannot be read: {error.strerror or error}"
        raise ConfigurationError(problem, path=name) from error
    except json.JSONDecodeError as error:
        raise ConfigurationError(
            f"invalid JSON: {error.msg}", path=name, line=error.lineno
        ) from error
    except (ValueError, RecursionError) as error:  # no text, too long a number, too deep
        raise ConfigurationError("this is no JSON that can be read", path=name) from error
    return catalog_from_data(data, name)
