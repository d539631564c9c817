"""A schema, and what it finds wrong with front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.schema.errors import Teller, is_about_keys
from mkdocs_featurespec.schema.slips import find_slips, slip_fault
from mkdocs_featurespec.schema.verdicts import Verdicts
from mkdocs_featurespec.schema.words import DataPath, allowed_values, shortened

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

_UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
_GRAVITY = {"type": 0, "enum": 1, "const": 1, "anyOf": 2, "oneOf": 2, "pattern": 3, "format": 4}


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema for front matter, checked and with all its references resolved.

    Attributes:
        document: The schema as data.
        watched: The files that it was read from; none for the built-in one.
        properties: What it says of each key that it describes.
        validator: Judges front matter, and says what is wrong.
        verdicts: Says of front matter whether anything is, which is quicker.
        name: The `$id` that it gives itself; may be empty.
        parts: What it refers to in other documents: those, by their address.
    """

    document: object
    watched: tuple[Path, ...]
    properties: Mapping[str, object]
    validator: Validator
    verdicts: Verdicts
    name: str = ""
    parts: Mapping[str, object] = field(default_factory=dict)

    @property
    def known_keys(self) -> tuple[str, ...]:
        """The keys that it describes."""
        return tuple(self.properties)

    def faults(self, front_matter: FrontMatter) -> tuple[Fault, ...]:
        """Return what is wrong with a page's front matter, by place. Never raises.

        Dates are text in it, as `format` asks. One slip gives one fault: a key that is written
        almost like a missing one is not missing as well.
        """
        slips = dict(find_slips(front_matter, self.properties))
        teller = Teller(front_matter, slips)
        told = [slip_fault(key, meant, front_matter) for key, meant in slips.items()]
        errors, failure = self._errors(front_matter)
        if not told and not errors and failure is None:
            return ()
        if failure is not None:
            told.append(_no_verdict(failure, front_matter))
        for error in _independent(errors):
            told.extend(teller.tell(error))
        once = dict.fromkeys(told)
        return tuple(sorted(once, key=lambda f: (f.span.line, f.span.column, f.message)))

    def refused_texts(self, front_matter: FrontMatter) -> list[tuple[DataPath, str, list[str]]]:
        """Return the texts that are none of those that an `enum` allows: where, which, and those.

        Never raises.
        """
        return [
            (tuple(error.absolute_path), error.instance, texts)
            for error in self._errors(front_matter)[0]
            if error.validator == "enum"
            and isinstance(error.instance, str)
            and (texts := [each for each in allowed_values(error) if isinstance(each, str)])
        ]

    def _errors(self, front_matter: FrontMatter) -> tuple[list[ValidationError], Exception | None]:
        """Return the library's errors, and what kept it from a verdict if something did."""
        errors: list[ValidationError] = []
        data: Any = dict(front_matter)  # the library's types know JSON by its own names only
        try:
            if not self.verdicts.holds(data):
                errors.extend(self.validator.iter_errors(data))
        except Exception as failure:  # a page stops no build, whatever the library makes of it
            return errors, failure
        return errors, None


def _independent(errors: Sequence[ValidationError]) -> Iterator[ValidationError]:
    """Give the errors that do not just follow from others.

    Of a value the gravest counts: text where a number has to be is not also a number too small.
    And a key only counts as evaluated by a part of a schema that holds, so that one wrong value
    can make every key beside it an unevaluated one.
    """
    grave = sorted(errors, key=lambda error: _GRAVITY.get(str(error.validator), len(_GRAVITY)))
    places = [tuple(error.absolute_path) for error in errors if error.validator not in _UNEVALUATED]
    told: set[tuple[str | int, ...]] = set()
    for error in grave:
        path = tuple(error.absolute_path)
        if error.validator in _UNEVALUATED:
            if not any(place[: len(path)] == path for place in places):
                yield error
        elif is_about_keys(error):
            yield error
        elif path not in told:
            told.add(path)
            yield error


def _no_verdict(reason: Exception, front_matter: FrontMatter) -> Fault:
    """Return the fault of front matter that the library cannot judge, such as `.nan`."""
    why = "its references go round in circles" if isinstance(reason, RecursionError) else reason
    message = f"front matter: the schema cannot judge it: {shortened(str(why))}"
    return Fault(FaultKind.SCHEMA, front_matter.span or Span(1, 1, 1, 1), message)
