"""The rules across features: the same findings whatever the order, and none on good pages.

A case is a folder with the pages of a site, and `expected.txt` with what the rules find there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.catalog import build_catalog
from mkdocs_featurespec.diagnostics import Diagnostic, Finding, Related, Span
from mkdocs_featurespec.model import Direction, Entity, EntityKind, FrontMatter, Page
from mkdocs_featurespec.options.imports import Import
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.across.near_names import edited, near_names
from mkdocs_featurespec.rules.families import EXAMPLE_TEMPLATE
from mkdocs_featurespec.rules.judge import Judge
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.workspace import Document, Workspace, load_workspace

from .golden import compare

CASES = Path(__file__).parent / "cases" / "across"


def documents(folder: Path) -> list[Document]:
    return [
        Document(f"features/{name}", f"docs/features/{name}", path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.md"))
        for name in [path.relative_to(folder).as_posix()]
    ]


def place(span: Span) -> str:
    return f"{span.line}:{span.column}-{span.end_column}"


def line(found: Diagnostic) -> str:
    parts = [f"{found.path} {place(found.span)} {found.severity.value} {found.code}: "]
    parts.append(found.message)
    if found.hint:
        parts.append(f" | {found.hint}")
    parts += (f" -> {each.path} {place(each.span)} {each.message}" for each in found.related)
    return "".join(parts)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_site_has_the_findings_that_it_should(case: Path, tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text(EXAMPLE_TEMPLATE, "utf-8")
    imports: list[Import] = []
    for path in sorted(case.glob("imports/*.json")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        imports.append(Import(path.name))
    options = Settings(template="template.md", imports=tuple(imports))
    workspace = load_workspace(options, tmp_path, Dialect())
    site = workspace.read_site(documents(case / "pages"))
    found = [line(each) for each in site.diagnostics if each.code.startswith("FS4")]
    compare(found, case / "expected.txt")


def mail(front_matter: str, body: str = "") -> Document:
    text = f"---\n{front_matter}title: Mail\nstatus: draft\nowner: a\n---\n# Mail\n{body}"
    return Document("features/mail.md", "docs/features/mail.md", text)


EDITS = (
    mail("depends_on: [gone]\n", "\n[Gone](gone.md)\n"),
    mail("depends_on: [gone]\n", "\n[Gone](gone.md)\nMore.\n"),
    mail("depends_on: [gone]\n", "\nOh. [Gone](gone.md)\n"),
    mail("\ndepends_on: [gone]\n"),
    mail("depends_on: [gone]\n"),
    mail("depends_on: [other]\n"),
    mail("depends_on: other\n"),
    mail(""),
)


def test_after_an_edit_the_findings_are_those_of_a_first_reading(tmp_path: Path) -> None:
    def workspace() -> Workspace:
        return load_workspace(Settings(), tmp_path, Dialect())

    lasting = workspace()
    for page in (*EDITS, *reversed(EDITS)):
        found = lasting.read_site([page]).diagnostics
        assert found == workspace().read_site([page]).diagnostics
        assert any(each.code == "FS407" for each in found) is (page is not EDITS[-1])


def test_pages_are_not_compared_again_while_they_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = load_workspace(Settings(), tmp_path, Dialect())
    times = 0
    judge_site = Judge.site

    def counted(judge: Judge, context: SiteContext) -> Mapping[str, Sequence[Diagnostic]]:
        nonlocal times
        times += 1
        return judge_site(judge, context)

    monkeypatch.setattr(Judge, "site", counted)
    for page, expected in zip(EDITS, (1, 1, 2, 3), strict=False):
        workspace.read_site([page])
        assert times == expected


# What a page says of ownership, made by hand, so that every way to say it is covered.


def site(**named: tuple[bool | None, str] | Direction) -> Mapping[str, Page]:
    """Return pages that each list one table and one endpoint, with what they say of them.

    Args:
        named: By the pages' names: whether a page owns both and who does, or that it calls one.
    """
    pages = {}
    for number, (name, said) in enumerate(named.items(), start=1):
        owned, owner = (None, "") if isinstance(said, Direction) else said
        side = said if isinstance(said, Direction) else None
        span = Span(number, 3, number, 9)
        table = Entity(EntityKind.TABLE, "goals", span, owned=owned, owner=owner)
        endpoint = Entity(
            EntityKind.ENDPOINT, "/goals", span, "GET", "api", "", side, owned=owned, owner=owner
        )
        path = f"features/{name}.md"
        pages[path] = Page(path, name.upper(), FrontMatter({}), entities=(table, endpoint))
    return pages


def found(code: str, pages: Mapping[str, Page]) -> list[tuple[str, Finding]]:
    rule = REGISTRY.by_code[code]
    context = SiteContext(pages, build_catalog(pages.items()))
    return list(rule.check(context)) if isinstance(rule, SiteRule) else []


HERE, THERE, UNSAID = (True, ""), (False, "a.md#tables"), (None, "")


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (site(a=UNSAID), []),
        (site(a=UNSAID, b=UNSAID), ["a", "b"]),
        (site(a=HERE, b=UNSAID, c=UNSAID), ["b", "c"]),
        (site(a=HERE, b=HERE, c=UNSAID), ["a", "b", "c"]),
        (site(a=HERE, b=THERE), []),
        (site(a=UNSAID, b=THERE), []),
        (site(a=UNSAID, b=(False, "")), []),
        (site(a=UNSAID, b=Direction.CONSUMED), []),
        (site(a=Direction.CONSUMED, b=Direction.CONSUMED), []),
        (site(a=Direction.CONSUMED, b=UNSAID, c=UNSAID), ["b", "c"]),
    ],
)
def test_an_endpoint_is_documented_once(pages: Mapping[str, Page], expected: list[str]) -> None:
    findings = found("FS401", pages)
    assert [uri.removeprefix("features/").removesuffix(".md") for uri, _ in findings] == expected


def test_who_documents_what_another_feature_owns_is_told_how_to_say_so() -> None:
    ((uri, finding),) = found("FS401", site(a=HERE, b=UNSAID))
    assert uri == "features/b.md"
    assert finding.message == '"GET /goals" is owned by "A", and documented here too'
    assert finding.hint == 'write "Owned by [A](a.md#api)" beside it'
    assert finding.related == (Related("features/a.md", Span(1, 3, 1, 9), "documented here"),)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (site(a=UNSAID), None),
        (site(a=UNSAID, b=HERE), None),
        (site(b=UNSAID, a=UNSAID), ("a", '2 features list "goals", and none says that it owns it')),
        (
            site(c=UNSAID, b=THERE, a=UNSAID),
            ("a", '"B" says that "goals" is owned here; this page does not'),
        ),
        (
            site(c=THERE, b=THERE, a=THERE),
            None,
        ),
        (
            site(b=(False, "c.md"), c=(False, "b.md")),
            ("b", '"C" says that "goals" is owned here; this page does not'),
        ),
        (site(a=UNSAID, b=(False, "team-goals")), None),
        (
            site(a=UNSAID, b=(False, "")),
            ("a", '2 features list "goals", and none says that it owns it'),
        ),
    ],
)
def test_a_table_that_several_list_has_an_owner(
    pages: Mapping[str, Page], expected: tuple[str, str] | None
) -> None:
    findings = [(uri, finding.message) for uri, finding in found("FS403", pages)]
    assert findings == ([(f"features/{expected[0]}.md", expected[1])] if expected else [])


def test_an_owner_that_does_not_list_its_table_is_named() -> None:
    pages = {
        **site(b=(False, "z"), c=UNSAID),
        "features/z.md": Page("z.md", "Z", FrontMatter({})),
    }
    ((uri, finding),) = found("FS403", pages)
    assert uri == "features/b.md"
    assert finding.message == ('"goals" is said to be owned by "Z", whose page does not list it')


def test_of_two_owners_the_one_that_others_name_is_right() -> None:
    assert [uri for uri, _ in found("FS404", site(a=HERE, b=HERE))] == ["features/b.md"]
    pages = site(a=HERE, b=HERE, c=(False, "b.md"), d=HERE)
    findings = found("FS404", pages)
    assert [uri for uri, _ in findings] == ["features/a.md", "features/d.md"]
    for _, finding in findings:
        assert finding.hint == 'write "Owned by [B](b.md)" where that is so'
        assert len(finding.related) == 2
    assert found("FS404", site(a=HERE)) == found("FS404", site(a=HERE, b=THERE)) == []


def test_of_many_pages_the_first_few_are_named() -> None:
    pages = site(**{f"p{i:02}": UNSAID for i in range(40)})
    uri, finding = found("FS401", pages)[0]
    assert uri == "features/p00.md"
    assert finding.message.endswith('documented by "P01", "P02", "P03" and 36 others too')
    assert len(finding.related) == 8


# Orders, and names that are near each other.


def all_pages() -> Mapping[str, Page]:
    """Return the pages of all cases as one site, with what is made by hand."""
    workspace = load_workspace(Settings(), Path(), Dialect())
    texts = [each for case in sorted(CASES.iterdir()) for each in documents(case / "pages")]
    pages = workspace.read_site(
        Document(f"{i}/{each.src_uri}", f"{i}/{each.path}", each.content)
        for i, each in enumerate(texts)
    ).pages
    return {**pages, **site(a=HERE, b=UNSAID, c=HERE, d=(False, "c.md"), e=Direction.CONSUMED)}


PAGES = all_pages()


def all_findings(pages: Mapping[str, Page]) -> list[tuple[str, str, Finding]]:
    return [
        (rule.code, src_uri, finding)
        for rule in REGISTRY.site_rules
        for src_uri, finding in found(rule.code, pages)
    ]


def test_every_rule_across_features_is_at_work_here() -> None:
    assert {code for code, _, _ in all_findings(PAGES)} == {
        rule.code for rule in REGISTRY.site_rules if rule.family == "FS4"
    }


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_the_order_of_the_pages_does_not_count(randomness: random.Random) -> None:
    names = list(PAGES)
    randomness.shuffle(names)
    assert all_findings({name: PAGES[name] for name in names}) == all_findings(PAGES)


def test_every_finding_says_what_it_is_about_and_no_page_has_two_of_one() -> None:
    subjects = [(code, uri, finding.subject) for code, uri, finding in all_findings(PAGES)]
    assert all(subject for _, _, subject in subjects)
    assert len(subjects) == len(set(subjects))


WORDS = st.text("abcde", min_size=3, max_size=6)
NAMES = st.builds(
    lambda words, signs: "".join(word + sign for word, sign in zip(words, signs, strict=True)),
    st.lists(WORDS, min_size=3, max_size=3),
    st.tuples(*[st.sampled_from("._-/12")] * 2, st.just("")),
)


def distance(one: str, other: str) -> int:
    """Return how many edits two texts are apart, a swap of neighbours being one."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


@given(st.lists(NAMES, unique=True, max_size=12))
@example(["abc.abc", "abc-abc", "abcabc", "ab.cabc", "abc..abc"])
@example(["OrderPlaced", "Orderplaced", "OrderPlacde", "orderPlaced"])
def test_near_names_are_one_edit_apart(names: list[str]) -> None:
    near = near_names(tuple(names))
    for name, others in near.items():
        for other in others:
            assert distance(name, other) == 1
            assert name in near[other]
            assert not any(sign.isdigit() for sign in "".join(edited(name, other)))


@given(NAMES, st.data())
def test_a_slip_in_a_word_or_between_words_is_seen(name: str, data: st.DataObject) -> None:
    words = [m.span() for m in re.finditer("[a-e]+", name)]
    start, end = data.draw(st.sampled_from(words))
    at = data.draw(st.integers(start, end - 1))
    letter = data.draw(st.sampled_from("abcde"))
    slip = data.draw(
        st.sampled_from(
            [
                name[:at] + letter + name[at:],
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1 :] if end - start > 3 else name,
                name[:at] + name[at:end][1::-1] + name[at + 2 :] if end - at > 1 else name,
                re.sub("[._/]", "-", name, count=1),
                re.sub("[._/]", "", name, count=1),
            ]
        )
    )
    expected = {} if slip == name else {name: (slip,), slip: (name,)}
    assert near_names((name, slip)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("part_1", "part_2"),
        ("part_1", "part_12"),
        ("part_1", "part"),
        ("part1_a", "part_1a"),
        ("plan_a", "plan_b"),
        ("check_in", "check_on"),
        ("answers", "answered"),
        ("order_placed", "orderxplaced"),
        ("12", "21"),
        ("v1.2", "v12.2"),
    ],
)
def test_names_that_differ_on_purpose_are_not_near(one: str, other: str) -> None:
    assert near_names((one, other)) == {}


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("orders.*", "orders.placed", True),
        ("orders.*", "orders.items.added", True),
        ("orders.>", "orders.items.added", True),
        ("orders:*", "orders:placed", True),
        ("orders.*.added", "orders.items.added", True),
        ("orders.*.added", "orders.items.new.added", False),
        ("orders.*.added", "orders.items.removed", False),
        ("orders.new*", "orders.newest", True),
        ("*", "orders.placed", True),
        ("*.placed", "orders.placed", True),
        ("orders.*", "orders", False),
        ("orders.*", "ordersplaced", False),
        ("order.*", "orders.placed", False),
        ("orders.*", "orders.items.*", True),
    ],
)
def test_a_wildcard_stands_for_events(pattern: str, name: str, expected: bool) -> None:
    def page(path: str, event: str, side: Direction) -> tuple[str, Page]:
        entity = Entity(EntityKind.EVENT, event, Span(1, 1, 1, 2), direction=side)
        return path, Page(path, path, FrontMatter({}), entities=(entity,))

    for consumed, published in ((pattern, name), (name, pattern)):
        pages = dict(
            [
                page("a.md", consumed, Direction.CONSUMED),
                page("b.md", published, Direction.PUBLISHED),
            ]
        )
        assert (found("FS405", pages) == []) is expected
        assert (found("FS406", pages) == []) is expected
