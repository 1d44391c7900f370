"""A home is promised in quiet times, called when an emergency opens, and lent by one press."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from commons.privacy.models import ConsentRecord
from commons.privacy.personal_data import export_of
from core.permissions import SYSTEM
from core.text.formatting import format_date_range
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.housing.errors.offers import HomeTakenError, LentTooLongError, UnitKnownError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.states.offers import AccessMode
from emergency.retention.actions.account_closure import close_account_data
from emergency.standby.actions.standbys import answer_call, call_standbys, stand_by, stand_down
from emergency.standby.models import Standby
from emergency.standby.periodic import call_all_standbys
from hosting.calendars.actions.holds import hold_nights
from hosting.communities.actions.departures import leave_community
from hosting.communities.models.communities import Membership
from hosting.offers.choices.lists import LodgingKind
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_handed_over
from tests.factories.accounts import UserFactory
from tests.factories.calendar_feeds import CalendarFeedFactory, ForeignBlockFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    StandbyFactory,
    in_days,
    placed,
)
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(stay__lodging_kind=LodgingKind.FURNISHED)


@pytest.fixture
def standby():
    return StandbyFactory()


def host_of(standby):
    return standby.unit.stay.host


def promise(unit, **changes):
    said = {"access_mode": AccessMode.KEY_BOX, "access_hours": "", "by": unit.stay.host}
    return stand_by(unit=unit, **said | changes)


def test_stand_by_promises_a_unit_once_and_lends_nothing(unit):
    promise(unit)
    promise(unit, access_mode=AccessMode.IN_PERSON, access_hours="evenings")

    [standby] = Standby.objects.all()
    assert (standby.access_mode, standby.access_hours) == ("in_person", "evenings")
    assert not HousingOffer.objects.exists()


def test_stand_by_is_for_the_host(unit):
    for by in (UserFactory(), UserFactory(is_active=False)):
        with pytest.raises(PermissionDenied):
            promise(unit, by=by)


def test_stand_down_pressed_twice_is_written_down_once(standby):
    for _press in range(2):
        stand_down(standby=standby, by=host_of(standby))

    assert not Standby.objects.exists()
    assert AuditEntry.objects.filter(verb="standby.ended").count() == 1


def test_stand_down_is_for_the_host(standby):
    with pytest.raises(PermissionDenied):
        stand_down(standby=standby, by=UserFactory())

    stand_down(standby=standby, by=host_of(standby))

    assert not Standby.objects.exists()


def test_the_clock_calls_whoever_promised_a_home_there_once(standby):
    StandbyFactory(unit__stay__place__locality__department_code="41")
    activation = ActivationFactory()

    call_all_standbys()
    call_all_standbys()

    [notice] = Notice.objects.all()
    assert (notice.recipient, notice.subject) == (host_of(standby), activation)


def test_a_promise_ends_when_somebody_else_hosts(standby):
    offer, before = standby.unit.stay, host_of(standby)
    promise(standby.unit)
    offer.host = UserFactory()
    offer.save()

    offer_handed_over.send(sender=Offer, offer=offer, before=before)

    assert not Standby.objects.exists()
    [consent] = ConsentRecord.objects.all()
    assert (consent.person, consent.withdrawn_at is None) == (before, False)


@pytest.mark.parametrize("state", ["draft", "winding_down", "closed"])
def test_nobody_is_called_for_what_isnt_open(standby, state):
    activation = ActivationFactory(state=state)

    assert call_standbys(activation=activation, by=SYSTEM) == 0
    assert not Notice.objects.exists()


def test_a_host_of_two_homes_gets_one_letter(standby):
    host = host_of(standby)
    StandbyFactory(unit__stay=standby.unit.stay)

    assert call_standbys(activation=ActivationFactory(), by=SYSTEM) == 2
    assert [notice.recipient for notice in Notice.objects.all()] == [host]


def test_call_standbys_is_left_to_the_clock(standby):
    activation = ActivationFactory()

    for by in (host_of(standby), DutyFactory(activation=activation).person):
        with pytest.raises(PermissionDenied):
            call_standbys(activation=activation, by=by)


def answer(standby, activation, *, by=None, dates=None):
    dates = dates or activation.until_the_end
    return answer_call(
        standby=standby, activation=activation, dates=dates, by=by or host_of(standby)
    )


def test_answer_call_lends_it_on_its_dates_with_the_key_as_promised(standby):
    activation = ActivationFactory()

    offer = answer(standby, activation)

    assert offer.window == DateRange(in_days(0), in_days(181))  # one to clean afterwards
    assert (offer.unit, offer.state, offer.access_mode) == (standby.unit, "submitted", "key_box")
    with pytest.raises(UnitKnownError):
        answer(standby, activation)


def test_answer_call_confirms_by_email_with_the_reference_and_the_page(standby):
    offer = answer(standby, ActivationFactory(is_drill=True))

    [letter] = Letter.objects.all()
    assert letter.address == host_of(standby).email
    assert letter.title == f"[Drill] We’ve received your form: {offer.reference}"
    assert offer.submission.get_absolute_url() in letter.text


@pytest.mark.parametrize(("first", "last"), [(-1, 20), (0, 182)])
def test_answer_call_keeps_within_the_days_of_the_emergency(standby, first, last):
    with pytest.raises(LentTooLongError):
        answer(standby, ActivationFactory(), dates=DateRange(in_days(first), in_days(last)))
    assert not HousingOffer.objects.exists()


def test_answer_call_refuses_the_nights_of_an_agreed_stay_and_names_them(standby):
    hold_nights(unit=standby.unit, dates=DateRange(in_days(10), in_days(12)))
    hold_nights(unit=standby.unit, dates=DateRange(in_days(12), in_days(14)))
    activation = ActivationFactory()

    with pytest.raises(HomeTakenError) as refused:
        answer(standby, activation, dates=DateRange(in_days(0), in_days(11)))

    assert format_date_range(DateRange(in_days(10), in_days(11))) in str(refused.value)
    assert answer(standby, activation, dates=DateRange(in_days(14), in_days(40)))


def test_answer_call_refuses_nights_that_another_calendar_takes(standby):
    feed = CalendarFeedFactory(unit=standby.unit)
    ForeignBlockFactory(feed=feed, start=in_days(10), end=in_days(12))
    ForeignBlockFactory(feed=feed, start=in_days(0), end=in_days(5), kind="window")
    activation = ActivationFactory()

    with pytest.raises(HomeTakenError) as refused:
        answer(standby, activation, dates=DateRange(in_days(0), in_days(20)))

    assert format_date_range(DateRange(in_days(10), in_days(12))) in str(refused.value)
    assert answer(standby, activation, dates=DateRange(in_days(0), in_days(10)))


def test_answer_call_lends_a_stay_and_its_gap_on_the_last_day(standby):
    activation = ActivationFactory(hard_end=in_days(0))

    offer = answer(standby, activation)

    assert offer.check_out - offer.check_in == timedelta(days=2)


def test_answer_call_is_for_the_host(standby):
    with pytest.raises(PermissionDenied):
        answer(standby, ActivationFactory(), by=UserFactory())


def test_a_promise_ends_with_the_account_and_is_given_out_before(standby):
    host = host_of(standby)
    told = export_of(host)["emergencies"]["homes_promised"]

    close_account_data(host)

    assert [one["access_mode"] for one in told] == ["key_box"]
    assert not Standby.objects.exists()


def test_a_promise_ends_with_the_home_of_a_host_who_left_its_community(standby):
    """Without its address it would stand on their page, and nobody would ever be called."""
    host, stays = host_of(standby), StandbyFactory(unit__stay__host=host_of(standby))
    membership = Membership.objects.get(person=host, community=standby.unit.stay.community)

    leave_community(membership=membership, by=host)

    assert list(Standby.objects.all()) == [stays]
    ended = AuditEntry.objects.get(verb="standby.ended")
    assert (ended.actor, ended.subject_id) == (None, standby.pk)


def test_the_letter_leads_to_the_page_in_french(standby):
    host = host_of(standby)
    host.language = "fr"
    host.save()
    call_standbys(activation=ActivationFactory(), by=SYSTEM)

    letter = render_notice(Notice.objects.get())

    assert letter.title == "Indre-et-Loire : pouvez-vous prêter votre logement maintenant ?"
    assert "/fr/urgence/en-reserve/" in letter.text


def test_a_host_promises_a_home_on_a_page_and_takes_it_back(client, unit):
    client.force_login(unit.stay.host)
    url = reverse("emergency:standby")

    client.post(url, {"unit": unit.pk, "access_mode": "key_box"})
    page = client.get(url)
    [standby] = Standby.objects.all()
    client.post(reverse("emergency:standby-end", args=[standby.public_id]))

    assert [one.name for one in page.context["promised"]] == [f"{unit.stay.title}, {unit.name}"]
    assert "Lend this home now" not in page.text
    assert not Standby.objects.exists()


def test_a_host_promises_no_home_of_others(client, unit):
    client.force_login(UserFactory())

    answer = client.post(reverse("emergency:standby"), {"unit": unit.pk, "access_mode": "key_box"})

    assert answer.status_code == 422
    assert not Standby.objects.exists()


def test_a_host_lends_it_on_dates_and_reads_where_it_stands(client, standby):
    activation = ActivationFactory()
    client.force_login(host_of(standby))
    url = reverse("emergency:standby-lend", args=[standby.public_id, activation.public_id])
    hold_nights(unit=standby.unit, dates=DateRange(in_days(10), in_days(12)))

    before = client.get(reverse("emergency:standby")).text
    form = client.get(url)
    taken = client.post(url, {"check_in": in_days(0), "check_out": in_days(20)})
    reversed_days = client.post(url, {"check_in": in_days(5), "check_out": in_days(2)})
    client.post(url, {"check_in": in_days(0), "check_out": in_days(10)})
    HousingOffer.objects.update(state="live", fresh_until=timezone.now())
    after = client.get(reverse("emergency:standby")).text
    desk = client.get(reverse("notifications:desk")).text

    offer = HousingOffer.objects.get()
    assert "“Free until” must be later than “Free from”." in reversed_days.text
    assert url in before
    assert [form.context["form"][name].value() for name in ("check_in", "check_out")] == [
        in_days(0),
        in_days(10),
    ]
    assert format_date_range(DateRange(in_days(10), in_days(12))) in form.text
    assert (taken.status_code, offer.activation) == (422, activation)
    assert url not in after
    for page in (after, desk):
        assert "Lent in an emergency: Indre-et-Loire." in page
        assert "<strong>Ready</strong>" in page
        assert f"reference {offer.reference}" in page
        assert offer.submission.get_absolute_url() in page


def test_every_line_of_a_drill_says_so_and_that_it_has_ended(client, standby):
    activation = ActivationFactory(is_drill=True)
    client.force_login(host_of(standby))
    url = reverse("emergency:standby")

    wanted = client.get(url).text
    answer(standby, activation)
    lent = client.get(url).text
    Activation.objects.update(state="closed")
    over = client.get(url).text

    assert "Lend this home for the drill: Indre-et-Loire" in wanted
    assert "Lent in a drill (Indre-et-Loire), not in a real emergency." in lent
    assert "This home was lent in a drill (Indre-et-Loire), not in a real emergency." in over
    assert "It’s no longer lent, so you can use it again." in over


@pytest.mark.parametrize("has_stay", [True, False])
def test_a_home_that_was_withdrawn_is_free_unless_a_stay_is_agreed(client, standby, has_stay):
    activation = ActivationFactory()
    client.force_login(host_of(standby))
    offer = answer(standby, activation)
    if has_stay:
        Placement.objects.filter(pk=placed(activation=activation).pk).update(offer=offer)
    HousingOffer.objects.update(state="withdrawn")

    page = client.get(reverse("emergency:standby")).text

    assert ("It’s no longer lent, so you can use it again." in page) is not has_stay
    assert ("A stay is agreed" in page) is has_stay


@pytest.mark.parametrize("action", ["standby-end", "standby-lend"])
def test_strangers_find_no_promise_of_others(client, standby, action):
    args = [standby.public_id]
    if action == "standby-lend":
        args.append(ActivationFactory().public_id)
    client.force_login(UserFactory())

    assert client.post(reverse(f"emergency:{action}", args=args)).status_code == 404


def test_the_desk_of_a_host_leads_there_and_that_of_others_doesnt(client, standby):
    url = reverse("emergency:standby")
    pages = []
    for person in (host_of(standby), UserFactory()):
        client.force_login(person)
        pages.append(url in client.get(reverse("notifications:desk")).text)

    assert pages == [True, False]


def test_the_page_asks_the_same_questions_for_one_promise_and_for_three(
    client, standby, count_queries
):
    ActivationFactory()
    client.force_login(host_of(standby))
    url = reverse("emergency:standby")
    client.get(url)
    first = count_queries(lambda: client.get(url))
    for _ in range(2):
        StandbyFactory(unit__stay=standby.unit.stay)

    assert count_queries(lambda: client.get(url)) == first
