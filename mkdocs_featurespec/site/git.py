"""What git knows of a site's pages: which were touched since a revision, and what they said."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError, Fault
from mkdocs_featurespec.site.config import SiteConfig
from mkdocs_featurespec.site.files import decode, read_text, unreadable_fault
from mkdocs_featurespec.site.load import OpenSite


@dataclass(frozen=True, slots=True)
class Changes:
    """What of a site's Markdown changed since a revision.

    Attributes:
        before: The content that each changed, renamed or deleted page had, by its path then,
            relative to `docs_dir`.
        now: The paths of the pages that are new, changed or renamed.
        renamed: The paths of renamed pages now, by their paths then.
        commit: The commit that they were compared with.
    """

    before: Mapping[str, str | Fault] = field(default_factory=dict)
    now: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    commit: str = ""


def changes_since(revision: str, config: SiteConfig) -> Changes:
    """Compare the pages on the disk with those of a revision.

    They are compared with the commit where the current branch left the revision's, so that what
    others changed there meanwhile does not count.

    Args:
        revision: A commit, a branch or a tag.
        config: The site.

    Raises:
        ConfigurationError: when git is missing, the site is in no repository, or the revision is
            not known.
    """
    docs = Path(os.path.realpath(config.docs_dir))
    start = _base_commit(revision, docs)
    status = _git(docs, "diff", "--name-status", "-z", "-M", "--relative", start, "--", ".")
    before: list[str] = []
    now: set[str] = set()
    renamed: dict[str, str] = {}
    fields = iter(_split(status))
    for letter in fields:
        path = next(fields)
        if letter.startswith(("R", "C")):
            target = next(fields)
            now.add(target)
            if letter.startswith("R"):
                renamed[path] = target
                before.append(path)
            continue
        if letter != "A":
            before.append(path)
        if letter != "D":
            now.add(path)
    untracked = _git(docs, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    now |= set(_split(untracked))
    return Changes(_contents(start, before, docs), frozenset(now), renamed, start)


def at_revision(site: OpenSite, changes: Changes) -> OpenSite:
    """Return a site as its feature pages and its sources were before they changed.

    The options, the template and the schema are those of today.
    """
    kept = [document for document in site.documents if document.src_uri not in changes.now]
    earlier = [
        site.document(src_uri, content)
        for src_uri, content in changes.before.items()
        if site.is_feature_page(src_uri)
    ]
    workspace = site.workspace
    if site.settings.sources and changes.commit:
        from mkdocs_featurespec.site.sources import SourceFiles

        files = SourceFiles(_reader_at(changes.commit, site.base))
        workspace = workspace.beside(files.find(site.settings.sources, site.base))
    return replace(site, documents=(*kept, *earlier), workspace=workspace)


def _reader_at(commit: str, base: Path) -> Callable[[Path], str | Fault]:
    """Return what reads a file as it was in a commit; what lies outside of a folder, as it is."""

    def read(file: Path) -> str | Fault:
        path = Path(os.path.relpath(file, base)).as_posix()
        if path.startswith("../"):
            return read_text(file)
        missing = unreadable_fault(FileNotFoundError(None, "it is not in that revision"))
        return _contents(commit, [path], base).get(path, missing)

    return read


def _base_commit(revision: str, folder: Path) -> str:
    known = _run(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if known.returncode != 0:
        inside = _run(folder, "rev-parse", "--is-inside-work-tree")
        if inside.returncode != 0:
            raise ConfigurationError("the site is in no git repository", path=str(folder))
        raise ConfigurationError(
            f"git knows no revision '{revision}'; in CI its history may have to be fetched first"
        )
    commit = known.stdout.decode().strip()
    base = _run(folder, "merge-base", commit, "HEAD")
    # Without common history, as in a shallow clone, the revision itself has to do.
    return base.stdout.decode().strip() if base.returncode == 0 else commit


def _contents(commit: str, paths: Sequence[str], folder: Path) -> dict[str, str | Fault]:
    """Return what files held in a commit, read by one process."""
    paths = [path for path in paths if "\n" not in path]  # git takes one name a line
    if not paths:
        return {}
    prefix = (
        _git(folder, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip("\n")
    )
    asked = "".join(f"{commit}:{prefix}{path}\n" for path in paths)
    answer = _git(folder, "cat-file", "--batch", stdin=asked.encode("utf-8", "surrogateescape"))
    found: dict[str, str | Fault] = {}
    position = 0
    for path in paths:
        end = answer.index(b"\n", position)
        words = answer[position:end].split(b" ")
        position = end + 1
        if words[-1] == b"missing" or len(words) < 3 or words[-2] != b"blob":
            continue
        size = int(words[-1])
        found[path] = decode(answer[position : position + size])
        position += size + 1
    return found


def _split(answer: bytes) -> list[str]:
    return [each.decode("utf-8", "surrogateescape") for each in answer.split(b"\0") if each]


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    done = _run(folder, *arguments, stdin=stdin)
    if done.returncode != 0:
        reason = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise ConfigurationError(f"git {arguments[0]}: {reason or 'failed'}")
    return done.stdout


def _run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603  no shell, and a revision cannot be an option
            ["git", "-C", str(folder), *arguments],  # noqa: S607  the user's own git
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
        )
    except OSError as error:
        raise ConfigurationError(f"git cannot be run: {error.strerror or error}") from error
