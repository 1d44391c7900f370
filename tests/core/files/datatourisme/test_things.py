"""What public bodies write, understood; and what nobody should believe, refused with its line."""

import gzip
import json
from datetime import date
from zipfile import ZipFile

import pytest

from core.files.datatourisme.files import LONGEST, BrokenFileError, Raw, objects_in
from core.files.datatourisme.things import NotUnderstoodError, thing_of
from core.values.geo import Point
from tests.datatourisme import mill


def read(node):
    content = node if isinstance(node, bytes) else json.dumps(node).encode()
    return thing_of(Raw("line 1", content))


def test_thing_of_reads_what_we_need_and_names_the_rest():
    thing = read(mill(hasReview=[{"@id": "kb:three"}], offers=[]))

    assert thing.titles == {"fr": "Le moulin", "en": "The mill"}
    assert thing.words == {"fr": "Au bord de l’eau.", "en": ""} | {"en": "By the water."}
    assert thing.point == Point(47.12814, 0.99502)
    assert (thing.insee, thing.street) == ("37132", "7 rue Haute")
    assert thing.creator == "Touraine Est"
    assert thing.updated_on == date(2020, 1, 27)
    assert thing.sleeps == 6
    assert thing.step_free
    assert "Guesthouse" in thing.types
    assert thing.left_out == ("hasReview", "offers")


def test_thing_of_names_hours_that_it_can_not_read():
    node = mill()
    node["isLocatedAt"][0]["schema:openingHoursSpecification"] = [{"schema:opens": "09:00:00"}, 7]

    thing = read(node)

    assert (thing.opening, thing.left_out) == (
        (),
        ("openingHoursSpecification without days or hours",),
    )


def test_thing_of_reads_names_that_are_written_out():
    node = mill()
    node["http://www.w3.org/2000/01/rdf-schema#label"] = node.pop("rdfs:label")
    node["https://www.datatourisme.fr/ontology/core#isLocatedAt"] = node.pop("isLocatedAt")
    node["@type"] = ["https://www.datatourisme.gouv.fr/ontology/core#Guesthouse"]

    assert read(node).types == {"Guesthouse"}


def test_thing_of_takes_words_without_markup_and_signs_that_nobody_sees():
    thing = read(mill(**{"rdfs:label": {"fr": ["<b>Le</b> moulin\x00 &amp; <script>x</script>"]}}))

    assert thing.titles == {"fr": "Le moulin & x"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"@id": "javascript:alert(1)"}, "@id isn’t a URL", id="id-script"),
        pytest.param({"@id": 7}, "@id isn’t a URL", id="id-number"),
        pytest.param({"@id": "http://x/" + "y" * 300}, "@id isn’t a URL", id="id-too-long"),
        pytest.param({"@id": 7, "@type": []}, "@id isn’t a URL", id="id-before-type"),
        ({"@type": []}, "no @type"),
        ({"@type": [{"a": 1}]}, "no @type"),
        ({"rdfs:label": {}}, "no name"),
        ({"rdfs:label": [["Le moulin"]]}, "no name"),
        ({"rdfs:label": {"fr": [["deep"]]}}, "no name"),
        pytest.param({"isLocatedAt": []}, "no coordinates", id="no-place"),
        pytest.param({"isLocatedAt": "Loches"}, "no coordinates", id="place-of-words"),
        pytest.param(
            {"isLocatedAt": [{"schema:geo": {"schema:latitude": "x"}}]},
            "no coordinates",
            id="no-point",
        ),
        pytest.param(
            {"isLocatedAt": [{"schema:geo": {"schema:latitude": "inf", "schema:longitude": "1"}}]},
            "coordinates out of range",
            id="infinite-point",
        ),
        pytest.param(
            {"isLocatedAt": [{"schema:geo": {"schema:latitude": "91", "schema:longitude": "1"}}]},
            "coordinates out of range",
            id="beyond-the-pole",
        ),
        pytest.param(
            {"@context": {"rdfs:label": "http://elsewhere.example/secret"}},
            "has its own @context, so its terms can’t be trusted",
            id="own-context",
        ),
        pytest.param(
            {"@context": ["https://schema.org"]},
            "has its own @context",
            id="other-context",
        ),
    ],
)
def test_thing_of_refuses_what_it_can_not_believe(change, why):
    with pytest.raises(NotUnderstoodError, match=why):
        read(mill(**change))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[1]",
        b'"word"',
        b"\xff\xfe{}",
        b'{"@id": NaN}',
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"@id": ' + b"9" * 10_000 + b"}",
        None,
    ],
)
def test_thing_of_refuses_what_is_no_object(content):
    with pytest.raises(NotUnderstoodError):
        thing_of(Raw("line 1", content))


def test_objects_in_reads_lines_packed_or_not(tmp_path):
    plain, packed = tmp_path / "x.jsonl", tmp_path / "x.jsonl.gz"
    plain.write_bytes(b'{"a": 1}\n\n{"b": 2}')
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    told = [Raw("line 1", b'{"a": 1}\n'), Raw("line 3", b'{"b": 2}')]
    assert list(objects_in(plain)) == list(objects_in(packed)) == told


def test_objects_in_reads_the_zip_of_a_feed(tmp_path):
    feed = tmp_path / "feed.zip"
    with ZipFile(feed, "w") as target:
        target.writestr("index.json", "[]")
        target.writestr("objects/0/a.json", "{}")
        target.writestr("../evil.json", "{}")

    assert list(objects_in(feed)) == [Raw("objects/0/a.json", b"{}")]


def test_objects_in_holds_no_line_that_is_too_long_and_goes_on_after_it(tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"x" * (3 * LONGEST) + b"\n{}\n")

    assert list(objects_in(file)) == [Raw("line 1", None), Raw("line 2", b"{}\n")]


# Without a moment in it, which would give the test another name in each worker.
CUT_OFF = gzip.compress(b"{}\n" * 10_000, mtime=0)[:-20]


@pytest.mark.parametrize(
    "content", [pytest.param(CUT_OFF, id="cut-off"), b"\x1f\x8b broken", b"[\n{}\n]"]
)
def test_objects_in_says_that_a_file_is_broken(tmp_path, content):
    file = tmp_path / ("x.jsonl" if content.startswith(b"[") else "x.jsonl.gz")
    file.write_bytes(content)

    with pytest.raises(BrokenFileError):
        list(objects_in(file))


def test_objects_in_says_that_there_is_no_file(tmp_path):
    with pytest.raises(BrokenFileError):
        list(objects_in(tmp_path / "nothing.jsonl"))
