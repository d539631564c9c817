"""A baseline: the findings of an earlier day, so that only new ones count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import (
    ConfigurationError,
    Diagnostic,
    KnownFinding,
    Severity,
    Silenced,
    Silencer,
)
from mkdocs_featurespec.fingerprints import fingerprints

VERSION = 1
"""Of the file's format."""

_KEYS = ("path", "code", "about", "fingerprint")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was found on an earlier day, by fingerprint."""

    known: Mapping[str, KnownFinding] = field(default_factory=dict)


class Sifted(NamedTuple):
    """Findings, held against a baseline.

    Attributes:
        reported: Those that are new.
        silenced: Those that are known, and those that were silenced before.
        fixed: What the baseline knows and nobody finds any more, by page and rule.
    """

    reported: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...]
    fixed: tuple[KnownFinding, ...]


def sift(
    reported: Sequence[Diagnostic], silenced: Sequence[Silenced], baseline: Baseline
) -> Sifted:
    """Take what a baseline knows out of a site's findings.

    Args:
        reported: The findings, by page and place.
        silenced: Those that comments silence. They count as well when equal ones are numbered,
            so that a new comment does not make the others look new.
        baseline: What is known.
    """
    if not baseline.known:
        return Sifted(tuple(reported), tuple(silenced), ())
    new: list[Diagnostic] = []
    hushed: list[Silenced] = []
    seen: set[str] = set()
    for fingerprint, diagnostic, silence in _fingerprinted(reported, silenced):
        seen.add(fingerprint)
        if silence is not None:
            hushed.append(silence)
        elif fingerprint in baseline.known and diagnostic.severity is not Severity.INFO:
            hushed.append(Silenced(diagnostic, Silencer.BASELINE))
        else:
            new.append(diagnostic)
    fixed = (known for fingerprint, known in baseline.known.items() if fingerprint not in seen)
    return Sifted(tuple(new), tuple(hushed), tuple(sorted(fixed, key=_place)))


def baseline_of(reported: Sequence[Diagnostic], silenced: Sequence[Silenced]) -> Baseline:
    """Return the baseline of a site's findings.

    What only informs is left out: it fails nothing today, and would hide what it becomes when
    the page's status asks for more.

    Args:
        reported: The findings, by page and place.
        silenced: Those that are silenced, of which the former baseline's stay in it.
    """
    return Baseline(
        {
            fingerprint: KnownFinding(d.path, d.code, d.subject or d.message, fingerprint)
            for fingerprint, d, silence in _fingerprinted(reported, silenced)
            if d.severity is not Severity.INFO
            and (silence is None or silence.by is Silencer.BASELINE)
        }
    )


def introduced(
    now: Sequence[Diagnostic], before: Sequence[Diagnostic], renamed: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Return the findings that were not there before, or were less grave.

    Args:
        now: All findings of today, by page and place.
        before: All findings of the earlier state.
        renamed: The pages' paths of today by their earlier ones, where they differ.
    """
    moved = [_at(diagnostic, renamed.get(diagnostic.path)) for diagnostic in before]
    ranks = {
        fingerprint: diagnostic.severity.rank
        for fingerprint, diagnostic in zip(fingerprints(moved), before, strict=True)
    }
    return tuple(
        diagnostic
        for fingerprint, diagnostic in zip(fingerprints(now), now, strict=True)
        if diagnostic.severity.rank < ranks.get(fingerprint, len(Severity))
    )


def parse_baseline(text: str, path: str) -> Baseline:
    """Read the text of a baseline's file.

    Args:
        text: JSON, as `baseline_as_json` writes it.
        path: How errors name the file.

    Raises:
        ConfigurationError: when it is not a baseline, or one of a later version.
    """
    hint = "'featurespec check --update-baseline' writes a new one"
    try:
        data = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise ConfigurationError(
            f"the baseline is not JSON: {error}; {hint}", path=path, line=line
        ) from None
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise ConfigurationError(
            f"the baseline has version {version}; this program knows {VERSION}", path=path
        )
    findings = data.get("findings") if isinstance(data, dict) else None
    if version != VERSION or not isinstance(findings, list) or not all(map(_is_known, findings)):
        raise ConfigurationError(f"this is not a baseline; {hint}", path=path)
    known = (KnownFinding(*(str(each[key]) for key in _KEYS)) for each in findings)
    return Baseline({each.fingerprint: each for each in known})


def baseline_as_json(baseline: Baseline) -> str:
    """Return a baseline as the text of its file: a finding a line, so that merges are easy."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [
        encode({key: getattr(known, key) for key in _KEYS})
        for known in sorted(baseline.known.values(), key=_place)
    ]
    findings = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
    return f'{{"version": {VERSION},\n"findings": {findings}}}\n'


def _fingerprinted(
    reported: Iterable[Diagnostic], silenced: Iterable[Silenced]
) -> Iterator[tuple[str, Diagnostic, Silenced | None]]:
    """Give all findings by page and place, each with its fingerprint and what silences it."""
    every: list[tuple[Diagnostic, Silenced | None]] = [(each, None) for each in reported]
    every += [(each.diagnostic, each) for each in silenced]
    every.sort(key=lambda pair: pair[0].sort_key)
    names = fingerprints(diagnostic for diagnostic, _ in every)
    for name, (diagnostic, silence) in zip(names, every, strict=True):
        yield name, diagnostic, silence


def _place(known: KnownFinding) -> tuple[str, str, str, str]:
    return (known.path, known.code, known.about, known.fingerprint)


def _at(diagnostic: Diagnostic, path: str | None) -> Diagnostic:
    return diagnostic if path is None else replace(diagnostic, path=path)


def _is_known(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in _KEYS)
