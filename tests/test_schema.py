"""Front matter against a JSON Schema: what is said, where, and which schemas are refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.api import read_page
from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.diagnostics import ConfigurationError, Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.schema.files import load_schema, parse_schema

if TYPE_CHECKING:
    from mkdocs_featurespec.schema import Schema

BUILT_IN = "urn:mkdocs-featurespec:front-matter"
GOOD = "title: Goals\nstatus: draft\nowner: ana\n"
DRAFTS = {
    "4": "http://json-schema.org/draft-04/schema#",
    "6": "http://json-schema.org/draft-06/schema#",
    "7": "http://json-schema.org/draft-07/schema#",
    "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}

HOST_KEYS = (
    *("template", "hide", "icon", "search", "description", "date", "authors", "author"),
    *("categories", "slug", "links", "pin", "draft", "subtitle", "render_macros", "comments"),
    *("social", "image", "robots"),
)

Sources = Mapping[str, object]
"""What stands in each file; what is not text is written as JSON. The first is the schema."""


def load(folder: Path, sources: Sources) -> Schema:
    for name, content in sources.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    first = next(iter(sources))
    return load_schema(folder / first, display=f"schemas/{first}")


def refused(folder: Path, sources: Sources) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        load(folder, sources)
    assert "\n" not in str(caught.value)
    return caught.value


def matter(text: str) -> FrontMatter:
    return read_page(f"---\n{text.rstrip()}\n---\n# Goals\n", path="page.md").front_matter


def found(schema: Schema, text: str) -> list[tuple[FaultKind, str, str, str]]:
    """Return kind, text that is pointed at, message and hint of each fault."""
    lines = ["---", *text.split("\n")]
    result = []
    for fault in schema.faults(matter(text)):
        span = fault.span
        end = span.end_column - 1 if span.end_line == span.line else None
        result.append(
            (fault.kind, lines[span.line - 1][span.column - 1 : end], fault.message, fault.hint)
        )
    return result


@pytest.fixture(scope="module")
def built_in() -> Schema:
    return load_schema(None, display="")


# One keyword, one message


@pytest.mark.parametrize(
    ("keyword", "text", "kind", "at", "message", "hint"),
    [
        (
            {"enum": ["draft", "shipped"]},
            "shiped",
            FaultKind.NOT_ALLOWED,
            "shiped",
            'key: "shiped" is not one of draft, shipped',
            'did you mean "shipped"?',
        ),
        (
            {"enum": ["draft", "shipped"]},
            "7",
            FaultKind.NOT_ALLOWED,
            "7",
            "key: 7 is not one of draft, shipped",
            "",
        ),
        (
            {"enum": ["Draft", "In Review"]},
            "in review",
            FaultKind.NOT_ALLOWED,
            "in review",
            'key: "in review" is not one of Draft, In Review',
            'did you mean "In Review"?',
        ),
        (
            {"enum": ["draft"]},
            "",
            FaultKind.NOT_ALLOWED,
            "key",
            "key: expected draft, found nothing",
            "",
        ),
        (
            {"pattern": "^A-", "examples": ["A-1"]},
            "B-1",
            FaultKind.PATTERN,
            "B-1",
            'key: "B-1" does not match the pattern ^A-',
            'such as "A-1"',
        ),
        ({"const": 3}, "4", FaultKind.NOT_ALLOWED, "4", "key: 4 is not 3", ""),
        (
            {"type": "array"},
            "5",
            FaultKind.WRONG_TYPE,
            "5",
            "key: expected a list, found the number 5",
            "",
        ),
        (
            {"type": "array"},
            "Web",
            FaultKind.WRONG_TYPE,
            "Web",
            'key: expected a list, found the text "Web"',
            "write it as a list: [Web]",
        ),
        (
            {"type": "string"},
            "1.5",
            FaultKind.WRONG_TYPE,
            "1.5",
            "key: expected text, found the number 1.5",
            'write it in quotes: "1.5"',
        ),
        (
            {"type": ["string", "array"]},
            "{a: 1}",
            FaultKind.WRONG_TYPE,
            "{a: 1}",
            "key: expected text or a list, found a mapping",
            "",
        ),
        (
            {"type": "string"},
            "",
            FaultKind.WRONG_TYPE,
            "key",
            "key: expected text, found nothing",
            "",
        ),
        (
            {"pattern": "^KILN-[0-9]+$"},
            "812a",
            FaultKind.PATTERN,
            "812a",
            'key: "812a" does not match the pattern ^KILN-[0-9]+$',
            "",
        ),
        (
            {"format": "date"},
            "14.10.2026",
            FaultKind.FORMAT,
            "14.10.2026",
            'key: "14.10.2026" is not a valid date',
            "write it as 2026-10-14: year, month and day",
        ),
        (
            {"format": "date-time"},
            "'2026-10-14 09:30'",
            FaultKind.FORMAT,
            "'2026-10-14 09:30'",
            'key: "2026-10-14 09:30" is not a valid date-time',
            "write it as 2026-10-14T09:30:00Z",
        ),
        (
            {"format": "uri-reference"},
            "../a page.md",
            FaultKind.FORMAT,
            "../a page.md",
            'key: "../a page.md" is not a valid uri-reference',
            "write an address or a path; %20 stands for a space",
        ),
        ({"minLength": 1}, "''", FaultKind.LIMIT, "''", "key: is empty", ""),
        (
            {"minLength": 3},
            "ab",
            FaultKind.LIMIT,
            "ab",
            'key: "ab" is shorter than 3 characters',
            "",
        ),
        (
            {"maxLength": 1},
            "ab",
            FaultKind.LIMIT,
            "ab",
            'key: "ab" is longer than 1 character',
            "",
        ),
        ({"minItems": 1}, "[]", FaultKind.LIMIT, "[]", "key: is an empty list", ""),
        ({"minItems": 2}, "[a]", FaultKind.LIMIT, "[a]", "key: has fewer than 2 items", ""),
        ({"maxItems": 1}, "[a, b]", FaultKind.LIMIT, "[a, b]", "key: has more than 1 item", ""),
        (
            {"uniqueItems": True},
            "[a, b, b]",
            FaultKind.LIMIT,
            "b",
            'key: names an item twice: "b"',
            "remove one of them",
        ),
        ({"minimum": 3}, "2", FaultKind.LIMIT, "2", "key: 2 is less than 3", ""),
        ({"maximum": 3}, "4", FaultKind.LIMIT, "4", "key: 4 is more than 3", ""),
        ({"exclusiveMinimum": 3}, "3", FaultKind.LIMIT, "3", "key: 3 is not more than 3", ""),
        ({"exclusiveMaximum": 3}, "3", FaultKind.LIMIT, "3", "key: 3 is not less than 3", ""),
        ({"multipleOf": 2}, "3", FaultKind.LIMIT, "3", "key: 3 is not a multiple of 2", ""),
        (
            {"minProperties": 2},
            "{a: 1}",
            FaultKind.LIMIT,
            "{a: 1}",
            "key: has fewer than 2 keys",
            "",
        ),
    ],
)
def test_a_keyword_says_what_is_wrong_at_the_value(
    tmp_path: Path, keyword: object, text: str, kind: FaultKind, at: str, message: str, hint: str
) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"key": keyword}}})
    assert found(schema, f"other: 1\nkey: {text}\n") == [(kind, at, message, hint)]


@pytest.mark.parametrize(
    ("keyword", "text", "message"),
    [
        ({"not": {"type": "string"}}, "text", 'key: "text" is what the schema excludes'),
        ({"contains": {"const": 1}}, "[2]", "key: has no item of the kind that it needs"),
        (
            {"oneOf": [{"type": "string"}, {"minLength": 1}]},
            "text",
            'key: "text" fits more than one form, where it has to fit one',
        ),
        (
            {"prefixItems": [{}], "items": False},
            "[1, 2]",
            "key: has more items than the schema knows",
        ),
    ],
)
def test_any_other_keyword_is_told_at_the_value(
    tmp_path: Path, keyword: object, text: str, message: str
) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"key": keyword}}})
    assert found(schema, f"key: {text}\n") == [(FaultKind.SCHEMA, text, message, "")]


def test_a_long_value_is_shortened(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"key": {"pattern": "^x"}}}})
    ((_, _, message, _),) = found(schema, f"key: {'y' * 300}\n")
    value = message.removeprefix("key: ").partition(" does not")[0]
    assert len(value) == 60
    assert value.endswith("…")


# Places


def test_a_missing_key_is_told_at_the_first_line(built_in: Schema) -> None:
    assert found(built_in, "title: Goals\nstatus: draft\n") == [
        (
            FaultKind.MISSING_KEY,
            "title: Goals",
            'the key "owner" is missing',
            'add "owner: ..." to the front matter',
        )
    ]


def test_a_page_without_front_matter_lacks_keys_at_its_start(built_in: Schema) -> None:
    faults = built_in.faults(FrontMatter({}))
    assert {fault.kind for fault in faults} == {FaultKind.MISSING_KEY}
    assert {fault.span for fault in faults} == {Span(1, 1, 1, 1)}
    assert len(faults) == 3


def test_a_key_missing_in_a_mapping_is_told_at_the_mapping(built_in: Schema) -> None:
    assert found(built_in, f"{GOOD}tables:\n  - goals\n  - nam: x\n") == [
        (
            FaultKind.MISSING_KEY,
            "nam: x",
            'in tables[1] the key "name" is missing',
            'add "name: ..." to it',
        )
    ]


def test_a_mapping_of_several_lines_is_shown_by_its_first(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"key": {"required": ["name"]}}}})
    assert [at for _, at, *_ in found(schema, "key:\n  a: text\n  b: 1\n")] == ["a: text"]
    assert [at for _, at, *_ in found(schema, "key:\n  a: [x,\n    y]\n  b: 1\n")] == ["a"]


def test_a_value_in_a_list_is_told_at_its_own_place(built_in: Schema) -> None:
    assert found(built_in, f"{GOOD}services:\n  - api\n  - 7\n") == [
        (
            FaultKind.WRONG_TYPE,
            "7",
            "services[1]: expected text, found the number 7",
            'write it in quotes: "7"',
        )
    ]


def test_a_value_without_a_place_is_told_at_the_nearest_around_it(built_in: Schema) -> None:
    data = {"title": "T", "status": "draft", "owner": "o", "services": ["api", 7]}
    around = Span(4, 11, 4, 19)
    matter = FrontMatter(data, span=Span(2, 1, 2, 9), value_spans={("services",): around})
    assert [fault.span for fault in built_in.faults(matter)] == [around]
    bare = FrontMatter(data, span=Span(2, 1, 2, 9))
    assert [fault.span for fault in built_in.faults(bare)] == [Span(2, 1, 2, 9)]


def test_faults_come_in_the_order_of_the_page(built_in: Schema) -> None:
    text = "status: shiped\nowner: ''\ntitle: 7\n"
    assert [at for _, at, _, _ in found(built_in, text)] == ["shiped", "''", "7"]


# Keys


def test_a_key_that_the_schema_forbids_is_told_at_the_key(tmp_path: Path) -> None:
    document = {"properties": {"title": {}, "status": {}}, "additionalProperties": False}
    schema = load(tmp_path, {"s.json": document})
    assert found(schema, "title: T\nstatus: s\nzzz: 1\n") == [
        (FaultKind.UNKNOWN_KEY, "zzz", 'the key "zzz" is not allowed', "allowed: title, status")
    ]
    nested = load(tmp_path, {"s.json": {"properties": {"key": document}}})
    assert found(nested, "key:\n  titel: 1\n") == [
        (
            FaultKind.UNKNOWN_KEY,
            "titel",
            'in key the key "titel" is not allowed',
            'did you mean "title"?',
        )
    ]


def test_a_key_that_no_value_may_have_is_told_at_the_key(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"a": {"properties": {"b": False}}}}})
    assert found(schema, "a:\n  c: x\n  b: y\n") == [
        (FaultKind.UNKNOWN_KEY, "b", 'in a the key "b" is not allowed', "")
    ]


def test_a_name_that_no_key_may_have_is_told_at_the_key(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"propertyNames": {"pattern": "^[a-z]+$"}}})
    assert found(schema, "a: 1\nB: 2\n") == [
        (FaultKind.PATTERN, "B", 'the key "B" does not match the pattern ^[a-z]+$', "")
    ]


@pytest.mark.parametrize("draft", ["7", "2020-12"])
def test_a_key_that_another_needs_is_told_at_the_other(tmp_path: Path, draft: str) -> None:
    keyword = "dependencies" if draft == "7" else "dependentRequired"
    document = {"$schema": DRAFTS[draft], keyword: {"reviewed": ["reviewer"], "other": ["x"]}}
    schema = load(tmp_path, {"s.json": document})
    assert found(schema, "title: T\nreviewed: 2026-10-14\n") == [
        (
            FaultKind.MISSING_KEY,
            "reviewed",
            'the key "reviewer" is missing, which "reviewed" needs',
            'add "reviewer: ..."',
        )
    ]


def test_a_wrong_value_does_not_make_the_keys_beside_it_unknown(tmp_path: Path) -> None:
    document = {"allOf": [{"$ref": BUILT_IN}], "unevaluatedProperties": False}
    schema = load(tmp_path, {"s.json": document})
    wrong = GOOD.replace("draft", "drafted")
    assert [kind for kind, *_ in found(schema, wrong)] == [FaultKind.NOT_ALLOWED]
    assert [at for _, at, *_ in found(schema, f"{GOOD}zzz: 1\n")] == ["zzz"]


def test_keys_by_a_pattern_are_not_forbidden(tmp_path: Path) -> None:
    document = {"patternProperties": {"^x-": {}}, "additionalProperties": False}
    schema = load(tmp_path, {"s.json": document})
    assert [at for _, at, _, _ in found(schema, "x-a: 1\nzzz: 2\n")] == ["zzz"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("tile", "title"),
        ("titlle", "title"),
        ("Title", "title"),
        ("onwer", "owner"),
        ("stauts", "status"),
    ],
)
def test_a_slip_of_the_pen_is_one_fault_and_not_two(
    built_in: Schema, written: str, meant: str
) -> None:
    text = GOOD.replace(f"{meant}:", f"{written}:")
    assert found(built_in, text) == [
        (
            FaultKind.UNKNOWN_KEY,
            written,
            f'the key "{written}" is not known',
            f'did you mean "{meant}"?',
        )
    ]


def test_a_key_of_no_other_s_likeness_is_the_writer_s_own(built_in: Schema) -> None:
    own = "summary: x\npriority: 1\nticket: y\nteam: z\n"
    assert found(built_in, GOOD + own) == []
    assert found(built_in, f"{GOOD}titel: a second one\n") == []


@pytest.mark.parametrize(
    "key",
    HOST_KEYS,
)
def test_keys_of_the_host_are_no_slips(built_in: Schema, key: str) -> None:
    assert found(built_in, f"{GOOD}{key}: x\n") == []


def test_keys_of_the_host_are_no_slips_beside_a_site_s_own(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"dates": {}, "icons": {}, "slugs": {}}}})
    assert found(schema, "date: x\nicon: y\nslug: z\n") == []


# Forms to choose from


@pytest.mark.parametrize(
    ("line", "kind", "at", "message"),
    [
        (
            "tables: [7]",
            FaultKind.WRONG_TYPE,
            "7",
            "tables[0]: expected text or a mapping, found the number 7",
        ),
        (
            "endpoints: [/goals]",
            FaultKind.PATTERN,
            "/goals",
            'endpoints[0]: "/goals" does not match the pattern ^[A-Z]+ /\\S*$',
        ),
        (
            "endpoints: [{method: get, path: /goals}]",
            FaultKind.PATTERN,
            "get",
            'endpoints[0].method: "get" does not match the pattern ^[A-Z]+$',
        ),
        (
            "endpoints: [{method: GET}]",
            FaultKind.MISSING_KEY,
            "{method: GET}",
            'in endpoints[0] the key "path" is missing',
        ),
        (
            "events: [{name: a.b, direction: publishes}]",
            FaultKind.NOT_ALLOWED,
            "publishes",
            'events[0].direction: "publishes" is not one of published, consumed',
        ),
        (
            "events: {publishes: a.b}",
            FaultKind.WRONG_TYPE,
            "a.b",
            'events.publishes: expected a list, found the text "a.b"',
        ),
    ],
)
def test_of_several_forms_the_one_that_is_meant_is_told(
    built_in: Schema, line: str, kind: FaultKind, at: str, message: str
) -> None:
    ((found_kind, found_at, found_message, _),) = found(built_in, f"{GOOD}{line}\n")
    assert (found_kind, found_at, found_message) == (kind, at, message)


@pytest.mark.parametrize(
    ("value", "kind", "at", "message"),
    [
        ("7", FaultKind.WRONG_TYPE, "7", "key: expected text or a mapping, found the number 7"),
        ("''", FaultKind.LIMIT, "''", "key: is empty"),
        ("{nam: x}", FaultKind.MISSING_KEY, "{nam: x}", 'in key the key "name" is missing'),
        ("{name: 7}", FaultKind.WRONG_TYPE, "7", "key.name: expected text, found the number 7"),
    ],
)
@pytest.mark.parametrize("choice", ["anyOf", "oneOf"])
def test_of_a_choice_the_form_that_fits_best_is_told(
    tmp_path: Path, choice: str, value: str, kind: FaultKind, at: str, message: str
) -> None:
    text = {"type": "string", "minLength": 1}
    forms = [text, {"type": "object", "required": ["name"], "properties": {"name": text}}]
    schema = load(tmp_path, {"s.json": {"properties": {"key": {choice: forms}}}})
    assert [told[:3] for told in found(schema, f"key: {value}\n")] == [(kind, at, message)]


def test_a_schema_may_allow_nothing_at_all(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": "false"})
    assert found(schema, "key: 1\n") == [
        (FaultKind.SCHEMA, "key: 1", "front matter: is not allowed", "")
    ]


def test_a_choice_of_values_is_told_as_one(tmp_path: Path) -> None:
    choice = {"oneOf": [{"const": "web"}, {"enum": ["mobile", "kiosk"]}]}
    schema = load(tmp_path, {"s.json": {"properties": {"key": choice}}})
    assert [found[2:] for found in found(schema, "key: Kiosks\n")] == [
        ('key: "Kiosks" is not one of web, mobile, kiosk', 'did you mean "kiosk"?')
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "product_page: ../product/goals.md",
        "product_page: https://example.org/goals?x=1#y",
        "surfaces: Web",
        "surfaces: [Web, Mobile]",
        "services: []",
        "tables: [goals, {name: entries, note: x}]",
        "endpoints: ['GET /goals/{id}', {method: POST, path: /goals}]",
        "events: [a.b, {name: c.d, direction: consumed}]",
        "events: {publishes: [a.b], consumes: [c.d]}",
        "reviewed: 2026-10-14",
        "tags: [a]",
        "tags:",
        "anything: {else: [1, null]}",
    ],
)
def test_what_the_built_in_schema_allows(built_in: Schema, lines: str) -> None:
    assert found(built_in, f"{GOOD}{lines}\n") == []


def test_the_built_in_schema_describes_itself() -> None:
    text = read_data("front-matter.schema.json")
    document = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(document)
    assert document["$id"] == BUILT_IN
    for key, part in document["properties"].items():
        assert part["description"].endswith("."), key
        validator = jsonschema.Draft202012Validator(part, format_checker=jsonschema.FormatChecker())
        assert part["examples"], key
        for example in part["examples"]:
            validator.validate(example)


# Drafts and files


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_every_draft_is_judged_by_its_own_rules(tmp_path: Path, draft: str) -> None:
    is_4 = draft == DRAFTS["4"]
    limit = {"minimum": 3, "exclusiveMinimum": True} if is_4 else {"exclusiveMinimum": 3}
    tuple_keyword = "prefixItems" if draft == DRAFTS["2020-12"] else "items"
    document = {
        "$schema": draft,
        "required": ["key"],
        "properties": {
            "limit": limit,
            "pair": {tuple_keyword: [{"type": "string"}]},
            "at": {"format": "date-time"},
        },
    }
    schema = load(tmp_path, {"s.json": document})
    faults = schema.faults(matter("limit: 3\npair: [7]\nat: soon\n"))
    assert sorted(fault.kind.value for fault in faults) == [
        "format",
        "limit",
        "missing-key",
        "wrong-type",
    ]
    assert schema.faults(matter("limit: 4\npair: [a, 7]\nat: 2026-10-14T09:30:00Z\nkey: x\n")) == ()


@pytest.mark.parametrize("name", ["s.yml", "s.yaml"])
def test_a_schema_in_yaml_keeps_its_dates_as_text(tmp_path: Path, name: str) -> None:
    text = "properties:\n  since:\n    enum: [2026-10-14]\n"
    schema = load(tmp_path, {name: text})
    assert schema.document == {"properties": {"since": {"enum": ["2026-10-14"]}}}
    assert found(schema, "since: 2026-10-14\n") == []
    assert [message for _, _, message, _ in found(schema, "since: 2026-10-15\n")] == [
        'since: "2026-10-15" is not 2026-10-14'
    ]


def test_references_lead_to_files_and_are_watched(tmp_path: Path) -> None:
    sources: Sources = {
        "feature.json": {
            "properties": {
                "a": {"$ref": "parts.yml#/$defs/text"},
                "b": {"$ref": "https://example.org/word"},
                "c": {"$ref": "deep/c.json"},
                "d": {"$ref": "#/$defs/own"},
                "e": {"$ref": "two%20words.json"},
            },
            "$defs": {"own": {"type": "null"}},
        },
        "parts.yml": "$defs:\n  text: {type: string}\n",
        "word.json": {"$id": "https://example.org/word", "type": "string", "minLength": 2},
        "deep/c.json": {"$ref": "other.json"},
        "deep/other.json": {"type": "boolean"},
        "two words.json": {"type": "array"},
        "not-a-schema.yml": "a: [",
    }
    schema = load(tmp_path, sources)
    faults = schema.faults(matter("a: 1\nb: x\nc: 1\nd: 1\ne: 1\n"))
    assert [fault.message.partition(":")[0] for fault in faults] == ["a", "b", "c", "d", "e"]
    assert schema.faults(matter("a: x\nb: xy\nc: true\nd:\ne: []\n")) == ()
    watched = {path.relative_to(tmp_path).as_posix() for path in schema.watched}
    assert watched == set(sources) - {"not-a-schema.yml"}


@pytest.mark.parametrize(
    "own_id", ["https://example.org/schemas/feature.json", "urn:studio:feature"]
)
def test_a_relative_path_is_one_beside_the_schema_whatever_its_id(
    tmp_path: Path, own_id: str
) -> None:
    document = {"$id": own_id, "properties": {"a": {"$ref": "text.json"}}}
    schema = load(tmp_path, {"feature.json": document, "text.json": {"type": "string"}})
    assert [at for _, at, _, _ in found(schema, "a: 1\n")] == ["1"]


@pytest.mark.parametrize(
    "base", [{"$ref": BUILT_IN}, {"allOf": [{"$ref": BUILT_IN}]}], ids=["$ref", "allOf"]
)
def test_a_site_extends_the_built_in_schema(tmp_path: Path, base: dict[str, object]) -> None:
    document = {**base, "required": ["team"], "properties": {"team": {"enum": ["kilns", "glazes"]}}}
    schema = load(tmp_path, {"feature.json": document})
    assert found(schema, f"{GOOD}team: kilns\n") == []
    text = "title: Goals\nstatus: shiped\nonwer: ana\nteam: kiln\n"
    assert [(at, hint) for _, at, _, hint in found(schema, text)] == [
        ("shiped", 'did you mean "shipped"?'),
        ("onwer", 'did you mean "owner"?'),
        ("kiln", 'did you mean "kilns"?'),
    ]
    assert schema.watched == (tmp_path / "feature.json",)


def test_a_metaschema_is_known_without_a_network(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"$ref": DRAFTS["7"]}})
    assert [at for _, at, _, _ in found(schema, "minLength: x\n")] == ["x"]


def test_a_schema_may_refer_to_itself(tmp_path: Path) -> None:
    document = {"properties": {"child": {"$ref": "#"}, "name": {"type": "string"}}}
    schema = load(tmp_path, {"s.json": document})
    assert [at for _, at, _, _ in found(schema, "child: {child: {name: 7}}\n")] == ["7"]


def test_the_built_in_schema_is_of_no_file(built_in: Schema) -> None:
    assert built_in.watched == ()
    assert isinstance(built_in.document, dict)
    assert load_schema(None, display="") is built_in


# What the library cannot judge


def test_what_the_library_cannot_judge_stops_nothing(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"key": {"multipleOf": 0.5}}}})
    ((kind, at, message, _),) = found(schema, "key: .inf\n")
    assert (kind, at) == (FaultKind.SCHEMA, "key: .inf")
    assert message.startswith("front matter: the schema cannot judge it: ")
    assert "infinity" in message.lower()


# Schemas that are refused


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"s.json": '{"type": "object",\n"required": }\n'}, "schemas/s.json:2: broken JSON: "),
        ({"s.json": ""}, "schemas/s.json:1: broken JSON: "),
        ({"s.yml": "type: object\nrequired: [\n"}, "schemas/s.yml:2: "),
        ({"s.yml": "type: !!python/name:os.system\n"}, "schemas/s.yml:1: "),
        ({"s.json": []}, "schemas/s.json: the schema is not a mapping"),
        ({"s.yml": "text"}, "schemas/s.yml: the schema is not a mapping"),
        (
            {"s.json": {"$ref": "https://example.org/x.json"}},
            "$ref to https://example.org/x.json: nothing is fetched",
        ),
        ({"s.json": {"$ref": "ftp://example.org/x.json"}}, "nothing is fetched"),
        (
            {"s.json": {"properties": {"a": {"$ref": "urn:nowhere"}}}},
            "$ref to urn:nowhere, which is not there",
        ),
        ({"s.json": {"$ref": "nowhere.json"}}, "$ref to nowhere.json, which is not there"),
        ({"s.json": {"$ref": "#/$defs/nowhere"}}, '$ref to "#/$defs/nowhere", which is not there'),
        ({"s.json": {"$ref": "#nowhere"}}, '$ref to "#nowhere", which is not there'),
        (
            {"s.json": {"anyOf": [{"$ref": "x.json#/a"}]}, "x.json": {}},
            '$ref to "x.json#/a", which is not there',
        ),
        ({"s.json": {"$ref": "x.json"}, "x.json": "{\n"}, "schemas/x.json:2: broken JSON: "),
        (
            {"s.json": {"$ref": "x.json"}, "x.json": {"$ref": "y.json"}},
            "$ref to y.json, which is not there",
        ),
        (
            {"s.json": {"type": "objekt"}},
            "schemas/s.json:1: this is no JSON Schema: at type, 'objekt'",
        ),
        ({"s.json": {"properties": {"a": {"pattern": "["}}}}, "at properties/a/pattern, '['"),
    ],
)
def test_a_schema_that_cannot_judge_is_refused(
    tmp_path: Path, sources: Sources, message: str
) -> None:
    error = refused(tmp_path, sources)
    assert message in str(error)
    assert error.path.startswith("schemas/")


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"^s\.json: the schema does not exist$"):
        load_schema(tmp_path / "s.json", display="s.json")
    (tmp_path / "s.json").mkdir()
    with pytest.raises(ConfigurationError, match=r"^s\.json: the schema cannot be read: "):
        load_schema(tmp_path / "s.json", display="s.json")
    (tmp_path / "t.json").write_bytes(b'{"title": "\xe9"}')
    with pytest.raises(ConfigurationError, match=r"^t\.json: the schema is not UTF-8"):
        load_schema(tmp_path / "t.json", display="t.json")


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"s.json": {"$ref": "x.json"}, "x.json": {"type": "zzz"}}, "schemas/x.json:1: this is no"),
        ({"s.json": {"$ref": "d/x.json"}, "d/x.json": []}, "schemas/d/x.json: the schema is not a"),
        ({"s.json": {"$schema": "urn:2099"}}, 's.json:1: "$schema": "urn:2099" is no draft'),
        ({"s.json": {"$schema": 5}}, 's.json:1: "$schema": 5 is no draft'),
        (
            {"s.json": {"title": "x", "properties": {"a": {"$ref": "#/title"}}}},
            's.json: $ref to "#/title", which is no schema',
        ),
        (
            {"s.json": {"$ref": "#/parts/a", "parts": {"a": {"type": "objekt"}}}},
            "s.json: this is no JSON Schema: at type, 'objekt'",
        ),
        (
            {"s.json": {"$schema": DRAFTS["4"], "patternProperties": {"[": {}}}},
            "s.json: '[' is no regular expression: unterminated",
        ),
        ({"s.json": {"$ref": "../x.json"}}, "$ref to ../x.json leads out of the schema's folder"),
        ({"s.json": {"$ref": "a/%2e%2e/../x"}}, "$ref to a/%2e%2e/../x leads out of the schema's"),
        ({"s.json": {"$ref": "/etc/hosts"}}, "$ref to /etc/hosts leads out of the schema's folder"),
        ({"s.json": {"$ref": "#"}}, '$ref to "#" leads back to itself'),
        ({"s.json": {"$ref": "x.json"}, "x.json": {"$ref": "s.json"}}, "leads back to itself"),
        ({"s.yml": "&a\nproperties:\n  key: *a\n"}, "schemas/s.yml:2: broken YAML: "),
        ({"s.json": '{"not":' * 3000 + "{}" + "}" * 3000}, "s.json: broken JSON: nested too deep"),
        (
            {"s.json": '{\n\t"properties": {\n\t\t"a": {"type": "objekt"}\n}}'},
            "s.json:3: this is no JSON Schema: at properties/a/type, ",
        ),
        (
            {"s.yml": "allOf:\n- {}\n- pattern: '['\n"},
            "s.yml:3: this is no JSON Schema: at allOf/1",
        ),
    ],
)
def test_a_schema_that_would_fail_on_a_page_is_refused_before(
    tmp_path: Path, sources: Sources, message: str
) -> None:
    assert message in str(refused(tmp_path, sources))


def test_an_id_is_found_in_draft_4_and_leads_on_to_files_beside_it(tmp_path: Path) -> None:
    four = DRAFTS["4"]
    sources: Sources = {
        "s.json": {"$schema": four, "properties": {"a": {"$ref": "http://example.org/t/a.json"}}},
        "other-name.json": {"$schema": four, "id": "http://example.org/t/a.json", "$ref": "b.json"},
        "b.json": {"type": "string"},
    }
    assert [at for _, at, _, _ in found(load(tmp_path, sources), "a: 1\n")] == ["1"]


def test_a_part_without_a_draft_has_that_of_the_schema(tmp_path: Path) -> None:
    document = {"$schema": DRAFTS["7"], "properties": {"a": {"$ref": "x.json"}}}
    schema = load(tmp_path, {"s.json": document, "x.json": {"items": [{"type": "string"}]}})
    assert [at for _, at, _, _ in found(schema, "a: [1, 2]\n")] == ["1"]


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_formats_hold_in_every_draft(tmp_path: Path, draft: str) -> None:
    properties = {key: {"format": key} for key in ("date", "date-time", "uri-reference")}
    schema = load(tmp_path, {"s.json": {"$schema": draft, "properties": properties}})
    text = "date: soon\ndate-time: soon\nuri-reference: a b\n"
    assert [kind for kind, _, _, _ in found(schema, text)] == [FaultKind.FORMAT] * 3


@pytest.mark.parametrize("draft", [DRAFTS["7"], DRAFTS["2020-12"]])
def test_a_time_is_that_of_the_current_drafts(tmp_path: Path, draft: str) -> None:
    schema = load(
        tmp_path, {"s.json": {"$schema": draft, "properties": {"at": {"format": "time"}}}}
    )
    assert found(schema, "at: '12:00:00Z'\n") == []
    assert [at for _, at, _, _ in found(schema, "at: '25:00:00Z'\n")] == ["'25:00:00Z'"]


# One slip, one fault


@pytest.mark.parametrize(
    ("keyword", "text", "kind"),
    [
        ({"type": "string", "enum": ["a"]}, "5", FaultKind.WRONG_TYPE),
        ({"type": "string", "format": "date", "enum": ["a"]}, "5", FaultKind.WRONG_TYPE),
        ({"pattern": "^[a-z]+$", "minLength": 3}, "''", FaultKind.PATTERN),
        ({"enum": ["a"], "pattern": "^a"}, "b", FaultKind.NOT_ALLOWED),
        ({"allOf": [{"enum": ["a"]}, {"enum": ["a", "b"]}]}, "c", FaultKind.NOT_ALLOWED),
    ],
)
def test_a_value_has_one_fault(tmp_path: Path, keyword: object, text: str, kind: FaultKind) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"key": keyword}}})
    assert [(k, at) for k, at, _, _ in found(schema, f"key: {text}\n")] == [(kind, text)]


def test_a_slip_in_a_schema_without_other_keys_is_one_fault(tmp_path: Path) -> None:
    document = {"properties": {"title": {}}, "required": ["title"], "additionalProperties": False}
    schema = load(tmp_path, {"s.json": document})
    assert [(at, hint) for _, at, _, hint in found(schema, "titel: x\n")] == [
        ("titel", 'did you mean "title"?')
    ]


def test_a_wrong_value_does_not_make_its_neighbours_unknown(tmp_path: Path) -> None:
    document = {"allOf": [{"$ref": BUILT_IN}], "unevaluatedProperties": False}
    schema = load(tmp_path, {"s.json": document})
    assert [at for _, at, _, _ in found(schema, GOOD.replace("draft", "drafted"))] == ["drafted"]
    assert [at for _, at, _, _ in found(schema, f"{GOOD}team: x\n")] == ["team"]


def test_a_choice_of_words_is_told_as_one_list(tmp_path: Path) -> None:
    words = [{"const": "one", "description": "x"}, {"const": "two"}, {"enum": ["three"]}]
    schema = load(tmp_path, {"s.json": {"properties": {"key": {"oneOf": words}}}})
    assert [(m, h) for _, _, m, h in found(schema, "key: tow\n")] == [
        ('key: "tow" is not one of one, two, three', 'did you mean "two"?')
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"dependentRequired": {"a": ["b"]}},
        {"$schema": DRAFTS["7"], "dependencies": {"a": ["b"]}},
    ],
)
def test_a_key_that_another_needs_is_missing(tmp_path: Path, document: object) -> None:
    schema = load(tmp_path, {"s.json": document})
    assert [(k, m) for k, _, m, _ in found(schema, "a: 1\n")] == [
        (FaultKind.MISSING_KEY, 'the key "b" is missing, which "a" needs')
    ]


def test_a_number_that_cannot_be_reckoned_with_is_a_fault(tmp_path: Path) -> None:
    schema = load(tmp_path, {"s.json": {"properties": {"key": {"multipleOf": 0.1}}}})
    assert [kind for kind, _, _, _ in found(schema, "key: .inf\n")] == [FaultKind.SCHEMA]


# The verdict is that of the library

_words = st.sampled_from(["", "x", "word", "2026-10-14", "2026-02-30"])
_keys = st.sampled_from(["alpha", "bravo", "tango"])
_scalars = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([0.5, 2.0]) | _words
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=6,
)
_types = st.sampled_from(["string", "number", "integer", "boolean", "null", "array", "object"])
_plain = st.fixed_dictionaries(
    {},
    optional={
        "type": _types | st.lists(_types, min_size=1, max_size=3, unique=True),
        "enum": st.lists(_scalars, min_size=1, max_size=3),
        "const": _scalars,
        "pattern": st.sampled_from(["^x", "o", "[0-9]+"]),
        "format": st.sampled_from(["date", "date-time", "uri-reference"]),
        "minLength": st.integers(0, 3),
        "maximum": st.integers(-2, 2),
        "minItems": st.integers(0, 2),
        "uniqueItems": st.booleans(),
        "required": st.lists(_keys, max_size=2, unique=True),
    },
)


def _compound(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(_keys, inner, max_size=3),
            "additionalProperties": inner | st.booleans(),
            "unevaluatedProperties": st.booleans(),
            "propertyNames": _plain,
            "items": inner,
            "contains": inner,
            "anyOf": several,
            "oneOf": several,
            "allOf": several,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "dependentRequired": st.dictionaries(_keys, st.lists(_keys, max_size=2, unique=True)),
            "required": st.lists(_keys, max_size=2, unique=True),
        },
    )


_schemas = st.recursive(_plain, _compound, max_leaves=6)


@settings(max_examples=300, deadline=None)
@given(_schemas, st.lists(st.dictionaries(_keys, _values, max_size=3), min_size=1, max_size=4))
def test_the_verdict_is_the_library_s(document: object, pages: list[dict[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        schema = load(Path(folder), {"s.json": document})
    validator = jsonschema.Draft202012Validator(
        document,  # type: ignore[arg-type]
        format_checker=jsonschema.FormatChecker(),
    )
    for data in pages:
        faults = schema.faults(FrontMatter(data))
        assert bool(faults) is not validator.is_valid(data)
        assert all(_is_told_well(fault) for fault in faults)


def test_what_comes_again_is_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = load_schema(None, display="")
    made: list[object] = []
    make = type(schema.validator).evolve

    def counted(self: object, **changes: object) -> object:
        made.append(changes["schema"])
        return make(self, **changes)  # type: ignore[arg-type]

    monkeypatch.setattr(type(schema.validator), "evolve", counted)
    page = {"title": "Goals of 1", "status": "draft", "owner": "ana", "tags": ["a", "b"]}
    assert not schema.faults(FrontMatter(page))
    assert made
    made.clear()
    assert not schema.faults(FrontMatter({**page, "title": "Goals of 2"}))
    assert len(made) == 1  # the title's
    assert [fault.kind for fault in schema.faults(FrontMatter({**page, "status": 1}))] == [
        FaultKind.NOT_ALLOWED
    ]


def test_few_verdicts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_featurespec.schema.verdicts._MOST_KEPT", 2)
    verdicts = parse_schema("properties: {n: {type: integer}}", display="s").verdicts
    assert [verdicts.holds({"n": value}) for value in (1, 1.5, True, 1, "1", 2)] == [
        True, False, False, True, False, True,
    ]  # fmt: skip


def test_keys_that_draft_3_asks_for_are_missed(tmp_path: Path) -> None:
    draft = "http://json-schema.org/draft-03/schema#"
    schema = load(tmp_path, {"s.json": {"$schema": draft, "properties": {"a": {"required": True}}}})
    assert not schema.verdicts.holds({"b": 1})
    assert schema.verdicts.holds({"a": 1})


def _is_told_well(fault: Fault) -> bool:
    return bool(fault.message) and "\n" not in fault.message + fault.hint
