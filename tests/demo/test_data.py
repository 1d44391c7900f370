import csv
import json
import re
from collections import Counter
from pathlib import Path

import phonenumbers
import pytest
from PIL import Image

from commons.media.choices import Licence
from demo.records import Good, Hint, Listing, Lodging, Visit, read_records

DATA = Path(__file__).parents[2] / "demo" / "data"
PREPARED = {
    "touraine_stays": (Lodging, 669),
    "touraine_activities": (Visit, 682),
    "touraine_products": (Good, 135),
    "touraine_tips": (Hint, 94),
    "antwerp_stays": (Listing, 320),
    "bologna_stays": (Listing, 120),
}
TEXT_FILES = sorted(path for path in DATA.rglob("*") if path.suffix in {".jsonl", ".json", ".csv"})
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
FICTION = re.compile(r"\+33261910\d{3}")


def written(name):
    return json.loads((DATA / "written" / name).read_text(encoding="utf-8"))


def people():
    with (DATA / "written" / "people.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def every_string(value):
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts if part is not None for text in every_string_of(part)]


def every_string_of(part):
    return every_string(part) if isinstance(part, str | dict | list) else []


@pytest.mark.parametrize(("name", "kind", "count"), [(k, *v) for k, v in PREPARED.items()])
def test_prepared_files_hold_all_records(name, kind, count):
    records = read_records(DATA / "prepared" / f"{name}.jsonl", kind)

    assert len({record.id for record in records}) == count


@pytest.mark.parametrize("name", ["stays", "activities", "products", "tips"])
def test_every_public_object_names_its_source(name):
    kind, _ = PREPARED[f"touraine_{name}"]
    records = read_records(DATA / "prepared" / f"touraine_{name}.jsonl", kind)

    assert [one.id for one in records if not (one.creator and one.updated and one.title)] == []


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.name)
def test_no_file_holds_a_real_address(path):
    text = path.read_text(encoding="utf-8")

    assert [mail for mail in EMAIL.findall(text) if not mail.endswith("@example.org")] == []


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.name)
def test_no_file_holds_a_real_telephone(path):
    text = FICTION.sub("", path.read_text(encoding="utf-8"))

    found = {
        match.raw_string
        for country in ("FR", "BE", "IT")
        for match in phonenumbers.PhoneNumberMatcher(text, country)
        if re.fullmatch(r"\+?[\d .]{9,}", match.raw_string)
        and not re.fullmatch(r"[\d.]+", match.raw_string)  # points and prices
    }
    assert found == set()


def test_every_person_can_be_told_from_the_others():
    persons = people()

    for field in ("key", "email", "phone", "display_name"):
        assert len({person[field] for person in persons}) == len(persons) == 158
    assert [one["key"] for one in persons if not FICTION.fullmatch(one["phone"])] == []
    assert [one["key"] for one in persons if not (one["words"] and one["languages"])] == []


def test_every_photograph_is_described_in_both_languages_and_licensed():
    photos = json.loads((DATA / "prepared" / "photos.json").read_text(encoding="utf-8"))

    assert len(photos) == 23
    for photo in photos:
        assert photo["alt"].keys() == photo["caption"].keys() == {"fr", "en"}
        assert all(photo["alt"].values())
        assert Licence(photo["licence"])
        assert photo["credit"]


def test_photographs_are_small_and_carry_no_metadata():
    paths = sorted((DATA / "photos").glob("*.webp"))

    for path in paths:
        with Image.open(path) as image:
            assert max(image.size) <= 1280
            assert set(image.info) <= {"loop", "background"}
        assert path.stat().st_size <= 150 * 1024
    assert len(paths) == 23


def test_the_whole_demo_weighs_less_than_six_mebibytes():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 6 * 1024**2


def test_credits_name_every_file_of_the_demo_and_its_licence():
    credits = json.loads((DATA / "credits.json").read_text(encoding="utf-8"))

    named = sorted(file for entry in credits for file in entry["files"])
    folders = ("prepared", "photos", "portraits", "written")
    shown = [path for folder in folders for path in DATA.glob(f"{folder}/*")]
    expected = {str(path.relative_to(DATA)) for path in shown} - {"prepared/photos.json"}
    assert named == sorted(expected)
    assert [entry["source"] for entry in credits if not entry["licence"]] == []
    assert [entry["source"] for entry in credits if entry["changes"].keys() != {"fr", "en"}] == []


def test_community_stories_have_150_to_300_words_unless_starting():
    lengths = {one["key"]: len(one["story"].split()) for one in written("communities.json")}

    assert lengths.pop("gatine") < 150
    assert [key for key, words in lengths.items() if not 150 <= words <= 300] == []


def test_conversations_cover_all_states_and_both_languages():
    conversations = written("conversations.json")
    keys = {person["key"] for person in people()}

    assert {one["state"] for one in conversations} == {
        "sent",
        "tentative",
        "agreed",
        "declined",
        "expired",
        "withdrawn",
        "cancelled",
        "completed",
        "no_show",
    }
    assert {one["language"] for one in conversations} == {"fr", "en"}
    assert {one[side] for one in conversations for side in ("guest", "host")} <= keys


def test_phrases_are_there_in_both_languages():
    phrases = written("phrases.json")

    assert phrases["fr"].keys() - {"views"} == phrases["en"].keys() - {"area", "shared"}
    assert [text for text in every_string(phrases["fr"]) if "!" in text] == []


def test_a_few_offers_are_written_in_each_other_language():
    """All that their hosts say is in that language, so each has the phrases that it takes."""
    languages = Counter(
        offer["language"] for offer in written("offers.json") if "language" in offer
    )

    assert languages == {"it": 3, "nl": 1, "de": 1, "es": 1}
    assert languages.keys() <= written("phrases.json").keys()
