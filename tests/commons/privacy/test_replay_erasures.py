"""After a restore, what was erased since the backup is erased again."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.accounts.models import User
from commons.privacy.periodic import forget_erasures
from commons.privacy.registries.erasures import Erasure, erasers, journal, read_journal, write_line
from core.files.bagit import read_bag
from emergency.intake.models.contacts import Contact
from emergency.retention.actions.erasure import forget_submission
from tests.factories.accounts import UserFactory
from tests.factories.emergency import HelperFactory
from tests.factories.stories import StoryFactory
from tests.factories.travel_stories import SeatFactory, a_document
from tests.poison import read_log
from tests.quotas import limit
from travel_stories.notebooks.models.documents import Document
from travel_stories.stories.actions.consents import withdraw_consent
from travel_stories.stories.models.consents import PersonShown
from travel_stories.trips.models.members import TripMember

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_journal(settings, tmp_path, time_machine):
    """A folder that outlives what the test does to the database."""
    settings.ERASURES_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES}
    time_machine.move_to("2027-03-01 12:00 +0000")


def replay(*arguments):
    out = StringIO()
    call_command("replay_erasures", *arguments, stdout=out, stderr=out)
    return out.getvalue().splitlines()[-1]


def test_replay_erases_again_what_a_restore_brought_back(committed):
    ada = UserFactory(full_name="Ada Byron")
    shown = PersonShown.objects.create(
        story=StoryFactory(), name="Camille", email="c@example.org", added_by=UserFactory()
    )
    with committed():
        close_account(person=ada, by=ada)
        withdraw_consent(shown=shown)
    # As the backup of the day before has them.
    User.objects.filter(pk=ada.pk).update(
        full_name="Ada Byron", closed_at=None, is_active=True, email_verified_at=timezone.now()
    )
    PersonShown.objects.filter(pk=shown.pk).update(left_out_at=None)

    first, again = replay("--since", "2027-02-28"), replay()

    assert (first, again) == ("Erased again: 2. Failed: 0.", "Erased again: 0. Failed: 0.")
    assert User.objects.get(pk=ada.pk).full_name == ""
    assert PersonShown.objects.get(pk=shown.pk).is_left_out
    lines = "".join(file.read_text() for file in settings.ERASURES_ROOT.rglob("*.json"))
    assert "Ada" not in lines


def test_replay_leaves_alone_what_was_erased_before_the_backup(committed):
    ada = UserFactory()
    with committed():
        close_account(person=ada, by=ada)
    User.objects.filter(pk=ada.pk).update(closed_at=None)

    assert replay("--since", "2027-03-02") == "Erased again: 0. Failed: 0."


def test_replay_goes_on_after_one_that_fails_and_says_so(monkeypatch):
    ada = UserFactory()
    for noun, public_id in (("offline", "00000000"), ("person", ada.public_id)):
        write_line(Erasure(noun, public_id, timezone.now()))

    def fail(public_id):
        raise ZeroDivisionError

    monkeypatch.setitem(erasers._items, "offline", fail)

    with pytest.raises(CommandError):
        replay()

    assert User.objects.get(pk=ada.pk).closed_at is not None


def test_replay_names_lines_that_nobody_can_erase_and_goes_on(tmp_path):
    """After a restore with an older release, or of a disk that was full."""
    ada = UserFactory()
    for noun, public_id in (("dovecote", "7k3m9xqa"), ("person", ada.public_id)):
        write_line(Erasure(noun, public_id, timezone.now()))
    (tmp_path / "2027-03-01" / "a-broken.json").write_text('{"noun": "per')
    (tmp_path / "2027-03-01" / "a-list.json").write_text("[]")
    out, said = StringIO(), StringIO()

    with pytest.raises(CommandError):
        call_command("replay_erasures", stdout=out, stderr=said)

    assert said.getvalue().splitlines() == [
        "2027-03-01/a-broken.json: this line can’t be read",
        "2027-03-01/a-list.json: this line can’t be read",
        "2027-03-01/dovecote-7k3m9xqa.json: this release doesn’t know how to erase “dovecote”",
    ]
    assert out.getvalue().splitlines()[-1] == "Erased again: 1. Failed: 3."
    assert User.objects.get(pk=ada.pk).closed_at is not None


def test_journal_forgets_old_lines_beside_one_that_is_broken(tmp_path, time_machine, failed_rows):
    write_line(Erasure("person", "7k3m9xqa", timezone.now()))
    broken = tmp_path / "2027-03-01" / "a-broken.json"
    broken.write_text("{")
    time_machine.move_to("2027-06-10 13:00 +0000")

    failed = forget_erasures()

    assert failed == 1
    assert read_log(failed_rows) == [
        "failed for 2027-03-01/a-broken.json with BrokenLineError",
        "failed for 1 of 2 rows",
    ]
    assert list(tmp_path.rglob("*.json")) == [broken]


def test_write_line_mends_one_that_was_cut_off(tmp_path):
    erasure = Erasure("person", "7k3m9xqa", timezone.now())
    write_line(erasure)
    (tmp_path / erasure.file_name).write_text('{"noun"')

    write_line(erasure)

    assert [line for _name, line in read_journal()] == [erasure]


def test_journal_forgets_what_no_backup_holds_any_more(time_machine):
    write_line(Erasure("person", "7k3m9xqa", timezone.now()))

    time_machine.move_to("2027-06-09 11:00 +0000")
    forget_erasures()
    before = len(list(read_journal()))
    time_machine.move_to("2027-06-09 13:00 +0000")
    forget_erasures()

    assert (before, list(read_journal())) == (1, [])
    assert journal().location == str(settings.ERASURES_ROOT)


def test_guest_of_a_trip_takes_their_data_and_is_erased_by_the_pass(client, committed):
    organiser = SeatFactory(organiser=True)
    guest = SeatFactory(trip=organiser.trip, person=None, name="Camille", role="companion")
    a_document(guest, title="Passport")
    client.get(reverse("travel_stories:guest-pass", args=[guest.token]))
    address = guest.trip.address

    archive = client.get(reverse("travel_stories:guest-archive", args=[address])).getvalue()
    with committed():
        client.post(reverse("travel_stories:guest-forget", args=[address]))
    gone = client.get(reverse("travel_stories:guest-archive", args=[address]))

    files = read_bag(archive).files
    assert b"Camille" in files["records/trip/seats.jsonl"]
    assert [path for path in files if path.startswith("documents/")]
    seat = TripMember.objects.get(pk=guest.pk)
    assert (seat.name, seat.is_active) == ("…", False)
    document = Document.objects.get(by=guest)
    assert (document.title, document.file.name) == ("…", "")
    assert gone.status_code == 302
    TripMember.objects.filter(pk=guest.pk).update(name="Camille", left_at=None)
    assert replay() == "Erased again: 1. Failed: 0."
    assert TripMember.objects.get(pk=guest.pk).name == "…"


def test_forget_guest_is_refused_to_whoever_has_an_account(client):
    seat = SeatFactory()
    client.force_login(seat.person)

    archive = client.get(reverse("travel_stories:guest-archive", args=[seat.trip.address]))
    assert archive.status_code == 302
    answer = client.post(reverse("travel_stories:guest-forget", args=[seat.trip.address]))

    assert archive.url == reverse("privacy:my-data")
    assert answer.status_code == 403
    assert TripMember.objects.get(pk=seat.pk).is_active


def test_submission_of_an_emergency_goes_as_an_archive_and_is_erased_again(client, committed):
    helper = HelperFactory(left_at=timezone.now(), contact__name="Camille")
    submission = helper.submission
    url = reverse("emergency:own-archive", args=[submission.token])

    archive = read_bag(client.get(url).getvalue())
    with committed():
        forget_submission(submission=submission, by=UserFactory(is_superuser=True))
    helper.contact.pk = None
    helper.contact.save()
    type(helper).objects.filter(pk=helper.pk).update(contact=helper.contact)

    assert b"Camille" in archive.files["records/submission/contact.jsonl"]
    assert client.get(url).status_code == 410
    assert replay() == "Erased again: 1. Failed: 0."
    assert list(Contact.objects.all()) == []


def test_archives_of_guests_are_limited(client, settings):
    limit(settings, archives=1)
    submission = HelperFactory(contact__name="Camille").submission
    url = reverse("emergency:own-archive", args=[submission.token])

    answers = [client.get(url) for _ in range(2)]
    answers[0].getvalue()  # closes its file

    assert [answer.status_code for answer in answers] == [200, 429]
    assert int(answers[1]["Retry-After"]) > 0
