"""Who creates and revokes the address of a calendar."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.accounts.actions.people import close_account
from hosting.calendar_links.actions import create_link, revoke_link
from hosting.calendar_links.models import CalendarLink
from tests.factories.accounts import UserFactory
from tests.factories.calendar_links import CalendarLinkFactory
from tests.factories.hosting import ActivityFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_create_link_pressed_again_gives_the_same():
    unit = UnitFactory()

    first = create_link(unit=unit, by=unit.offer.host)
    again = create_link(unit=unit, by=unit.offer.host)

    assert (first, CalendarLink.objects.count()) == (again, 1)


def test_create_link_is_refused_to_who_isn_t_the_host():
    stranger = UserFactory()

    with pytest.raises(PermissionDenied):
        create_link(unit=UnitFactory(), by=stranger)
    with pytest.raises(PermissionDenied):
        create_link(activity=ActivityFactory(), by=stranger)
    with pytest.raises(PermissionDenied):
        create_link(by=stranger)


def test_revoke_link_ends_its_address_and_the_next_is_another():
    link = CalendarLinkFactory()
    token = link.token

    revoke_link(link=link, by=link.host)
    another = create_link(unit=link.unit, by=link.host)

    assert CalendarLink.objects.with_token(token) is None
    assert CalendarLink.objects.with_token(another.token) == another


def test_revoke_link_is_refused_to_somebody_else():
    link = CalendarLinkFactory()

    with pytest.raises(PermissionDenied):
        revoke_link(link=link, by=UserFactory())

    assert CalendarLink.objects.with_token(link.token) == link


def test_a_link_ends_when_the_offer_has_another_host():
    link = CalendarLinkFactory()
    stay = link.unit.stay
    stay.host = UserFactory()
    stay.save(update_fields=["host"])

    assert CalendarLink.objects.with_token(link.token) is None


def test_a_closed_account_leaves_no_link():
    link = CalendarLinkFactory()

    close_account(person=link.host, by=link.host)

    assert not CalendarLink.objects.exists()
