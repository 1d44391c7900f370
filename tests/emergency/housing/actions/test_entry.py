"""Where a home is and how its guest gets in: completed, described, asked for, and said aloud."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.mail.models import Letter
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.text.formatting import format_day
from emergency.housing.actions.alerts import raise_alerts
from emergency.housing.actions.entry import (
    complete_home,
    correct_home,
    describe_entry,
    remind_of_entry,
)
from emergency.housing.actions.offers import pass_check, withdraw_offer
from emergency.housing.actions.placements import accept_as_requester, call_off, check_in
from emergency.housing.actions.proposals import ask_host
from emergency.housing.errors.extensions import StayOverError
from emergency.housing.errors.offers import (
    AccessMissingError,
    CodeMissingError,
    EntryMissingError,
    GuestAgreedError,
    HomeCheckedError,
    HomeOverError,
    NumberMissingError,
    StreetMissingError,
)
from emergency.housing.errors.proposals import HomeIncompleteError
from emergency.housing.models.alerts import Alert
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.periodic import remind_all_of_entry
from emergency.housing.states.offers import AccessMode, OfferState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    host_of,
    in_days,
    nights_in,
    offered,
    pair,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db
WHERE = {"address": "", "has_no_number": False, "access_mode": "key_box", "access_hours": ""}
NOTHING = {"floor": "", "bell": "", "access_code": "", "entry_until": "", "entry_note": ""}


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def without_entry(*, agreed_ago=timedelta(hours=1), **changes):
    """A stay that is agreed, at a home whose key box has no code yet."""
    placement = placed(**changes)
    HousingAddress.objects.filter(offer=placement.offer).update(access_code="")
    Placement.objects.filter(pk=placement.pk).update(at=timezone.now() - agreed_ago)
    rows = Placement.objects.select_related("activation", "request", "offer", "proposal")
    return rows.get(pk=placement.pk)


def correction(offer, **changes):
    return {"locality": offer.locality, "sleeps": offer.sleeps} | changes


def test_correct_home_is_for_its_host_and_the_coordination():
    offer, other = HousingOfferFactory(), HousingOfferFactory()

    for by in (host_of(other), on_duty(other), UserFactory()):
        with pytest.raises(PermissionDenied):
            correct_home(offer=offer, by=by, **correction(offer, sleeps=4))
    for by in (host_of(offer), on_duty(offer)):
        offer = correct_home(offer=offer, by=by, **correction(offer, sleeps=offer.sleeps + 1))

    assert HousingOffer.objects.get(pk=offer.pk).sleeps == 4


def test_correct_home_waits_while_a_guest_is_agreed_and_ends_with_the_home():
    placement = placed()
    over = HousingOfferFactory(state=OfferState.WITHDRAWN)

    with pytest.raises(GuestAgreedError):
        correct_home(
            offer=placement.offer, by=on_duty(placement), **correction(placement.offer, sleeps=4)
        )
    with pytest.raises(HomeOverError):
        correct_home(offer=over, by=host_of(over), **correction(over, sleeps=4))


def test_describe_entry_mails_the_guest_once_without_the_code():
    placement = without_entry(check_in=in_days(0))
    by, code = host_of(placement.offer), NOTHING | {"access_code": "C4N4RY"}

    describe_entry(placement=placement, by=by, **code)
    describe_entry(placement=placement, by=by, **code)

    agreed = f"Stay agreed, {nights_in(placement)}: you’ve both signed"
    titles = [agreed, "Your host has explained how to get in"]
    letters = Letter.objects.filter(address=placement.request.contact.email).order_by("pk")
    assert [letter.title for letter in letters][-2:] == titles
    assert "C4N4RY" not in letters.last().text
    assert "Your page shows the address and how to get in." in letters.last().text


def test_the_email_of_a_far_stay_says_from_when_it_is_read():
    placement = without_entry(check_in=in_days(9), check_out=in_days(12))

    describe_entry(
        placement=placement, by=host_of(placement.offer), **NOTHING | {"access_code": "C4N4RY"}
    )

    letter = Letter.objects.filter(address=placement.request.contact.email).last()
    assert "From the day before the first night" in letter.text


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("", StreetMissingError),
        ("  ", StreetMissingError),
        pytest.param("rue du Cher", NumberMissingError, id="rue-du-cher"),
        pytest.param("rue du 8 mai 1945", NumberMissingError, id="rue-du-8-mai-1945"),
        pytest.param("Rue du 11 Novembre", NumberMissingError, id="rue-du-11-novembre"),
    ],
)
def test_pass_check_needs_a_street_with_its_number(address, refusal):
    offer = HousingOfferFactory(state=OfferState.CHECKING)
    HousingAddress.objects.update(address=address)

    with pytest.raises(refusal):
        pass_check(offer=offer, level=2, by=on_duty(offer))
    offer.refresh_from_db()
    assert offer.state == "checking"


@pytest.mark.parametrize(
    ("address", "has_no_number"),
    [
        pytest.param("3 bis rue du Cher", False, id="3-bis-rue-du-cher"),
        pytest.param("Rue du 8 mai 1945, 12", False, id="rue-du-8-mai-1945-12"),
        ("Les Grands Champs", True),
    ],
)
def test_pass_check_takes_a_number_or_a_place_name(address, has_no_number):
    offer = HousingOfferFactory(state=OfferState.CHECKING)
    HousingAddress.objects.update(address=address, has_no_number=has_no_number)

    assert pass_check(offer=offer, level=2, by=on_duty(offer)).state == "live"


def test_pass_check_needs_an_address_at_all():
    offer = HousingOfferFactory(state=OfferState.CHECKING)
    HousingAddress.objects.all().delete()

    with pytest.raises(StreetMissingError):
        pass_check(offer=offer, level=2, by=on_duty(offer))


def test_ask_host_sends_nobody_to_a_home_without_its_number():
    request, offer, by = pair()
    HousingAddress.objects.update(address="rue du Cher")

    with pytest.raises(NumberMissingError):
        ask_host(request=request, offer=offer, by=by)


def test_whoever_signs_for_an_incomplete_home_reads_whom_to_call():
    proposal = offered()
    HousingAddress.objects.update(address="rue du Cher")

    with pytest.raises(HomeIncompleteError):
        accept_as_requester(
            proposal=proposal, full_name="Camille Canary", by=requester_of(proposal.request)
        )


@pytest.mark.parametrize("who", [host_of, on_duty])
def test_complete_home_saves_what_was_missing(who):
    offer = HousingOfferFactory(state=OfferState.CHECKING, address="rue du Cher")
    said = WHERE | {
        "address": " 3 rue du Cher ",
        "access_mode": "in_person",
        "access_hours": "17-20",
    }

    completed = complete_home(offer=offer, by=who(offer), **said)

    where = HousingAddress.objects.get()
    assert (where.address, where.has_no_number) == ("3 rue du Cher", False)
    assert (completed.access_mode, completed.access_hours) == ("in_person", "17-20")


def test_complete_home_without_a_new_address_leaves_it():
    offer = HousingOfferFactory(state=OfferState.CHECKING, address="Les Grands Champs")

    complete_home(offer=offer, by=host_of(offer), **WHERE | {"has_no_number": True})

    where = HousingAddress.objects.get()
    assert (where.address, where.has_no_number) == ("Les Grands Champs", True)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        pytest.param({"address": "rue du Cher"}, NumberMissingError, id="no-number"),
        pytest.param({"access_mode": "concierge"}, AccessMissingError, id="no-access"),
    ],
)
def test_complete_home_keeps_nothing_of_what_is_refused(said, refusal):
    offer = HousingOfferFactory(state=OfferState.SUBMITTED)

    with pytest.raises(refusal):
        complete_home(offer=offer, by=host_of(offer), **WHERE | said)
    assert HousingAddress.objects.get().address == "7 Canary Lane"
    assert HousingOffer.objects.get().access_mode == "key_box"


def test_complete_home_changes_nothing_of_a_home_that_was_withdrawn():
    offer = HousingOfferFactory()
    withdraw_offer(offer=offer, by=host_of(offer))

    with pytest.raises(HomeOverError):
        complete_home(offer=offer, by=host_of(offer), **WHERE)


def test_complete_home_moves_a_checked_home_only_for_the_desk():
    offer = HousingOfferFactory()
    said = WHERE | {"address": "1 Elsewhere Lane"}

    with pytest.raises(HomeCheckedError):
        complete_home(offer=offer, by=host_of(offer), **said)
    assert HousingAddress.objects.get().address == "7 Canary Lane"
    complete_home(offer=offer, by=on_duty(offer), **said)

    assert HousingAddress.objects.get().address == "1 Elsewhere Lane"


def test_complete_home_moves_no_home_while_somebody_looks_at_it():
    offer = HousingOfferFactory(state=OfferState.CHECKING)
    said = WHERE | {"address": "99 rue B", "access_mode": "in_person", "access_hours": "17-20"}

    with pytest.raises(HomeCheckedError):
        complete_home(offer=offer, by=host_of(offer), **said)
    complete_home(offer=offer, by=host_of(offer), **said | {"address": "7 Canary Lane"})
    complete_home(offer=offer, by=host_of(offer), **said | {"address": "", "access_hours": "8-9"})

    assert HousingAddress.objects.get().address == "7 Canary Lane"
    assert HousingOffer.objects.get().access_hours == "8-9"
    complete_home(offer=offer, by=on_duty(offer), **said)
    assert HousingAddress.objects.get().address == "99 rue B"


def test_complete_home_is_for_its_host_and_the_coordination():
    offer = HousingOfferFactory()

    for by in (host_of(HousingOfferFactory()), UserFactory(), on_duty(HousingOfferFactory())):
        with pytest.raises(PermissionDenied):
            complete_home(offer=offer, by=by, **WHERE)


@pytest.mark.parametrize("who", [host_of, on_duty])
def test_describe_entry_saves_how_they_get_in(who):
    placement = without_entry()
    said = {
        "floor": "2nd, left",
        "bell": "Canary",
        "access_code": " 4821 ",
        "entry_until": "22:00",
        "entry_note": "Behind the shutter",
    }

    describe_entry(placement=placement, by=who(placement.offer), **said)

    where = HousingAddress.objects.values(*said).get()
    assert where == said | {"access_code": "4821"}
    assert not Placement.objects.without_entry().exists()


def test_describe_entry_leaves_what_is_not_typed_again():
    placement = without_entry()
    before = {
        "floor": "2nd, left",
        "bell": "Canary",
        "access_code": "4821",
        "entry_until": "22:00",
        "entry_note": "Behind the shutter",
    }
    describe_entry(placement=placement, by=host_of(placement.offer), **before)

    changed = NOTHING | {"access_code": "9999", "floor": "  "}
    describe_entry(placement=placement, by=host_of(placement.offer), **changed)

    where = HousingAddress.objects.values(*before).get()
    assert where == before | {"access_code": "9999"}


@pytest.mark.parametrize(
    ("mode", "said", "refusal"),
    [
        pytest.param(AccessMode.KEY_BOX, {}, CodeMissingError, id="box-nothing"),
        pytest.param(AccessMode.KEY_BOX, {"floor": "2nd"}, CodeMissingError, id="box-floor-only"),
        pytest.param(AccessMode.CONCIERGE, {}, EntryMissingError, id="concierge-nothing"),
        pytest.param(
            AccessMode.CONCIERGE,
            {"entry_until": "22:00"},
            EntryMissingError,
            id="concierge-hour-only",
        ),
    ],
)
def test_describe_entry_needs_something_that_opens(mode, said, refusal):
    placement = without_entry()
    HousingOffer.objects.update(access_mode=mode)

    with pytest.raises(refusal):
        describe_entry(placement=placement, by=host_of(placement.offer), **NOTHING | said)
    assert HousingAddress.objects.filter(**NOTHING).exists()


def test_describe_entry_is_over_with_the_stay():
    placement = without_entry()
    call_off(placement=placement, reason="Ill", by=requester_of(placement.request))

    with pytest.raises(StayOverError):
        describe_entry(placement=placement, by=host_of(placement.offer), access_code="4821")


def test_describe_entry_is_for_the_host_and_the_coordination():
    placement = without_entry()
    strangers = [
        requester_of(placement.request),
        host_of(HousingOfferFactory()),
        UserFactory(),
        on_duty(HousingOfferFactory()),
    ]

    for by in strangers:
        with pytest.raises(PermissionDenied):
            describe_entry(placement=placement, by=by, access_code="4821")


def test_describe_entry_is_for_coordinators_of_any_place_of_work():
    placement = without_entry()
    elsewhere = DutyFactory(activation=placement.activation)
    elsewhere.hospitals.set([HospitalFactory()])

    where = describe_entry(placement=placement, by=elsewhere.person, access_code="4821")

    assert where.access_code == "4821"


@pytest.mark.parametrize(
    ("code", "title"),
    [
        pytest.param("", "now say how your guest gets in", id="unknown"),
        pytest.param("4821", "you’ve both signed", id="known"),
    ],
)
def test_host_is_asked_for_the_entry_unless_known(code, title):
    proposal = offered()
    HousingAddress.objects.update(access_code=code)
    Letter.objects.all().delete()

    by = requester_of(proposal.request)
    accept_as_requester(proposal=proposal, full_name="Camille Canary", by=by)

    letter = Letter.objects.get(address=proposal.offer.contact.email)
    assert letter.title == f"Stay agreed, {nights_in(proposal)}: {title}"


def test_hosts_are_reminded_once_a_day_before_the_first_night():
    placement = without_entry(check_in=in_days(1))
    described, far = placed(check_in=in_days(1)), without_entry(check_in=in_days(9))
    Letter.objects.all().delete()

    remind_all_of_entry()
    remind_all_of_entry()

    letter = Letter.objects.get()
    assert (letter.address, letter.title) == (
        placement.offer.contact.email,
        f"Your guest arrives on {format_day(in_days(1))}: how do they get in?",
    )
    asked = Placement.objects.exclude(entry_asked_at=None)
    assert list(asked) == [placement]
    assert {described, far}.isdisjoint(asked)


def test_a_host_who_signed_just_now_is_left_in_peace_for_half_an_hour():
    without_entry(check_in=in_days(0), agreed_ago=timedelta(minutes=5))
    Letter.objects.all().delete()

    remind_all_of_entry()
    assert not Letter.objects.exists()
    Placement.objects.update(at=timezone.now() - timedelta(minutes=31))
    remind_all_of_entry()

    assert Letter.objects.count() == 1


def test_a_host_who_said_it_meanwhile_is_not_reminded():
    placement = without_entry(check_in=in_days(1))
    describe_entry(placement=placement, by=host_of(placement.offer), access_code="4821")
    Letter.objects.all().delete()

    remind_of_entry(placement=placement, by=SYSTEM)

    assert not Letter.objects.exists()


def test_remind_of_entry_is_left_to_the_clock():
    placement = without_entry()

    for by in (on_duty(placement), host_of(placement.offer), UserFactory()):
        with pytest.raises(PermissionDenied):
            remind_of_entry(placement=placement, by=by)


@pytest.mark.parametrize(
    ("starts", "asked_ago", "number"),
    [(1, timedelta(hours=1), 0), (1, timedelta(hours=5), 1), (0, timedelta(minutes=1), 1)],
)
def test_an_alarm_stands_while_the_host_is_silent(starts, asked_ago, number):
    placement = without_entry(check_in=in_days(starts))
    duty = DutyFactory(activation=placement.activation)
    Placement.objects.update(entry_asked_at=timezone.now() - asked_ago)

    raised = [raise_alerts(activation=placement.activation, by=SYSTEM) for _time in range(2)]

    assert raised == [number, 0]
    assert (
        list(Alert.objects.values_list("request", "action"))
        == [(placement.request_id, "entry")] * number
    )
    assert Notice.objects.filter(recipient=duty.person).count() == number


def test_the_alarm_ends_once_the_host_has_said_it():
    placement = without_entry(check_in=in_days(0))
    Placement.objects.update(entry_asked_at=timezone.now())
    raise_alerts(activation=placement.activation, by=SYSTEM)

    describe_entry(placement=placement, by=host_of(placement.offer), access_code="4821")

    assert not Alert.objects.exists()
    assert raise_alerts(activation=placement.activation, by=SYSTEM) == 0


def silent(**changes):
    """A stay that begins today, whose host was asked in vain: an alarm stands on the desk."""
    placement = without_entry(check_in=in_days(0), **changes)
    Placement.objects.filter(pk=placement.pk).update(entry_asked_at=timezone.now())
    raise_alerts(activation=placement.activation, by=SYSTEM)
    assert Alert.objects.filter(request=placement.request_id, action="entry").exists()
    return placement


@pytest.mark.parametrize(
    "action",
    [
        lambda stay, by: call_off(placement=stay, reason="Ill", by=by),
        lambda stay, by: check_in(placement=stay, by=by),
    ],
)
def test_the_alarm_ends_with_the_stay_or_once_they_are_in(action):
    placement, other = silent(), silent()

    action(placement, requester_of(placement.request))

    assert [one.request_id for one in Alert.objects.filter(action="entry")] == [other.request_id]


def test_describe_entry_keeps_the_alert_of_a_guest_elsewhere():
    here, there = silent(), silent()
    left = placed()
    Placement.objects.filter(pk=left.pk).update(
        request=there.request_id, offer=here.offer_id, state="cancelled"
    )

    describe_entry(placement=here, by=host_of(here.offer), access_code="4821")

    assert [one.request_id for one in Alert.objects.filter(action="entry")] == [there.request_id]
