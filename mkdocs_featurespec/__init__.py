"""Feature specs that stay true: start, check and index feature pages."""

__version__ = "0.1.0"
