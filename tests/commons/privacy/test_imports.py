"""Values out of an archive are those that a form would take, and an import ends in some state."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from commons.notifications.models import Notice
from commons.privacy import tasks
from commons.privacy.actions.archives import ask_for_archive
from commons.privacy.actions.imports import check_archive, confirm_import
from commons.privacy.archive_format import (
    MOST_PARTS,
    MOST_ROWS,
    ArchiveContent,
    read_archive,
    read_object,
    text_of,
)
from commons.privacy.archive_parts import AccountPart
from commons.privacy.errors import ArchiveUnreadableError, TooManyRowsError
from commons.privacy.models import GIVEN_UP_AFTER, ArchiveImport
from commons.privacy.periodic import loose_files
from commons.privacy.registries.archive_imports import MOST_AT_ONCE, PlannedItem, limited_plan
from commons.privacy.states import ImportState, Outcome
from core.quotas.errors import QuotaExceededError
from tests.core.files.test_bagit import a_bag
from tests.factories.accounts import UserFactory
from tests.quotas import limit
from travel_stories.stories.exports.portable import FORMAT, VERSION
from travel_stories.stories.models.stories import Story

OURS = {"Source-Organization": "elsewhere.example", "Hirondelle-Archive-Version": "1"}


def content_with(row, name="account"):
    line = json.dumps(row).encode()
    return ArchiveContent("elsewhere.example", {f"records/{name}.jsonl": line})


def stories(number):
    files = {}
    for one in range(number):
        story = {"format": FORMAT, "version": VERSION, "title": f"Story {one}"}
        files[f"stories/story-{one:08}.json"] = json.dumps(story).encode()
    return a_bag(files, **OURS)


@pytest.fixture
def ada(db):
    return UserFactory()


def checked(person, content):
    return check_archive(file=ContentFile(content, name="a.zip"), by=person)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("words", "x" * 2_001, id="longer-than-the-form-takes"),
        pytest.param("words", "a\0b", id="nul"),
        pytest.param("words", "\ud800", id="half-a-surrogate-pair"),
        pytest.param("words", {"a": 1}, id="object"),
        pytest.param("full_name", "x" * 161, id="long-name"),
        pytest.param("full_name", "Ada\nByron", id="two-lines"),
        pytest.param("full_name", ["Ada"], id="list"),
        pytest.param("phone", 33612345678, id="number"),
        pytest.param("phone", "12", id="no-telephone"),
        pytest.param("languages", "en", id="no-list"),
        pytest.param("languages", ["xx"], id="no-language"),
        pytest.param("languages", [{"en": 1}], id="list-of-objects"),
    ],
)
def test_account_part_is_cleaned_as_by_a_form(name, value):
    (item,) = AccountPart().plan(content_with({name: value}), User())

    assert item.outcome == Outcome.LEFT_OUT


def test_account_part_takes_what_the_form_takes():
    row = {"words": "x" * 2_000, "phone": "+33612345678", "languages": ["en"], "full_name": "Ada"}

    plan = AccountPart().plan(content_with(row), User())

    assert {item.outcome for item in plan} == {Outcome.NEW}


def test_text_of_leaves_out_what_no_database_keeps():
    row = {"words": "a\0b\ud800c", "list": ["a"]}

    assert (text_of(row, "words", 3), text_of(row, "list", 3)) == ("abc", "")


def test_read_archive_cleans_the_name_of_its_site():
    named = {**OURS, "Source-Organization": "else\0where" + "x" * 300}

    assert read_archive(BytesIO(a_bag({}, **named))).source == ("elsewhere" + "x" * 300)[:255]


@pytest.mark.parametrize("end", [b"\n", b""])
def test_rows_may_be_as_many_as_a_table_has(end):
    content = ArchiveContent("x", {"records/deeds.jsonl": b'{"a": 1}\n' * 19_999 + b"{}" + end})

    assert sum(1 for _row in content.rows("deeds")) == MOST_ROWS


@pytest.mark.parametrize("end", [b"\n", b""])
def test_rows_are_counted_before_any_is_parsed(end, monkeypatch):
    parsed = []
    monkeypatch.setattr("commons.privacy.archive_format.read_object", parsed.append)
    content = ArchiveContent("x", {"records/deeds.jsonl": b"{}\n" * MOST_ROWS + b"{}" + end})

    with pytest.raises(TooManyRowsError):
        next(content.rows("deeds"))
    assert parsed == []


def test_import_of_endless_rows_is_refused_in_words(ada, client):
    rows = {"records/hosting/offers.jsonl": b"{}\n" * (MOST_ROWS + 1)}
    client.force_login(ada)

    answer = client.post(
        reverse("privacy:import"), {"file": ContentFile(a_bag(rows, **OURS), name="a.zip")}
    )

    assert "records of one kind, so we can’t import it" in answer.text
    assert not ArchiveImport.objects.exists()


def test_photo_is_found_by_its_whole_identifier():
    content = ArchiveContent("x", {"photos/ab.jpg": b"1", "photos/abc.png": b"2", "a/b.c": b"3"})

    assert [content.photo(name) for name in ("ab", "abc", "a", "")] == [b"1", b"2", None, None]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"[]", id="no-object"),
        pytest.param(b'{"a": [' + b"[]," * MOST_PARTS + b"[]]}", id="too-many-parts"),
        pytest.param(b'{"a": "' + b"x" * (8 << 20) + b'"}', id="too-long"),
        pytest.param(b'{"a": ' + b"9" * 5_000 + b"}", id="endless-number"),
    ],
)
def test_read_object_refuses(line):
    with pytest.raises(ArchiveUnreadableError):
        read_object(line)


def test_limited_plan_holds_so_many_and_counts_the_rest():
    news = (PlannedItem(str(number), Outcome.NEW) for number in range(MOST_AT_ONCE + 12))

    *listed, more = limited_plan(news)

    assert len(listed) == MOST_AT_ONCE
    assert (more.title, more.outcome) == ("and 12 more", Outcome.LEFT_OUT)
    assert more.reason == "import the archive again to add them"


def test_import_counts_as_one_whatever_is_in_it(ada, settings, committed):
    limit(settings, drafts=1, uploads=1, imports=1)
    archive = checked(ada, stories(3))

    with committed():
        confirm_import(archive=archive, by=ada)

    archive.refresh_from_db()
    assert (archive.state, archive.refusal) == (ImportState.DONE, "")
    assert Story.objects.of_author(ada).count() == 3


def test_import_brings_so_many_at_once_and_the_next_one_the_others(ada, committed, monkeypatch):
    monkeypatch.setattr("commons.privacy.registries.archive_imports.MOST_AT_ONCE", 2)
    counts = []
    for _time in range(2):
        archive = checked(ada, stories(3))
        with committed():
            confirm_import(archive=archive, by=ada)
        counts.append(Story.objects.of_author(ada).count())

    assert counts == [2, 3]


def with_photos(*numbers):
    """A story of each number of photos, none of which is in the archive."""
    files = {}
    for place, number in enumerate(numbers):
        blocks = [{"kind": "gallery", "photos": [{"photo": "none"}] * number}]
        story = {"title": f"Story {place}", "chapters": [{"title": "One", "blocks": blocks}]}
        story |= {"format": FORMAT, "version": VERSION}
        files[f"stories/story-{place:08}.json"] = json.dumps(story).encode()
    return a_bag(files, **OURS)


def test_stories_come_as_their_photos_fit_and_none_is_lost(ada, committed, monkeypatch):
    monkeypatch.setattr("travel_stories.stories.archive_parts.MOST_PHOTOS_AT_ONCE", 5)
    counts, plans = [], []
    for _time in range(2):
        archive = checked(ada, with_photos(4, 3, 1, 6))
        plans.append({item["title"]: item["reason"] for item in archive.plan["stories"]})
        with committed():
            confirm_import(archive=archive, by=ada)
        counts.append(Story.objects.of_author(ada).count())

    assert counts == [2, 3]
    assert plans[0]["Story 1"].endswith("import the archive again to add it")
    assert plans[0]["Story 3"] == plans[1]["Story 3"] == "it has too many photos to be imported"


def test_a_gallery_of_more_photos_than_its_form_takes_is_left_out(ada):
    archive = checked(ada, with_photos(80, 81))

    assert [item["outcome"] for item in archive.plan["stories"]] == [
        Outcome.NEW,
        Outcome.LEFT_OUT,
    ]


def test_check_archive_counts_what_it_weighs(ada, settings):
    limit(settings, uploaded_megabytes=0)
    heavy = {"photos/a.jpg": bytes(range(256)) * 4_000}

    with pytest.raises(QuotaExceededError):
        checked(ada, a_bag(heavy, **OURS))


def test_import_beyond_the_quota_is_refused_with_the_time(ada, client, settings):
    limit(settings, imports=0)
    archive = checked(ada, stories(1))
    client.force_login(ada)

    answer = client.post(archive.get_absolute_url())

    archive.refresh_from_db()
    assert (answer.status_code, archive.state) == (429, ImportState.CHECKED)
    assert int(answer["Retry-After"]) > 0


def test_import_that_fails_for_good_is_given_up_and_says_so(ada, client):
    archive = checked(ada, stories(1))
    confirm_import(archive=archive, by=ada)
    client.force_login(ada)
    busy = client.get(archive.get_absolute_url())

    ArchiveImport.objects.update(confirmed_at=timezone.now() - GIVEN_UP_AFTER)
    given_up = client.get(archive.get_absolute_url())
    tasks.import_archive(import_id=archive.pk)
    after = client.get(archive.get_absolute_url())

    assert "Refresh" in busy
    for page in (given_up, after):
        assert "Nothing was imported. Something went wrong on our side." in page.text
        assert reverse("privacy:import") in page.text
        assert "Refresh" not in page
    archive.refresh_from_db()
    assert (archive.state, archive.file.name) == (ImportState.REFUSED, "")
    assert not Story.objects.exists()


def test_archive_of_a_job_that_came_twice_is_kept_once(ada, monkeypatch):
    archive = ask_for_archive(person=ada, by=ada)
    write, others = tasks.write_archive, loose_files()

    def write_while_another_does(out, **options):
        monkeypatch.setattr(tasks, "write_archive", write)
        tasks.make_archive(archive_id=archive.pk)
        write(out, **options)

    monkeypatch.setattr(tasks, "write_archive", write_while_another_does)
    tasks.make_archive(archive_id=archive.pk)

    archive.refresh_from_db()
    assert archive.is_ready
    assert loose_files() == others
    assert Notice.objects.filter(recipient=ada).count() == 1


def test_copies_of_ones_data_are_limited_together(ada, client, settings, time_machine):
    time_machine.move_to("2027-03-01 12:00 +0000")
    limit(settings, data_copies=2)
    client.force_login(ada)
    ask, export = reverse("privacy:archive-ask"), reverse("privacy:my-data-export")

    statuses = [client.post(address).status_code for address in (ask, ask, export, export)]
    time_machine.shift(timedelta(days=1, seconds=1))
    client.force_login(ada)

    assert statuses == [302, 302, 200, 429]
    assert client.post(export).status_code == 200
