"""An employer's list verifies whom it names clearly; everybody else is left to people."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commons.notifications.models import Notice
from emergency.activations.models.activations import Duty
from emergency.desk.presenters.rosters import roster_page
from emergency.housing import roster_parser
from emergency.housing.actions.rosters import drop_roster, upload_roster, verify_listed
from emergency.housing.actions.verification import verify_by_roster
from emergency.housing.errors.verification import OwnShortRosterError
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterEntry, RosterUpload, Verification
from emergency.housing.notifications import ROSTER_ADDED
from emergency.housing.roster_parser import MOST_LINES
from emergency.housing.selectors.roster_matches import named_by
from tests.child_answers import said_of
from tests.exhaustive import size
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HospitalFactory,
    HousingRequestFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lists_read_once")]
LONG = size(10_000, exhaustive=MOST_LINES)  # ten batches, or all that a list may have
ADA, BEN, WARD = "+33612345678", "+33612345679", "+33247474747"


@pytest.fixture
def lists_read_once(monkeypatch):
    monkeypatch.setattr(roster_parser, "run", said_of)


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def nadia(activation):
    return DutyFactory(activation=activation).person


@pytest.fixture
def desk(client, nadia):
    client.force_login(nadia)
    return client


def waits(activation, phone="", **changes):
    contact = {"contact__phone": phone, "contact__email": changes.pop("email", "x@example.org")}
    return HousingRequestFactory(activation=activation, **contact, **changes)


def listed(activation, by, *lines):
    return upload_roster(activation=activation, data="\n".join(lines).encode(), by=by)


def why_not(upload, by):
    return {one.request.reference: one.why_not for one in named_by(upload, by)}


def test_verify_listed_verifies_everybody_whom_it_names(activation, nadia):
    ada = waits(activation, ADA, email="ada@home.fr")
    mail = waits(activation, "+33700000000", email="cleo@chu-tours.fr", state="verifying")
    other = waits(activation, BEN, email="ben@home.fr")
    upload = listed(activation, nadia, "Ada;06 12 34 56 78", "Cléo;cleo@chu-tours.fr")

    assert verify_listed(upload=upload, by=nadia) == 2

    states = dict(HousingRequest.objects.values_list("pk", "state"))
    assert states == {ada.pk: "matching", mail.pk: "matching", other.pk: "submitted"}
    made = Verification.objects.values_list("request", "method", "by", "roster")
    assert set(made) == {(one.pk, "roster", nadia.pk, upload.pk) for one in (ada, mail)}
    assert verify_listed(upload=upload, by=nadia) == 0


def test_a_number_on_several_lines_names_nobody_and_a_person_decides(activation, nadia):
    ada = waits(activation, WARD)
    upload = listed(activation, nadia, "Ada;02 47 47 47 47", "Ben;02 47 47 47 47")

    assert verify_listed(upload=upload, by=nadia) == 0

    assert "several lines" in why_not(upload, nadia)[ada.reference]
    assert not Verification.objects.exists()


def test_the_same_line_twice_is_one_line(activation, nadia):
    waits(activation, ADA)
    upload = listed(activation, nadia, "Ada;06 12 34 56 78", "Ada;06 12 34 56 78")

    assert verify_listed(upload=upload, by=nadia) == 1


def test_two_requests_with_one_telephone_are_left_to_people(activation, nadia):
    first, second = (waits(activation, ADA, email=f"{name}@home.fr") for name in "ab")
    upload = listed(activation, nadia, "Ada;06 12 34 56 78")

    assert verify_listed(upload=upload, by=nadia) == 0
    assert set(why_not(upload, nadia)) == {first.reference, second.reference}

    HousingRequest.objects.filter(pk=second.pk).update(state="withdrawn", next_action_at=None)
    assert verify_listed(upload=upload, by=nadia) == 1


def test_only_those_are_verified_who_wait_and_whose_category_takes_a_list(activation, nadia):
    card_only = CategoryFactory(activation=activation, proofs=["card"])
    waits(activation, ADA, category=card_only)
    waits(activation, BEN, state="ineligible", next_action_at=None, email="b@home.fr")
    HousingRequestFactory(contact__phone=ADA)  # of another emergency
    upload = listed(activation, nadia, "Ada;06 12 34 56 78", "Ben;06 12 34 56 79")

    assert verify_listed(upload=upload, by=nadia) == 0
    assert why_not(upload, nadia) == {}


def test_what_lies_outside_a_perimeter_is_left_to_others(activation, nadia):
    here, there = HospitalFactory.create_batch(2)
    mine = waits(activation, ADA, hospital=here, email="a@home.fr")
    waits(activation, BEN, hospital=there, email="b@home.fr")
    Duty.objects.get(person=nadia).hospitals.set([here])
    upload = listed(activation, nadia, "Ada;06 12 34 56 78", "Ben;06 12 34 56 79")

    assert verify_listed(upload=upload, by=nadia) == 1

    page = roster_page(upload, nadia)
    assert [one.pk for one in page.verified.rows] == [mine.pk]
    assert (page.clear, page.unclear, page.unnamed) == (0, [], 0)


def test_lists_are_for_whoever_is_on_duty(activation, nadia):
    upload = listed(activation, nadia, "06 12 34 56 78")
    waits(activation, ADA)

    for by in (UserFactory(), DutyFactory().person):
        with pytest.raises(PermissionDenied):
            verify_listed(upload=upload, by=by)
        with pytest.raises(PermissionDenied):
            listed(activation, by, "06 12 34 56 78")
        with pytest.raises(PermissionDenied):
            drop_roster(upload=upload, by=by)
    assert not Verification.objects.exists()


def test_short_roster_is_verified_by_another_than_who_brought_it(activation, nadia, settings):
    settings.EMERGENCY_SHORT_ROSTER = 20
    request = waits(activation, ADA, email="a@home.fr")
    upload = listed(activation, nadia, ADA)
    colleague = DutyFactory(activation=activation).person

    by_herself = verify_listed(upload=upload, by=nadia)
    with pytest.raises(OwnShortRosterError, match="fewer than 20 lines"):
        verify_by_roster(request=request, by=nadia)

    assert by_herself == 0
    assert verify_listed(upload=upload, by=colleague) == 1


@pytest.mark.parametrize("is_bringer_namer", [True, False])
def test_short_roster_needs_who_was_not_put_on_duty_by_its_bringer(
    activation, nadia, settings, is_bringer_namer
):
    settings.EMERGENCY_SHORT_ROSTER = 20
    request = waits(activation, ADA, email="a@home.fr")
    own = DutyFactory(activation=activation, named_by=nadia).person
    bringer, second = (nadia, own) if is_bringer_namer else (own, nadia)
    upload = listed(activation, bringer, ADA)

    by_own_account = verify_listed(upload=upload, by=second)
    with pytest.raises(OwnShortRosterError, match="put the other on duty"):
        verify_by_roster(request=request, by=second)

    assert (by_own_account, roster_page(upload, second).is_for_a_colleague) == (0, True)
    assert verify_listed(upload=upload, by=DutyFactory(activation=activation).person) == 1


def test_short_roster_is_used_by_who_was_named_by_another_as_well(activation, nadia, settings):
    settings.EMERGENCY_SHORT_ROSTER = 20
    waits(activation, ADA, email="a@home.fr")
    upload = listed(activation, nadia, ADA)
    second = DutyFactory(activation=activation, named_by=nadia, named_again_by=UserFactory())

    assert verify_listed(upload=upload, by=second.person) == 1


def test_a_list_padded_with_invented_lines_is_seen_by_all_others_on_duty(activation, nadia):
    colleague = DutyFactory(activation=activation).person
    DutyFactory()  # of another emergency
    waits(activation, ADA)
    padding = [f"{number};06999900{number}" for number in range(10, 31)]

    upload = listed(activation, nadia, ADA, *padding)

    told = Notice.objects.filter(template=ROSTER_ADDED)
    assert [(one.recipient, one.data) for one in told] == [
        (
            colleague,
            {"who": nadia.display_name, "lines": 22, "roster": upload.public_id},
        )
    ]


def test_a_long_list_verifies_who_waits(activation, nadia, django_assert_max_num_queries):
    requests = [
        waits(activation, f"+3361200000{number}", email=f"{number}@x.fr") for number in (1, 2)
    ]
    lines = [f"{number};0612{number:06}" for number in range(LONG)]
    upload = listed(activation, nadia, *lines)

    with django_assert_max_num_queries(41):
        verified = verify_listed(upload=upload, by=nadia)

    assert (upload.lines, upload.kept, verified) == (LONG, LONG, len(requests))


def send(client, activation, text):
    url = reverse("emergency:rosters", args=[activation.address])
    return client.post(url, {"roster": SimpleUploadedFile("list.csv", text.encode())})


def test_roster_page_lists_verified_and_unclear_requests(desk, activation):
    clear = waits(activation, ADA, email="a@home.fr")
    unclear = waits(activation, WARD, email="w@home.fr")
    waits(activation, "+33700000000", email="n@home.fr")

    answer = send(desk, activation, "Ada;0612345678\nBen;0247474747\nCléo;0247474747")

    page = desk.get(answer.url)
    assert [one.reference for one in page.context["page"].verified.rows] == [clear.reference]
    assert [one.request for one in page.context["page"].unclear] == [unclear]
    assert page.context["page"].unnamed == 1
    assert "It was used to verify 1 request" in page.text


def test_who_asks_after_the_list_came_is_verified_by_one_press(desk, activation):
    send(desk, activation, "06 12 34 56 78")
    upload = RosterUpload.objects.get()
    late = waits(activation, ADA)
    press = reverse("emergency:roster-verify", args=[activation.address, upload.public_id])

    assert press in desk.get(upload.get_absolute_url()).text
    assert desk.get(press).status_code == 405
    desk.post(press)

    late.refresh_from_db()
    assert late.state == "matching"


def test_a_list_of_another_emergency_isnt_there(desk, activation):
    other = DutyFactory()
    upload = listed(other.activation, other.person, "06 12 34 56 78")

    for name in ("roster", "roster-verify", "roster-drop"):
        url = reverse(f"emergency:{name}", args=[activation.address, upload.public_id])
        assert desk.post(url).status_code in {404, 405}
    page = reverse("emergency:roster", args=[activation.address, upload.public_id])
    assert desk.get(page).status_code == 404


def test_the_page_of_a_list_asks_as_often_for_four_as_for_one(desk, activation, count_queries):
    numbers = [f"061234{number:04}" for number in range(5)]
    for number in range(5):
        waits(activation, f"+3361234{number:04}", email=f"{number}@home.fr")
    send(desk, activation, numbers[0])
    send(desk, activation, "\n".join(numbers))
    many, one = (upload.get_absolute_url() for upload in RosterUpload.objects.all())
    desk.get(one)  # what was said after the press

    few = count_queries(lambda: desk.get(one))

    assert count_queries(lambda: desk.get(many)) == few


def test_a_dropped_list_leaves_its_verifications(desk, activation, nadia):
    waits(activation, ADA)
    send(desk, activation, "06 12 34 56 78")

    drop_roster(upload=RosterUpload.objects.get(), by=nadia)

    assert not RosterEntry.objects.exists()
    assert Verification.objects.get().roster is None
