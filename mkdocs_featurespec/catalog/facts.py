"""What a catalog says of a feature beside the entities that it names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a page is, or several pages together.

    Attributes:
        pages: How many pages it is of.
        sections: How many sections the template asks of them.
        written: How many of these hold something that is not the template's own text.
        left_over: How many lines still are the template's own text.
        decisions: How many decisions are open.
        errors: How many findings of that severity there are; likewise `warnings` and `infos`.
    """

    pages: int = 0
    sections: int = 0
    written: int = 0
    left_over: int = 0
    decisions: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def percent(self) -> int:
        """How much of what is asked for is written; 100 is not rounded up to."""
        return 100 * self.written // self.sections if self.sections else 100


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a page says in a list or a table: a decision, a permission or a test.

    Attributes:
        text: What it says, in one line.
        line: Where, from 1.
        anchor: The id of the section that it stands in.
        about: Of a permission the role, of a test its kind; empty where the page does not tell.
    """

    text: str
    line: int
    anchor: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class OnSurface:
    """A surface that a page is about.

    Attributes:
        name: As the site calls it, else as the page does.
        anchor: The id of the surface's section; `None` where the page has none.
        written: Whether that section holds something that is not the template's own text.
    """

    name: str
    anchor: str | None
    written: bool


@dataclass(frozen=True, slots=True)
class FeatureFacts:
    """What a page says beside the entities that it names, and how far it is.

    Attributes:
        completeness: How far it is.
        surfaces: What users meet the feature on.
        decisions: What is still to be decided.
        permissions: Who may do what.
        tests: What has to be tested.
    """

    completeness: Completeness
    surfaces: tuple[OnSurface, ...] = ()
    decisions: tuple[Statement, ...] = ()
    permissions: tuple[Statement, ...] = ()
    tests: tuple[Statement, ...] = ()
