"""A co-host keeps the calendar in the name of the host."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.audit.models import AuditEntry
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.actions.sessions import cancel_session
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.states import DayState, SessionState
from hosting.cohosts.actions import end_co_hosting
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import MAY, DeskFactory, SessionFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def keeper_of(offer, **scopes):
    return CoHostFactory(offer=offer, **({"may_set_nights": True} | scopes))


def test_set_nights_by_who_keeps_the_calendar():
    unit = UnitFactory()
    co_host = keeper_of(unit.stay.offer_ptr)

    set_nights(unit=unit, dates=MAY, state=DayState.CLOSED, by=co_host.person)

    assert CalendarPeriod.objects.get().check_in == MAY.check_in
    assert AuditEntry.objects.get(verb="nights.set").actor == co_host.person


def test_set_nights_is_denied_to_who_only_answers():
    unit = UnitFactory()
    co_host = keeper_of(unit.stay.offer_ptr, may_set_nights=False)

    with pytest.raises(PermissionDenied):
        set_nights(unit=unit, dates=MAY, state=DayState.CLOSED, by=co_host.person)


def test_set_nights_is_denied_once_the_co_hosting_has_ended():
    unit = UnitFactory()
    co_host = keeper_of(unit.stay.offer_ptr)
    end_co_hosting(co_host=co_host, by=unit.stay.host)

    with pytest.raises(PermissionDenied):
        set_nights(unit=unit, dates=MAY, state=DayState.CLOSED, by=co_host.person)


def test_cancel_session_by_who_keeps_the_calendar():
    session = SessionFactory()
    co_host = keeper_of(session.activity.offer_ptr)

    cancel_session(session=session, by=co_host.person)

    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED


def test_the_calendar_opens_for_who_keeps_it(client):
    stay_unit, desk, other = UnitFactory(name="The loft"), DeskFactory(name="A desk"), UnitFactory()
    person = keeper_of(stay_unit.stay.offer_ptr).person
    keeper_of(desk.workspace.offer_ptr, person=person)
    keeper_of(other.stay.offer_ptr, person=person, may_set_nights=False)
    client.force_login(person)

    page = client.get(reverse("hosting:host-calendar"))
    units = [reverse("hosting:unit-calendar", args=[one.public_id]) for one in (stay_unit, other)]

    assert page.context["units"] == [stay_unit, desk]
    assert [client.get(url).status_code for url in units] == [200, 404]


def test_the_dates_of_an_activity_open_for_who_keeps_them(client):
    session = SessionFactory()
    co_host = keeper_of(session.activity.offer_ptr)
    client.force_login(co_host.person)
    page = reverse("hosting:offer-sessions", args=[session.activity.public_id])
    words = reverse("hosting:offer-words", args=[session.activity.public_id])

    answer = client.get(page)

    assert [step.state for step in answer.context["steps"]] == ["current"]
    assert answer.context["after_url"] == reverse("hosting:co-hosting")
    assert client.get(words).status_code == 404
