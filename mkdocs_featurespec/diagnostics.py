"""Findings as values, and the one error for what a site's owner configured wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a page's text.

    Lines and columns count from 1 and columns count characters, as editors show them.
    The end is exclusive: a span of three characters at the start of a line is
    `Span(1, 1, 1, 4)`.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Severity(str, Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about: where the same endpoint stands, say.

    Attributes:
        path: The page, relative to the folder of the configuration file, with `/`.
        span: The text there.
        message: What stands there, in a few words.
    """

    path: str
    span: Span
    message: str


class Finding(NamedTuple):
    """What a rule's check gives, before it has a page, a code and a severity.

    Attributes:
        span: The text it means.
        message: What is wrong and what was found, in one line.
        hint: What would be right, in one line; may be empty.
        subject: What it is about, in words that stay the same when lines move and when the
            message is worded anew: a key, a heading, an entity's identity.
        related: Other places that it is about.
    """

    span: Span
    message: str
    hint: str = ""
    subject: str = ""
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding on one page.

    Attributes:
        path: The page, relative to the folder of the configuration file, with `/`.
        span: The text it means.
        code: The code of the rule that found it, such as `FS104`.
        severity: How much it matters.
        message: What is wrong and what was found, in one line.
        hint: What would be right, in one line; may be empty.
        subject: What it is about, in words that stay the same when lines move.
        related: Other places that it is about.
    """

    path: str
    span: Span
    code: str
    severity: Severity
    message: str
    hint: str = ""
    subject: str = ""
    related: tuple[Related, ...] = ()

    @property
    def place(self) -> str:
        """`path:line:column`, as terminals and editors link it."""
        return f"{self.path}:{self.span.line}:{self.span.column}"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By page, then place, then code."""
        return (self.path, self.span.line, self.span.column, self.code, self.message)


class Silencer(str, Enum):
    """What keeps a finding from being reported."""

    COMMENT = "comment"
    """A comment on the page: `<!-- featurespec: ignore FS205: reason -->`."""
    BASELINE = "baseline"
    """The site's baseline, which holds the findings of an earlier day."""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that is known and not reported.

    Attributes:
        diagnostic: The finding.
        by: What silences it.
        reason: Why, as the comment says; empty for the baseline.
    """

    diagnostic: Diagnostic
    by: Silencer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding of an earlier day, as a baseline keeps it.

    Attributes:
        path: The page it was on.
        code: The code of its rule.
        about: Its subject, or its message where it had none.
        fingerprint: As `fingerprints` gives it.
    """

    path: str
    code: str
    about: str
    fingerprint: str


class ConfigurationError(Exception):
    """The configuration, the template or the schema is broken; no page is to blame.

    Its text is one line that a person can act on, with the file and line where there is one; of
    several problems it is one such line each.
    """

    def __init__(self, message: str, *, path: str = "", line: int = 0) -> None:
        self.message = message
        self.path = path
        self.line = line
        self._parts: tuple[ConfigurationError, ...] = ()
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(f"{place}{message}")

    @classmethod
    def of_all(cls, errors: Sequence[ConfigurationError]) -> ConfigurationError:
        """Return one error that says what several say, so that they are mended in one go."""
        if len(errors) == 1:
            return errors[0]
        error = cls("\n".join(map(str, errors)))
        error._parts = tuple(errors)
        return error

    @property
    def parts(self) -> tuple[ConfigurationError, ...]:
        """The errors that it is made of, itself if of no others."""
        return self._parts or (self,)


class FaultKind(str, Enum):
    """What a reader or a schema noticed; a rule gives it a code and a severity."""

    UNREADABLE = "unreadable"
    """Not UTF-8, a NUL, or not a file that can be read."""
    INVALID_YAML = "invalid-yaml"
    NOT_A_MAPPING = "not-a-mapping"
    DUPLICATE_KEY = "duplicate-key"
    TAB_INDENT = "tab-indent"
    UNSAFE_TAG = "unsafe-tag"
    SURPRISING_VALUE = "surprising-value"
    """YAML 1.1 reads something else than what stands there: `on`, `1.10`, `1:30`."""
    NO_DELIMITERS = "no-delimiters"
    """Text that MkDocs takes for front matter although no `---` opens it."""
    UNSEEN = "unseen"
    """Front matter that MkDocs takes for text: never closed, or not at the very start."""
    TOO_LARGE = "too-large"
    """Front matter whose aliases unfold to more than a page can mean."""
    MISSING_KEY = "missing-key"
    UNKNOWN_KEY = "unknown-key"
    WRONG_TYPE = "wrong-type"
    NOT_ALLOWED = "not-allowed"
    """A value that is not one of an `enum` or not the `const`."""
    PATTERN = "pattern"
    FORMAT = "format"
    LIMIT = "limit"
    """Too long, too short, too many, too few, too large, too small, not unique."""
    SCHEMA = "schema"
    """Any other keyword of the schema."""
    ENDPOINT_METHOD = "endpoint-method"
    """A line of an endpoints section whose method is none, or is missing before a path."""
    ENDPOINT_PATH = "endpoint-path"
    """A method without a path, or with a path that cannot be one."""
    ENDPOINT_BRACES = "endpoint-braces"
    """A path whose braces or brackets are not balanced."""
    ENTITY_TWICE = "entity-twice"
    """An entity that a page lists twice in the same form."""
    EXAMPLE_LEFT = "example-left"
    """An entity that is still the template's example."""


DATA_LOST = frozenset(
    {
        FaultKind.UNREADABLE,
        FaultKind.INVALID_YAML,
        FaultKind.NOT_A_MAPPING,
        FaultKind.TAB_INDENT,
        FaultKind.UNSAFE_TAG,
        FaultKind.UNSEEN,
        FaultKind.TOO_LARGE,
    }
)
"""With these faults a page's front matter is not known, and its keys cannot be judged."""


class Fault(NamedTuple):
    """Something wrong at a place that a reader or a schema noticed, before a rule tells it.

    `subject` says what it is about, in words that stay the same when lines move.
    """

    kind: FaultKind
    span: Span
    message: str
    hint: str = ""
    subject: str = ""

    @property
    def finding(self) -> Finding:
        """The fault as a rule's check gives it."""
        return Finding(self.span, self.message, self.hint, self.subject)
