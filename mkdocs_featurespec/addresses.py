"""Addresses that somebody else wrote: which of them a page may link to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\\]|^//")
_SAFE = "%/!$&'()*+,;=:@?#-._~"


def is_address(url: str) -> bool:
    """Return whether a text is an address on the web (http or https), or a relative one."""
    if not url or _UNFIT.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:  # such as 'http://[1'
        return False
    return bool(parts.netloc) if parts.scheme in ("http", "https") else not parts.scheme


def is_absolute(url: str) -> bool:
    """Return whether an address is the same wherever it stands on a host, or anywhere."""
    return url.startswith(("/", "http://", "https://"))


def joined(base: str, url: str) -> str:
    """Return an address below another one, whatever the text is.

    Args:
        base: Of a site.
        url: Of a page, relative to it, with what has to be quoted maybe quoted already.
    """
    slash = "" if base.endswith("/") else "/"
    return f"{base}{slash}{quote(url.removeprefix('./'), safe=_SAFE)}"


def seen_from(page: str, url: str) -> str:
    """Return an address as a page has to write it.

    Args:
        page: The address of the page, relative to its site's: `catalog/tables/`, `a.html`, `./`.
        url: An absolute address, or one relative to the same.
    """
    if is_absolute(url):
        return url
    return "../" * page.removeprefix("./").count("/") + url
