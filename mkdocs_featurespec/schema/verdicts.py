"""Whether a schema holds, without a word of why not; what it said of a value is kept.

Pages of one site have few different statuses, owners and tags, and nearly all of them are right.
The library makes a validator for each value of each page, to be able to say what is wrong there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_MOST_KEPT = 4096
"""Verdicts; only titles and the like are different on every page."""
_OF_KEYS = frozenset(
    "$schema $id id $comment title description default examples deprecated $defs definitions "
    "type required properties minProperties maxProperties propertyNames".split()
)
"""Keywords that judge an object by its keys, once `properties` says nothing of their values."""
_OF_KEYS_IF_BOOLEAN = frozenset(("additionalProperties", "unevaluatedProperties"))
_DRAFT_3 = "draft-03"
"""Its `properties` says more than what the values have to be: which keys have to be there."""


class Verdicts:
    """Knows whether front matter is right.

    What `properties` says of a value depends on that value alone, and a schema holds if that does
    and all else in it does.
    """

    def __init__(self, validator: Validator) -> None:
        schema: Any = validator.schema
        properties = schema.get("properties") if isinstance(schema, Mapping) else None
        if not isinstance(properties, dict) or _DRAFT_3 in str(schema.get("$schema")):
            properties = {}
        self._validator: Any = validator  # its protocol does not have `descend`
        self._properties: Mapping[str, object] = properties
        self._others: Any = validator
        """Judges all but the values that `properties` speaks of."""
        self._only_keys = False
        """Whether keys are all that it looks at."""
        if properties:
            others = {**schema, "properties": {key: {} for key in properties}}
            self._others = validator.evolve(schema=others)
            self._only_keys = all(map(_is_of_keys, others, others.values()))
        self._kept: dict[object, bool] = {}

    def holds(self, data: Mapping[str, object]) -> bool:
        """Return whether the schema finds nothing wrong.

        Raises:
            Exception: whatever the library raises for values that it cannot judge.
        """
        if self._only_keys:
            others = self._known(frozenset(data), lambda: self._others.is_valid(data))
        else:
            others = self._others.is_valid(data)
        return others and all(
            self._value_holds(key, value) for key, value in data.items() if key in self._properties
        )

    def _value_holds(self, key: str, value: object) -> bool:
        """Return whether the value of a key is right; `repr` tells 1 from 1.0 and from true."""
        described = self._properties[key]
        errors = self._validator.descend
        return self._known((key, repr(value)), lambda: not any(errors(value, described)))

    def _known(self, what: object, judge: Callable[[], bool]) -> bool:
        """Return a verdict that is kept, or else one that is found now."""
        verdict = self._kept.get(what)
        if verdict is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            verdict = self._kept[what] = judge()
        return verdict


def _is_of_keys(keyword: str, value: object) -> bool:
    return keyword in _OF_KEYS or (keyword in _OF_KEYS_IF_BOOLEAN and isinstance(value, bool))
