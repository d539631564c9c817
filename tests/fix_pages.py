"""Pages as writers leave them behind: full ones with something wrong, for the tests of `fix`."""

from __future__ import annotations

from hypothesis import strategies as st

from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.template import Values, built_in_template, parse_template, render_skeleton

TEMPLATE = parse_template(built_in_template(), Settings().surfaces)
SKELETON = render_skeleton(built_in_template(), Values(Settings().surfaces))

_KEYS = (
    "title: Orders",
    "title: 'Orders' # as people say",
    "titel: Orders",
    "status: draft",
    "status: aproved   # soon",
    "status: &s shipped\nstate: *s",
    'status: "In Review"',
    "owner: me",
    "ownr: me",
    "surfaces: [Web]",
    "surfaces: Client Mobile",
    "surfaces:\n  - Web\n  - Coach Mobile",
    "tabels: [orders]",
    "tables: [orders, parcels]",
    "endpoints:\n- GET /orders/{id}",
    "template_version: 1",
    "note: |\n  ## no heading\n  text",
    "'on': x",
    "# a comment",
    "",
)
_BROKEN_KEYS = ("title: a: b", "\tkey: x", "[", "- item", "key: !!python/name:os.system")

_CONTENT = (
    "Text that says something.",
    "Text over\ntwo lines.  ",
    "- an item\n- another\n\n    deeper text",
    "1. one\n2. two",
    "| Table | Purpose |\n|---|---|\n| `orders` | What was ordered. |",
    "| Table | Purpose |\n|---|\n| broken |",
    "| Method | Path |\n|:---|---|\n| get | orders/:id/ |\n| POST | `/orders/<id>` |",
    "| GET | /a |\n|---|---|",
    "- `get /orders/:id` - one\n- **POST** `/orders/[id]/pay/`",
    "GET/PUT /parcels/:id",
    "```http\ndelete /orders/:id/   # gone\n# no heading\n```",
    "~~~\n# no heading\n~~~",
    "    # code, no heading\n    more",
    "<!-- a comment -->",
    '=== "Tab"\n\n    - a\n    - b',
    "***",
    "---",
    "[link]: https://example.org",
    "[^1]: A footnote\n    that goes on.",
    "*[API]: what it means",
    "Term\n:   what it means",
    "<!-- featurespec: ignore FS205 FS202: it is meant so -->",
    "<!-- featurespec: ignore-page FS201: it is meant so -->",
    '<a id="here"></a>',
    "[there](#api-endpoints) and [up](orders.md#web)",
    "\ttab\tindented",
    "Text \u00a0with\u2028odd\x0cspace",
    "- `orders`: a table\n- `example_table`: left over",
    "- `order.placed` -> `send_mail`",
    "- Coach can...",
    "#NoSpace heading",
)
_HAZARDS = (
    "```\n## no heading\n~~~",
    "<!-- ## no heading\n\n## nor this -->",
    "<!-- never closed",
    "<div>\n\n## no heading\n\n</div>",
    "<div markdown>\n\ntext\n\n</div>",
    "<div markdown>",
    "<div>",
    "</div>",
    "!!! note\n\n    ## A heading inside\n\n    text",
    "> ## Quoted\n>\n> text",
    "####### Seven",
)
_OWN_HEADINGS = ("Overview", "Rollout", "Web", "Notes `x`", "Orders", "FAQ {#faq}", "1. Intro")
_TITLES = ("# Orders", "Orders\n======", "# Orders #", "## Orders", "")


def _typo(text: str, at: int) -> str:
    at %= max(1, len(text) - 1)
    return text[:at] + text[at + 1 :]


_names = st.one_of(
    st.sampled_from([section.text for section in TEMPLATE.sections]),
    st.builds(
        _typo, st.sampled_from([section.text for section in TEMPLATE.sections]), st.integers(0, 40)
    ),
    st.sampled_from(
        [alias for section in TEMPLATE.sections for alias in section.aliases if "*" not in alias]
    ),
    st.sampled_from(_OWN_HEADINGS),
)


def _one_in(draw: st.DrawFn, count: int) -> bool:
    """Return true once in so many times; Hypothesis likes small numbers best."""
    return draw(st.integers(1, count)) == count


@st.composite
def _headings(draw: st.DrawFn, name: str, level: int) -> str:
    if level <= 2 and _one_in(draw, 10):
        return f"{name}\n{'=-'[level - 1] * 5}"
    level = draw(st.sampled_from([level] * 8 + [1, 2, 3, 4, 6]))
    number = draw(st.sampled_from([""] * 6 + ["2. ", "B) "]))
    tail = draw(st.sampled_from([""] * 8 + [" ##", " (v2)", "  ", " {#own-id}"]))
    return f"{'#' * level} {number}{name}{tail}"


@st.composite
def _sections(draw: st.DrawFn) -> list[str]:
    """Give the sections of the template, some of them dropped, moved, renamed or doubled."""
    kept = [i for i in range(len(TEMPLATE.sections)) if not _one_in(draw, 6)]
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3]))):
        if kept:
            i = kept.pop(draw(st.integers(0, len(kept) - 1)))
            kept.insert(draw(st.integers(0, len(kept))), i)
    blocks: list[str] = []
    for i in kept:
        section = TEMPLATE.sections[i]
        name = draw(_names) if _one_in(draw, 5) else section.text
        blocks.append(draw(_headings(name, section.level)))
        blocks += draw(st.lists(st.sampled_from(_CONTENT), max_size=3))
        if _one_in(draw, 25):
            blocks.append(draw(st.sampled_from(_HAZARDS)))
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        at = draw(st.integers(0, len(blocks)))
        blocks.insert(at, draw(_headings(draw(_names), draw(st.integers(1, 4)))))
    return blocks


@st.composite
def _from_skeleton(draw: st.DrawFn) -> list[str]:
    """Give the skeleton with lines taken out, doubled, swapped or written anew."""
    lines = SKELETON.split("\n")[1:]
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        change = draw(st.integers(0, 4))
        if change == 0:
            del lines[at : at + 1 + other % 6]
        elif change == 1:
            lines.insert(other, lines[at])
        elif change == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif change == 3:
            lines[at:at] = draw(st.sampled_from(_CONTENT + _HAZARDS)).split("\n")
        else:
            lines[at] = _typo(lines[at], other)
        lines = lines or [""]
    return ["\n".join(lines)]


@st.composite
def _front_matter(draw: st.DrawFn) -> str:
    if _one_in(draw, 8):
        return draw(st.sampled_from(["", "Title: Orders\nNote: text\n\n", "---\n"]))
    keys = draw(st.lists(st.sampled_from(_KEYS), unique=True, min_size=1, max_size=8))
    if _one_in(draw, 16):
        keys.append(draw(st.sampled_from(_BROKEN_KEYS)))
    closing = draw(st.sampled_from(["---"] * 12 + ["...", "---  ", " ---"]))
    return "\n".join(["---", *keys, closing, ""])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Give the text of a page."""
    blocks = draw(st.one_of(_sections(), _from_skeleton()))
    above = draw(st.lists(st.sampled_from(_CONTENT), max_size=2))
    parts = [draw(st.sampled_from(_TITLES)), *above, *blocks]
    gaps = draw(
        st.sampled_from([("\n\n",), ("\n\n",), ("\n",), ("\n\n\n", "\n\n"), ("\n \n", "\n")])
    )
    body = "".join(part + draw(st.sampled_from(gaps)) for part in parts)
    end = draw(st.sampled_from(["\n", "", "\n\n\n", "  ", "\n[end]: https://example.org\n"]))
    text = draw(_front_matter()) + body.rstrip("\n") + end
    ends = draw(st.sampled_from([("\n",), ("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r")]))
    if ends != ("\n",):
        first, *rest = text.split("\n")
        text = first + "".join(draw(st.sampled_from(ends)) + line for line in rest)
    return draw(st.sampled_from(["", "", "", "\ufeff"])) + text
