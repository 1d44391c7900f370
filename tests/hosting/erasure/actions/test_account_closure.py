"""Somebody closes their account: nobody waits in vain, and nothing stays in the window."""

from datetime import date
from pkgutil import resolve_name

import pytest
from django.urls import reverse

from commons.accounts.actions.people import close_account
from commons.notifications.models import Notice
from hosting.calendars.models import NightHold
from hosting.communities.errors import LastCoordinatorError
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.personal_data import requests_of
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    MembershipFactory,
    ProductFactory,
    RequestFactory,
    SessionFactory,
    SessionRequestFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_may(time_machine):
    time_machine.move_to("2027-03-01 12:00 +0000")


def state_of(asked):
    return Request.objects.get(pk=asked.pk).state


def test_a_host_who_closes_the_account_leaves_nothing_open():
    agreement = AgreementFactory()
    host = agreement.host
    asked = RequestFactory(unit=agreement.unit)

    close_account(person=host, by=host)

    assert (state_of(agreement.request), state_of(asked)) == (
        RequestState.CANCELLED,
        RequestState.DECLINED,
    )
    assert list(NightHold.objects.all()) == []
    assert [offer.state for offer in Offer.objects.of_host(host)] == [OfferState.WITHDRAWN]
    assert [one.state for one in Membership.objects.filter(person=host)] == [MembershipState.LEFT]


def test_own_words_of_a_group_go_with_the_account_of_who_asked():
    asked, other = RequestFactory.create_batch(2, group_kind="other", group_words="a choir")
    exported = [requests_of(person) for person in (asked.guest, asked.host)]

    close_account(person=asked.guest, by=asked.guest)

    left = [Request.objects.get(pk=one.pk).group_words for one in (asked, other)]
    assert left == ["", "a choir"]
    assert exported[0]["requests_sent"][0]["group_words"] == "a choir"
    assert "group_words" not in exported[1]["requests_received"][0]


def test_a_guest_who_closes_the_account_takes_requests_back():
    asked = RequestFactory()

    close_account(person=asked.guest, by=asked.guest)

    assert state_of(asked) == RequestState.WITHDRAWN
    assert [notice.template for notice in Notice.objects.filter(recipient=asked.host)] == [
        "requests/email/request_withdrawn.txt"
    ]


def test_memberships_are_locked_before_goods_go_back_into_stock(monkeypatch):
    product = ProductFactory()
    membership = MembershipFactory(person=product.host)
    agreed = RequestFactory(offer=product, unit=None, quantity=1, state=RequestState.AGREED)
    AgreementFactory(request=agreed, check_in=date(2027, 5, 3), check_out=date(2027, 5, 4))
    locked = []
    for path in ("lock_membership", "cancel_agreement"):
        name = f"hosting.erasure.actions.account_closure.{path}"
        original = resolve_name(name)
        monkeypatch.setattr(
            name, lambda *args, o=original, p=path, **kw: locked.append(p) or o(*args, **kw)
        )

    close_account(person=membership.person, by=membership.person)

    assert "cancel_agreement" in locked
    assert locked.index("cancel_agreement") == len(locked) - 1


def test_the_others_keep_the_names_of_that_day():
    agreement = AgreementFactory(request__unit__stay__host__full_name="Odile Martin")

    close_account(person=agreement.host, by=agreement.host)

    agreement.refresh_from_db()
    assert agreement.host_name == "Odile Martin"


def test_a_stay_that_has_begun_goes_on(time_machine):
    agreement = AgreementFactory()
    time_machine.move_to("2027-05-05 12:00 +0000")

    close_account(person=agreement.guest, by=agreement.guest)

    assert state_of(agreement.request) == RequestState.AGREED


def test_the_last_coordinator_is_asked_to_find_another_first(client):
    ada = UserFactory()
    MembershipFactory(person=ada, is_coordinator=True)
    client.force_login(ada)

    with pytest.raises(LastCoordinatorError):
        close_account(person=ada, by=ada)
    answer = client.post(reverse("accounts:account-close"), {"sure": "on"})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [str(LastCoordinatorError())]
    assert ada.is_active


def test_close_account_tells_a_guest_what_is_no_longer_offered(committed, mailoutbox):
    asked = RequestFactory()

    with committed():
        close_account(person=asked.host, by=asked.host)

    (mail,) = (mail for mail in mailoutbox if mail.to == [asked.guest.email])
    assert mail.subject.startswith("Your request was declined: ")
    assert mail.subject.endswith(", A stay that is no longer offered")


def test_close_account_leaves_the_hour_of_what_was_agreed(committed, mailoutbox):
    activity = ActivityFactory(place__locality__timezone="Europe/London")
    session = SessionFactory(activity=activity)
    agreement = AgreementFactory(
        request=SessionRequestFactory(session=session, state=RequestState.AGREED)
    )

    with committed():
        close_account(person=agreement.host, by=agreement.host)

    (mail,) = (mail for mail in mailoutbox if mail.to == [agreement.guest.email])
    assert "Tuesday 4 May at 13:00" in mail.body
    assert "DTSTART;TZID=Europe/London:20270504T130000" in mail.attachments[0].content
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert [day.note for day in ticket_of(agreement, None).days] == ["13:00"]
