"""What the sections of a template hold."""

from __future__ import annotations

from enum import Enum


class Role(str, Enum):
    """What a section of the template holds; set by a directive in the template."""

    FLOWS = "flows"
    DOMAIN = "domain"
    TABLES = "tables"
    """Database tables."""
    ENDPOINTS = "endpoints"
    """API endpoints."""
    EVENTS = "events"
    """Events and background jobs."""
    PERMISSIONS = "permissions"
    SURFACES = "surfaces"
    """One sub-section for each surface."""
    TESTS = "tests"
    DECISIONS = "decisions"
    """Open decisions."""
