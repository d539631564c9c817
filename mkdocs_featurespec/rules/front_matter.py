"""FS1xx: front matter, as YAML and against the schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs_featurespec.diagnostics import FaultKind, Finding, Severity
from mkdocs_featurespec.rules.registry import PageContext, PageRule

_GOOD = (
    "---\ntitle: Messaging\nstatus: draft\nowner: team-engagement\n---\n\n# Messaging\n\nText.\n"
)


def _finds(kind: FaultKind) -> Callable[[PageContext], Sequence[Finding]]:
    """Return a check that gives the faults of one kind, of the reader and of the schema."""

    def check(context: PageContext) -> Sequence[Finding]:
        return [fault.finding for fault in context.faults if fault.kind is kind]

    return check


def _rule(
    code: str,
    name: str,
    kind: FaultKind,
    summary: str,
    reason: str,
    *,
    bad: str,
    good: str = _GOOD,
    severity: Severity = Severity.ERROR,
    schema: str = "",
) -> PageRule:
    return PageRule(
        code=code,
        name=name,
        severity=severity,
        summary=summary,
        reason=reason,
        bad=bad,
        good=good,
        schema=schema,
        check=_finds(kind),
    )


def _page(*lines: str) -> str:
    """Return a page whose front matter has a title, a status, an owner and these lines."""
    head = "".join(f"{line}\n" for line in ("title: Messaging", "status: draft", *lines))
    owner = "" if any(line.startswith("owner") for line in lines) else "owner: team-engagement\n"
    return f"---\n{head}{owner}---\n\n# Messaging\n\nText.\n"


RULES = (
    _rule(
        "FS101",
        "invalid-yaml",
        FaultKind.INVALID_YAML,
        "The front matter is not valid YAML.",
        "MkDocs says nothing: it takes the page for one without front matter and shows the YAML as "
        "text. Title, status and owner are lost.",
        bad=_page("summary: Threads: between coach and client"),
        good=_page('summary: "Threads: between coach and client"'),
    ),
    _rule(
        "FS102",
        "front-matter-not-a-mapping",
        FaultKind.NOT_A_MAPPING,
        "The front matter is a list or a single value.",
        "MkDocs only takes keys with values for front matter, and shows anything else as text.",
        bad="---\n- Messaging\n- draft\n---\n\n# Messaging\n\nText.\n",
    ),
    _rule(
        "FS103",
        "duplicate-key",
        FaultKind.DUPLICATE_KEY,
        "A key stands twice in the front matter.",
        "The last one wins without a word, and a reader believes the first.",
        bad=_page("status: shipped"),
    ),
    _rule(
        "FS104",
        "tab-indent",
        FaultKind.TAB_INDENT,
        "A tab indents the front matter.",
        "YAML allows spaces only. MkDocs says nothing and shows the front matter as text.",
        bad=_page("surfaces:", "\t- Web"),
        good=_page("surfaces:", "  - Web"),
    ),
    _rule(
        "FS105",
        "unsafe-tag",
        FaultKind.UNSAFE_TAG,
        "The front matter has a YAML tag that is not allowed.",
        "Tags such as `!!python/name:` would run code. MkDocs refuses them, and with them the "
        "whole front matter, without a word.",
        bad=_page("date: !!python/name:datetime.date"),
        good=_page("date: 2026-10-14"),
    ),
    _rule(
        "FS106",
        "surprising-value",
        FaultKind.SURPRISING_VALUE,
        "YAML reads a value as something else than it looks like.",
        "YAML 1.1, which MkDocs uses, reads `on`, `off`, `yes` and `no` as true or false, "
        "`1.10` as 1.1, `1:30` as 90 and `010` as 8. Quotes keep the text.",
        bad=_page("version: 1.10"),
        good=_page('version: "1.10"'),
        severity=Severity.WARNING,
    ),
    _rule(
        "FS107",
        "text-as-front-matter",
        FaultKind.NO_DELIMITERS,
        "MkDocs takes text for front matter.",
        "A first line such as `Note: text` makes MkDocs take it, and the lines below it up to a "
        "blank one, for metadata. They are not shown.",
        bad="Note: this page is new.\ntitle: Messaging\nstatus: draft\nowner: me\n\nText.\n",
        severity=Severity.WARNING,
    ),
    _rule(
        "FS108",
        "unreadable-page",
        FaultKind.UNREADABLE,
        "The page is not text in UTF-8, or cannot be read.",
        "MkDocs reads pages as UTF-8 and stops at the first byte that is none. A NUL is a sign "
        "of a damaged file.",
        bad=_GOOD.replace("Text.", "Te\0xt."),
    ),
    _rule(
        "FS109",
        "front-matter-too-large",
        FaultKind.TOO_LARGE,
        "The front matter unfolds to more values than a page can mean.",
        "Aliases of aliases grow without bounds: nine lines can mean a billion values, which no "
        "tool that reads them survives.",
        bad=_page("a: &a [x, x, x, x, x, x, x, x, x, x]")
        .replace("owner:", "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nowner:")
        .replace("owner:", "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nowner:")
        .replace("owner:", "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\nowner:"),
    ),
    _rule(
        "FS110",
        "unseen-front-matter",
        FaultKind.UNSEEN,
        "Front matter that somebody meant is not seen by MkDocs.",
        "It has to begin in the first line with `---`, and a line of its own has to close it. "
        "Otherwise MkDocs shows it as text, and title, status and owner are lost.",
        bad=_GOOD.replace("---\n\n", "\n"),
    ),
    _rule(
        "FS111",
        "missing-key",
        FaultKind.MISSING_KEY,
        "A key that the schema requires is missing.",
        "The catalog lists features by status and owner; a page without them cannot be found or "
        "asked about.",
        bad="---\ntitle: Messaging\nstatus: draft\n---\n\n# Messaging\n\nText.\n",
    ),
    _rule(
        "FS112",
        "unknown-key",
        FaultKind.UNKNOWN_KEY,
        "A key is mistyped, or the schema does not allow it.",
        "A mistyped key is a value that nobody reads.",
        bad="---\ntitle: Messaging\nstatus: draft\nonwer: team-engagement\n---\n\nText.\n",
        severity=Severity.WARNING,
    ),
    _rule(
        "FS113",
        "wrong-type",
        FaultKind.WRONG_TYPE,
        "A value has another type than the schema asks for.",
        "Tools that read the front matter rely on its types: text is text, a list is a list.",
        bad=_page("services: api"),
        good=_page("services: [api]"),
    ),
    _rule(
        "FS114",
        "value-not-allowed",
        FaultKind.NOT_ALLOWED,
        "A value is not one of those that the schema allows.",
        "The catalog groups by status; a status that is spelled in a way of its own stands alone.",
        bad=_GOOD.replace("draft", "drafted"),
    ),
    _rule(
        "FS115",
        "pattern",
        FaultKind.PATTERN,
        "A text does not match the pattern that the schema gives.",
        "An endpoint in the front matter is a method and a path; otherwise it cannot be matched "
        "with those that other pages name.",
        bad=_page("endpoints: [/api/v1/messages]"),
        good=_page("endpoints: [GET /api/v1/messages]"),
    ),
    _rule(
        "FS116",
        "format",
        FaultKind.FORMAT,
        "A text does not have the format that the schema gives.",
        "A date that is no date cannot be sorted, compared or shown in another way.",
        bad=_page("reviewed: 14.10.2026"),
        good=_page("reviewed: 2026-10-14"),
    ),
    _rule(
        "FS117",
        "limit",
        FaultKind.LIMIT,
        "A value is too long, too short, too large, too small, or names an item twice.",
        "The schema says how much is sensible; an empty owner is no owner.",
        bad=_page('owner: ""'),
    ),
    _rule(
        "FS118",
        "schema",
        FaultKind.SCHEMA,
        "The front matter breaks another rule of the schema.",
        "The site's own schema asks for it, for example with `not` or `dependentRequired`.",
        bad=_page("surfaces: {}"),
        schema='{"properties": {"surfaces": {"not": {"type": "object"}}}}',
    ),
)
