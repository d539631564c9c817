"""The slug functions of pymdownx, which a command must know without importing them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

NormalForm = Literal["NFC", "NFD", "NFKC", "NFKD"]
_FORMS: Mapping[object, NormalForm] = {
    "NFC": "NFC",
    "NFD": "NFD",
    "NFKC": "NFKC",
    "NFKD": "NFKD",
}
_TAG = re.compile(r"</?[^>]*>")
_NOT_IN_SLUGS = re.compile(r"[^\w\- ]")
_ASCII_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class PymdownxSlugify:
    """Makes ids as `pymdownx.slugs.slugify(**options)` does.

    A value and not a closure, so that two readings of one configuration are equal.

    Attributes:
        case: `lower`, `lower-ascii` or `fold`; anything else keeps the case.
        percent_encode: Whether letters outside ASCII are percent-encoded.
        normalize: The Unicode normal form.
    """

    case: str = "none"
    percent_encode: bool = False
    normalize: NormalForm = "NFC"

    def __call__(self, text: str, separator: str) -> str:
        """Return an id for a heading's text."""
        slug = _TAG.sub("", unicodedata.normalize(self.normalize, text)).strip()
        if self.case == "lower":
            slug = slug.lower()
        elif self.case == "lower-ascii":
            slug = _ASCII_CAPITAL.sub(lambda match: match.group().lower(), slug)
        elif self.case == "fold":
            slug = slug.casefold()
        slug = _NOT_IN_SLUGS.sub("", slug).replace(" ", separator)
        return quote(slug.encode("utf-8")) if self.percent_encode else slug


_BY_NAME: Mapping[str, Callable[[str, str], str]] = {
    # Names of pymdownx before 8.0, which many configurations still have.
    "pymdownx.slugs.uslugify": PymdownxSlugify("lower"),
    "pymdownx.slugs.uslugify_encoded": PymdownxSlugify("lower", percent_encode=True),
    "pymdownx.slugs.uslugify_cased": PymdownxSlugify(),
    "pymdownx.slugs.uslugify_cased_encoded": PymdownxSlugify(percent_encode=True),
    "pymdownx.slugs.gfm": PymdownxSlugify("lower-ascii"),
    "pymdownx.slugs.gfm_encoded": PymdownxSlugify("lower-ascii", percent_encode=True),
}


def slugify_named(
    name: str, options: Mapping[str, object] | None = None
) -> Callable[[str, str], str] | None:
    """Return the slug function of a dotted name, or `None` where it is not a known one.

    Args:
        name: As in `!!python/name:` or `!!python/object/apply:`.
        options: The keyword arguments (`kwds`) of `pymdownx.slugs.slugify`.
    """
    if name != "pymdownx.slugs.slugify":
        return _BY_NAME.get(name)
    options = options or {}
    form = _FORMS.get(options.get("normalize", "NFC"))
    if form is None:
        return None
    return PymdownxSlugify(
        str(options.get("case", "none")), bool(options.get("percent_encode", False)), form
    )
