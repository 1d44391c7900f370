"""A home that was lent once comes back in another emergency by one press."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.mail.models import Letter
from core.permissions import SYSTEM
from core.values.dates import DateRange
from emergency.housing.actions.offers import suspend_offer, withdraw_offer
from emergency.housing.errors.offers import (
    LentTooShortError,
    NotAgainError,
    UnitKnownError,
    WholeOnlyError,
)
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.intake.errors import IntakeClosedError
from emergency.intake.models.submissions import Submission
from emergency.standby.actions.re_lending import call_hosts_again, lend_again
from emergency.standby.periodic import call_all_hosts_again
from hosting.offers.states import OfferState as StayState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    StandbyFactory,
    SubmissionFactory,
    host_of,
    in_days,
)
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


def weeks():
    return DateRange(in_days(0), in_days(30))


@pytest.fixture
def lent():
    """Of an emergency that is over, and ready until its end."""
    activation = ActivationFactory(closed=True, closed_at=timezone.now())
    return HousingOfferFactory(activation=activation, locality__department_code="37", sleeps=3)


@pytest.fixture
def new():
    return ActivationFactory(territory="Touraine")


def again(offer, activation, **changes):
    said = {"offer": offer, "activation": activation, "dates": weeks(), "by": host_of(offer)}
    return lend_again(**said | changes)


def url_of(offer, activation):
    return reverse("emergency:lend-again", args=[offer.submission.token, activation.public_id])


def typed(activation, first, last):
    days = {"check_in": first, "check_out": last}
    return {f"{activation.public_id}-{name}": day.isoformat() for name, day in days.items()}


def test_lend_again_takes_over_all_but_days_checks_and_freshness(lent, new):
    made = again(lent, new)

    assert (made.activation, made.window, made.state) == (new, weeks(), "submitted")
    assert (made.check_level, made.last_confirmed_at, made.fresh_until) == (0, None, None)
    assert (made.sleeps, made.locality, made.access_mode) == (3, lent.locality, lent.access_mode)
    assert made.private.address == lent.private.address
    assert (made.contact.email, made.contact.pk != lent.contact.pk) == (lent.contact.email, True)
    assert [letter.address for letter in Letter.objects.all()] == [lent.contact.email]


def test_lend_again_asks_anew_how_they_get_in(lent, new):
    said = {
        "floor": "2nd",
        "bell": "Canary",
        "access_code": "4821",
        "entry_until": "18:00 on Sunday",
        "entry_note": "Left",
    }
    HousingAddress.objects.update(**said)

    made = again(lent, new)

    copied = HousingAddress.objects.values(*said).get(offer=made)
    assert copied == dict.fromkeys(said, "")


def test_lend_again_twice_is_once(lent, new):
    assert again(lent, new) == again(lent, new)
    assert new.housing_offers.count() == 1


def test_a_home_whose_days_are_over_comes_back_in_the_same_emergency():
    past = HousingOfferFactory(state="ended", check_in=in_days(-20), check_out=in_days(-1))

    made = again(past, past.activation)

    assert (made.activation, made.window) == (past.activation, weeks())


@pytest.mark.parametrize("state", ["submitted", "live", "parked", "suspended", "refused"])
def test_a_home_somebody_counts_on_stays(state):
    offer = HousingOfferFactory(state=state)

    with pytest.raises(NotAgainError):
        again(offer, ActivationFactory())


def test_a_suspended_home_isnt_washed_by_taking_it_back():
    offer = HousingOfferFactory()
    by = DutyFactory(activation=offer.activation).person
    suspended = suspend_offer(offer=offer, reason="We look at something.", by=by)
    gone = withdraw_offer(offer=suspended, by=by)

    with pytest.raises(NotAgainError):
        again(gone, ActivationFactory())


def test_lend_again_follows_the_rules_of_the_new_emergency(lent, new):
    shared = HousingOfferFactory(activation=lent.activation, kind="shared")

    with pytest.raises(IntakeClosedError):
        again(lent, ActivationFactory(ending=True))
    with pytest.raises(NotAgainError):
        again(lent, ActivationFactory(departments="41"))
    with pytest.raises(LentTooShortError):
        again(lent, new, dates=DateRange(in_days(0), in_days(1)))
    with pytest.raises(WholeOnlyError):
        again(shared, new)
    assert not new.housing_offers.exists()


def test_what_hosting_knows_has_to_be_published_and_not_lent_there_yet(lent, new):
    unit = UnitFactory()
    HousingOffer.objects.filter(pk=lent.pk).update(unit=unit, host=unit.stay.host)
    other = HousingOfferFactory(activation=new, unit=unit)

    with pytest.raises(UnitKnownError):
        again(lent, new)
    other.delete()
    unit.stay.state = StayState.WITHDRAWN
    unit.stay.save()
    with pytest.raises(NotAgainError):
        again(lent, new)


def test_lend_again_is_for_its_host(lent, new):
    lent.host = UserFactory()
    lent.save()
    strangers = (
        UserFactory(),
        DutyFactory(activation=new).person,
        host_of(HousingOfferFactory(activation=lent.activation)),
    )

    for by in strangers:
        with pytest.raises(PermissionDenied):
            again(lent, new, by=by)
    assert again(lent, new, by=lent.host).activation == new


def test_the_page_of_the_host_asks_the_days_anew_and_one_press_lends_it(client, lent, new):
    page = client.get(lent.submission.get_absolute_url())
    [form] = page.context["again"]
    answer = client.post(url_of(lent, new), typed(new, *form.initial.values()))

    made = new.housing_offers.get()
    assert url_of(lent, new) in page.text
    assert made.window == new.until_the_end
    assert answer.url == made.submission.get_absolute_url()
    assert client.get(lent.submission.get_absolute_url()).context["again"] == []


def test_days_that_cant_be_are_said_and_stay_typed(client, lent, new):
    refused = client.post(url_of(lent, new), typed(new, in_days(5), in_days(2)))
    short = client.post(url_of(lent, new), typed(new, in_days(5), in_days(6)))

    assert (refused.status_code, short.status_code) == (422, 422)
    assert in_days(5).isoformat() in refused.text
    assert "nights: enough for a stay and the nights left empty after it." in short.text
    assert not new.housing_offers.exists()


def test_nothing_is_lent_again_by_a_wrong_link_or_elsewhere(client, lent, new):
    elsewhere = ActivationFactory(departments="41")
    guest = SubmissionFactory()
    wrong = reverse("emergency:lend-again", args=["nobody-has-it", new.public_id])

    days = typed(new, in_days(0), in_days(30))
    assert client.post(wrong, days).status_code == 410
    assert client.post(url_of(lent, elsewhere), days).status_code == 404
    of_guest = reverse("emergency:lend-again", args=[guest.token, new.public_id])
    assert client.post(of_guest, days).status_code == 404
    assert client.get(url_of(lent, new)).status_code == 302
    assert Submission.objects.filter(activation=new).count() == 0


def test_a_home_in_use_costs_its_page_no_question_more(client, django_assert_num_queries):
    offer = HousingOfferFactory()
    client.get(offer.submission.get_absolute_url())
    ActivationFactory(opened_at=timezone.now() - timedelta(days=1))

    assert client.get(offer.submission.get_absolute_url()).context["again"] == []


def test_the_clock_asks_whoever_lent_a_home_there_until_its_end_once(lent, new):
    ended = HousingOfferFactory(activation=lent.activation, state="ended")
    HousingOfferFactory(activation=lent.activation, state="withdrawn")
    HousingOfferFactory(activation=lent.activation, state="refused")
    HousingOfferFactory(activation=lent.activation, locality__department_code="41")
    HousingOfferFactory(activation=new, state="ended")

    call_all_hosts_again()
    call_all_hosts_again()

    told = {letter.address for letter in Letter.objects.all()}
    assert told == {lent.contact.email, ended.contact.email}
    assert Letter.objects.count() == 2


def test_who_has_lent_it_again_or_promised_it_is_not_asked(lent, new):
    again(lent, new)
    Letter.objects.all().delete()
    standby = StandbyFactory()
    unit = {"unit": standby.unit, "host": standby.unit.stay.host}
    HousingOfferFactory(activation=lent.activation, state="ended", **unit)

    assert call_hosts_again(activation=new, by=SYSTEM) == 0
    assert not Letter.objects.exists()


def test_nobody_is_asked_for_what_isnt_open_and_by_nobody_but_the_clock(lent, new):
    assert call_hosts_again(activation=ActivationFactory(ending=True), by=SYSTEM) == 0
    for by in (UserFactory(), DutyFactory(activation=new).person):
        with pytest.raises(PermissionDenied):
            call_hosts_again(activation=new, by=by)
    assert not Letter.objects.exists()
