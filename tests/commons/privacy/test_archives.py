"""Everything about a person as one file, and what comes of it on another site."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse

from commons.accounts.models import User
from commons.audit.choices import SecurityEventKind
from commons.audit.models import SecurityEvent
from commons.notifications.models import Notice
from commons.privacy.actions.archives import ask_for_archive
from commons.privacy.models import ArchiveImport, DataArchive
from commons.privacy.periodic import forget_archives
from commons.profiles.models import Profile
from core.files.bagit import read_bag
from tests.core.files.test_bagit import a_bag, zipped
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory, with_portrait
from tests.quotas import limit

pytestmark = pytest.mark.django_db

OURS = {"Source-Organization": "elsewhere.example", "Hirondelle-Archive-Version": "1"}


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 12:00 +0000")


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada", full_name="Ada Byron", languages=["en", "fr"])


@pytest.fixture
def archive_of(client, committed):
    """Asked for on the page, made by the job, downloaded: its bytes."""

    def download(person):
        client.force_login(person)
        with committed():
            client.post(reverse("privacy:archive-ask"))
        answer = client.get(reverse("privacy:archive-file"))
        assert answer["Content-Type"] == "application/zip"
        return answer.getvalue()

    return download


def uploaded(content):
    return ContentFile(content, name="archive.zip")


def checked(client, person, content):
    """The page that says what would come of an archive."""
    client.force_login(person)
    answer = client.post(reverse("privacy:import"), {"file": uploaded(content)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def records(bag, name):
    return [json.loads(line) for line in bag.files[f"records/{name}.jsonl"].splitlines()]


def test_archive_holds_records_and_says_when_it_is_ready(client, ada, archive_of):
    bag = read_bag(archive_of(ada))

    assert [row["full_name"] for row in records(bag, "account")] == ["Ada Byron"]
    assert bag.info["Internal-Sender-Identifier"] == ada.public_id
    assert [one.subject for one in mail.outbox] == ["Your data archive is ready"]
    page = client.get(reverse("privacy:my-data")).content.decode()
    assert "You can download it until Monday 8 March" in page.replace("\xa0", " ")


def test_archive_is_for_its_person_alone_and_for_seven_days(client, ada, archive_of, time_machine):
    archive_of(ada)
    name = DataArchive.objects.get().file.name
    client.force_login(UserFactory())

    theirs = client.get(reverse("privacy:archive-file"))
    time_machine.move_to("2027-03-08 11:59 +0000")
    forget_archives()
    before = DataArchive.objects.count()
    time_machine.move_to("2027-03-08 12:01 +0000")
    forget_archives()

    assert (theirs.status_code, before, DataArchive.objects.count()) == (404, 1, 0)
    assert name.startswith("archives/")


def test_archive_takes_the_password_of_whoever_has_one(client, ada):
    ada.set_password("ten thousand birds")
    ada.save()
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    client.force_login(ada)

    for name in ("archive-ask", "archive-file", "my-data-export"):
        url = reverse(f"privacy:{name}")
        answer = client.get(url) if name == "archive-file" else client.post(url)
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert list(DataArchive.objects.all()) == []


def test_archive_asked_for_twice_is_made_once(ada):
    first = ask_for_archive(person=ada, by=ada)
    second = ask_for_archive(person=ada, by=ada)

    assert (first.pk, first.asked_at) == (second.pk, second.asked_at)


def test_archive_moves_a_profile_to_another_account(client, ada, archive_of, committed):
    with_portrait(ProfileFactory(person=ada, public=True))
    content = archive_of(ada)
    new = UserFactory(display_name="Ada B", phone="+33612345678")
    said = (Notice.objects.count(), len(mail.outbox))

    url = checked(client, new, content)
    page = client.get(url).content.decode()
    untouched = (User.objects.get(pk=new.pk).full_name, Profile.objects.filter(person=new).exists())
    with committed():
        client.post(url)
    again = client.get(checked(client, new, content)).content.decode()

    assert "Will be added" in page
    assert untouched == ("", False)
    after = User.objects.get(pk=new.pk)
    assert (after.display_name, after.full_name, after.languages) == (
        "Ada B",
        "Ada Byron",
        ["en", "fr"],
    )
    profile = Profile.objects.get(person=new)
    assert (profile.introduction, profile.is_public) == (ada.profile.introduction, False)
    assert profile.portrait.description == "Odile at the mill"
    assert "Everything that can be imported from this archive is already here." in again
    assert (Notice.objects.count(), len(mail.outbox)) == said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"no zip", "isn’t an archive from a Hirondelle site", id="no-zip"),
        pytest.param(zipped({"a/../../x": b""}), "file names that lead outside", id="traversal"),
        pytest.param(
            a_bag(**OURS | {"Hirondelle-Archive-Version": "2"}),
            "can’t read this version",
            id="version",
        ),
        pytest.param(
            a_bag({"records/account.jsonl": b"[" * 10_000}, **OURS),
            "can’t read the records",
            id="records",
        ),
    ],
)
def test_import_refuses_in_words_and_keeps_nothing(client, ada, content, words):
    client.force_login(ada)

    answer = client.post(reverse("privacy:import"), {"file": uploaded(content)})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert list(ArchiveImport.objects.all()) == []


def test_import_that_fails_in_the_middle_leaves_nothing_half_made(
    client, ada, committed, monkeypatch
):
    row = json.dumps({"words": "I keep bees."}).encode()
    profile = json.dumps({"introduction": "Bees.", "language": "en"}).encode()
    files = {"records/account.jsonl": row, "records/profile.jsonl": profile}
    url = checked(client, ada, a_bag(files, **OURS))
    monkeypatch.setattr("commons.profiles.archive_parts.LONGEST", 3)

    with committed():
        client.post(url)

    assert "Nothing was imported." in client.get(url).content.decode()
    assert User.objects.get(pk=ada.pk).words == ""
    assert ArchiveImport.objects.get().file == ""


def test_import_is_there_for_its_person_alone(client, ada):
    row = json.dumps({"words": "I keep bees."}).encode()
    url = checked(client, ada, a_bag({"records/account.jsonl": row}, **OURS))
    client.force_login(UserFactory())

    answers = (client.get(url).status_code, client.post(url).status_code)

    assert answers == (404, 404)


def test_a_download_is_noted_in_the_security_log(archive_of, ada):
    archive_of(ada)

    kinds = SecurityEvent.objects.filter(person=ada).values_list("kind", flat=True)
    assert list(kinds) == [SecurityEventKind.LOG_IN, SecurityEventKind.DATA_EXPORTED]


def test_archives_count_as_uploads_before_they_are_read(client, settings, archive_of, ada):
    limit(settings, uploads=1)
    content = archive_of(ada)
    checked(client, ada, content)

    answer = client.post(reverse("privacy:import"), {"file": uploaded(b"no archive")})

    assert answer.status_code in {422, 429}
    assert "1 uploaded file within 1 hour" in answer.content.decode()
    assert ArchiveImport.objects.count() == 1
