"""More nights: kept as soon as they are asked for, and a no loses nobody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.mail.models import Letter
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from core.text.formatting import format_day
from emergency.activations.models.activations import Activation
from emergency.desk.selectors.invariants import broken_invariants
from emergency.housing.actions.extensions import (
    agree_longer,
    ask_longer,
    expire_longer,
    refuse_longer,
)
from emergency.housing.actions.placements import accept_as_requester, call_off
from emergency.housing.errors.extensions import (
    AskedAlreadyError,
    HomeSuspendedError,
    NotLongerError,
    OnlyByTelephoneError,
    StayOverError,
)
from emergency.housing.errors.proposals import (
    HeldError,
    NameMissingError,
    PastHardEndError,
    WindowClosedError,
)
from emergency.housing.models.extensions import Extension
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.periodic import expire_silent_extensions
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.errors import NightsTakenError
from hosting.calendars.models import NightHold
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    asked,
    host_of,
    in_days,
    offered,
    placed,
    requester_of,
)
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def ask(placement, by=None, until=20):
    by = by or requester_of(placement.request)
    return ask_longer(placement=placement, check_out=in_days(until), full_name="C. Canary", by=by)


def agree(extension, by=None, name="D. Canary"):
    by = by or host_of(extension.placement.offer)
    return agree_longer(extension=extension, full_name=name, by=by)


def in_a_unit():
    """A stay in a unit that hosting knows."""
    proposal, unit = offered(), UnitFactory()
    HousingOffer.objects.filter(pk=proposal.offer_id).update(unit=unit)
    proposal = Proposal.objects.get(pk=proposal.pk)
    by = requester_of(proposal.request)
    return accept_as_requester(proposal=proposal, full_name="C. Canary", by=by), unit


def taken_until():
    return max(TakenNight.objects.values_list("night", flat=True))


def test_a_requester_asks_the_nights_are_kept_and_the_host_signs():
    placement = placed()

    extension = ask(placement)
    assert (extension.asked_by, extension.answered_by) == ("requester", "host")
    assert TakenNight.objects.count() == 19
    agree(extension)

    for row in (Placement, HousingRequest, Proposal):
        assert row.objects.get().check_out == in_days(20)
    extension.refresh_from_db()
    assert (extension.state, extension.asked_name, extension.answer_name) == (
        "agreed",
        "C. Canary",
        "D. Canary",
    )
    assert broken_invariants(placement.activation) == []


def test_a_host_asks_and_whoever_lives_there_signs():
    placement = placed()
    extension = ask(placement, by=host_of(placement.offer))

    with pytest.raises(PermissionDenied):
        agree(extension)
    agree(extension, by=requester_of(placement.request))

    assert Placement.objects.get().check_out == in_days(20)


def test_the_nights_are_those_of_hostings_calendar_too():
    placement, unit = in_a_unit()

    agree(ask(placement))

    assert NightHold.objects.filter(unit=unit).count() == 18
    assert Placement.objects.get().hold.night_holds.count() == 18


def test_hosting_was_faster_and_nothing_of_the_yes_stays():
    placement, unit = in_a_unit()
    extension = ask(placement)
    hold_nights(unit=unit, dates=type(extension.dates)(in_days(17), in_days(18)))

    with pytest.raises(NightsTakenError):
        agree(extension)

    assert Placement.objects.get().check_out == in_days(16)
    extension.refresh_from_db()
    assert extension.state == "asked"


def test_a_host_who_lends_longer_has_said_so():
    placement = placed()
    HousingOffer.objects.update(check_out=in_days(17))

    agree(ask(placement))

    assert HousingOffer.objects.get().check_out == in_days(20)


@pytest.mark.parametrize("silent", [True, False])
def test_a_no_frees_the_nights_and_asks_anew(silent):
    placement = placed()
    extension = ask(placement)
    last = Letter.objects.latest("pk").pk
    if silent:
        Extension.objects.update(expires_at=timezone.now())
        expire_silent_extensions()
    else:
        refuse_longer(extension=extension, by=host_of(placement.offer))

    extension.refresh_from_db()
    assert extension.state == "refused"
    assert taken_until() == in_days(16)
    anew = extension.follow_up
    assert (anew.check_in, anew.check_out, anew.state) == (in_days(16), in_days(20), "matching")
    assert anew.next_action_at is not None
    assert anew.verifications.good().exists()
    assert anew.reference != placement.request.reference
    letters = Letter.objects.filter(address=anew.contact.email, pk__gt=last)
    assert [letter.title for letter in letters] == [
        f"The last day of the stay is still {format_day(in_days(16))}"
    ]
    assert anew.reference in letters[0].text
    assert anew.submission.get_absolute_url() in letters[0].text
    assert broken_invariants(placement.activation) == []


def test_a_no_to_a_host_who_offers_more_nights_asks_nothing_anew():
    placement = placed()
    extension = ask(placement, by=host_of(placement.offer))

    refuse_longer(extension=extension, by=requester_of(placement.request))

    assert HousingRequest.objects.count() == 1
    assert TakenNight.objects.count() == 15


def test_an_extension_into_a_taken_night_asks_for_another_roof():
    placement = placed()
    night = {"offer": placement.offer, "night": in_days(18)}
    TakenNight.objects.create(proposal=asked(), **night)

    extension = ask(placement)

    assert extension.state == "refused"
    assert extension.follow_up.check_in == in_days(16)
    assert placement.proposal.taken_nights.count() == 15
    with pytest.raises(HeldError):
        ask(placement, by=host_of(placement.offer))


@pytest.mark.parametrize("until", [16, 15, 400])
def test_a_day_that_isn_t_later_or_far_too_late_is_refused(until):
    Activation.objects.update(hard_end=None)
    placement = placed()
    Activation.objects.update(hard_end=None)

    with pytest.raises(NotLongerError):
        ask(placement, until=until)


def test_nothing_goes_beyond_the_last_day_of_all():
    placement = placed()
    Activation.objects.update(hard_end=in_days(18))

    with pytest.raises(PastHardEndError):
        ask(placement)


def test_an_emergency_that_ends_is_asked_by_telephone():
    placement = placed()
    Activation.objects.update(state="winding_down")

    with pytest.raises(OnlyByTelephoneError):
        ask(placement)
    assert ask(placement, by=on_duty(placement)).asked_by == "coordinator"


def test_one_ask_at_a_time():
    placement = placed()
    ask(placement)

    with pytest.raises(AskedAlreadyError):
        ask(placement, until=25)


def test_nobody_else_asks_agrees_or_refuses():
    placement = placed()
    extension = ask(placement)

    with pytest.raises(PermissionDenied):
        ask(placement, by=UserFactory())
    for by in (requester_of(placement.request), on_duty(placement), UserFactory()):
        with pytest.raises(PermissionDenied):
            agree(extension, by=by)
    for by in (requester_of(placement.request), UserFactory()):
        with pytest.raises(PermissionDenied):
            refuse_longer(extension=extension, by=by)
    with pytest.raises(PermissionDenied):
        expire_longer(extension=extension, by=on_duty(placement))
    assert refuse_longer(extension=extension, by=on_duty(placement)).state == "refused"


def test_a_yes_needs_a_name_its_time_and_a_home_that_isn_t_suspended():
    placement = placed()
    extension = ask(placement)

    with pytest.raises(NameMissingError) as refusal:
        agree(extension, name=" ")
    assert str(refusal.value) == "Enter your full name to sign."
    HousingOffer.objects.update(state="suspended")
    with pytest.raises(HomeSuspendedError):
        agree(extension)
    HousingOffer.objects.update(state="live")
    Extension.objects.update(expires_at=timezone.now())
    with pytest.raises(WindowClosedError):
        agree(extension)


def test_an_answer_counts_once():
    placement = placed()
    extension = ask(placement)
    agree(extension)

    for action in (agree, lambda one: refuse_longer(extension=one, by=host_of(placement.offer))):
        with pytest.raises(IllegalTransitionError):
            action(extension)


def test_a_stay_that_ends_takes_its_ask_along():
    placement = placed()
    extension = ask(placement)

    call_off(placement=placement, reason="Ill", by=requester_of(placement.request))

    extension.refresh_from_db()
    assert extension.state == "lapsed"
    assert not TakenNight.objects.exists()
    with pytest.raises(StayOverError):
        agree(extension)
    with pytest.raises(StayOverError):
        ask(placement)


def test_expire_longer_waits_for_its_hour():
    extension = ask(placed())
    assert extension.expires_at > timezone.now() + timedelta(hours=7)

    assert expire_longer(extension=extension, by=SYSTEM).state == "asked"


@pytest.mark.parametrize(
    ("side", "sentence"),
    [
        pytest.param("requester", "Your guest would like to stay longer.", id="to-the-host"),
        pytest.param("host", "Your host is offering you more nights.", id="to-the-guest"),
    ],
)
def test_the_other_side_reads_who_asks_for_more_nights(side, sentence):
    placement = placed()
    by = requester_of(placement.request) if side == "requester" else host_of(placement.offer)
    Letter.objects.all().delete()

    ask(placement, by=by)

    letter = Letter.objects.get()
    assert sentence in letter.text
    assert "If you don’t answer in time, it counts as a no." in letter.text


def test_a_refusal_of_more_nights_has_one_link_for_each_reference():
    placement = placed()
    extension = ask(placement)
    Letter.objects.all().delete()

    extension = refuse_longer(extension=extension, by=host_of(placement.offer))

    text, anew = Letter.objects.get().text, extension.follow_up
    assert anew.reference != placement.request.reference
    assert f"Open the new request (reference {anew.reference}):" in text
    assert f"Reference of your current stay: {placement.request.reference}." in text
    for request in (anew, placement.request):
        assert text.count(request.submission.get_absolute_url()) == 1
