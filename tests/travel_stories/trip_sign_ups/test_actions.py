"""A council lets employees register: places, amounts, the link, and what was paid on paper."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from commons.privacy.personal_data import export_of
from core.errors import DomainError
from core.quotas.errors import QuotaExceededError
from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import (
    RegistrationFactory,
    SeatFactory,
    SignUpFactory,
    TripFactory,
)
from tests.quotas import limit
from travel_stories.trip_sign_ups.actions import (
    record_payment,
    register,
    revoke_sign_up,
    save_sign_up,
    withdraw_registration,
)
from travel_stories.trip_sign_ups.errors import (
    AddressUnconfirmedError,
    AlreadyRegisteredError,
    BandGoneError,
    FewerSeatsError,
    SignUpClosedError,
    SignUpFullError,
    SignUpGoneError,
)
from travel_stories.trip_sign_ups.exports import registrations_csv
from travel_stories.trip_sign_ups.models import Registration, SignUp, SignUpData
from travel_stories.trip_sign_ups.periodic import forget_registrations
from travel_stories.trip_sign_ups.selectors import registrations_for
from travel_stories.trips.actions.trips import cancel_trip, delete_trip
from travel_stories.trips.choices import TripKind
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.members import TripMember

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

DATA = SignUpData(seats=3, closes_on=date(2027, 4, 20), adult_amount=4000, child_amount=1500)


def an_organiser(**trip):
    return SeatFactory(trip=TripFactory(kind=TripKind.WORKS_COUNCIL, **trip), organiser=True)


def enrol(sign_up, person=None, **changes):
    given = {"name": "Nour", "adults": 1, "children": 0} | changes
    return register(token=sign_up.token, by=person or UserFactory(), **given)


def test_an_employee_registers_and_has_no_seat_in_the_trip():
    camille = an_organiser(currency="CHF")
    sign_up = save_sign_up(trip=camille.trip, data=DATA, by=camille)
    nour = UserFactory()

    made = enrol(sign_up, nour, children=2)

    assert (made.amount, made.currency, sign_up.taken()) == (7000, "CHF", 3)
    assert list(TripMember.objects.all()) == [camille]
    assert Notice.objects.get(recipient=nour).template == "trip_sign_ups/email/registered.txt"
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["trip.sign_up_opened", "trip.registered"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"revoked_at": timezone.now(), "nonce": "x" * 16}, SignUpGoneError),
        ({"closes_on": date(2027, 3, 31)}, SignUpClosedError),
        ({"seats": 2}, SignUpFullError),
    ],
    ids=["revoked", "past", "full"],
)
def test_register_refuses_a_link_that_is_dead_past_or_full(change, refusal):
    sign_up = RegistrationFactory().sign_up
    token = sign_up.token
    SignUp.objects.update(**change)

    with pytest.raises(refusal):
        register(token=token, name="Nour", adults=1, children=0, by=UserFactory())

    assert Registration.objects.count() == 1


def test_register_refuses_twice_an_unconfirmed_address_and_the_past():
    sign_up = SignUpFactory()
    nour, new = UserFactory(), UserFactory(email_verified_at=None)
    enrol(sign_up, nour)

    with pytest.raises(AlreadyRegisteredError):
        enrol(sign_up, nour)
    with pytest.raises(AddressUnconfirmedError):
        enrol(sign_up, new)
    cancel_trip(trip=sign_up.trip, by=SeatFactory(trip=sign_up.trip, organiser=True))
    with pytest.raises(SignUpGoneError):
        enrol(sign_up)

    assert Registration.objects.count() == 1


def test_register_counts_a_quota(settings):
    limit(settings, registrations=1)
    nour = UserFactory()
    enrol(SignUpFactory(), nour)

    with pytest.raises(QuotaExceededError):
        enrol(SignUpFactory(), nour)


def test_withdraw_gives_the_places_back_and_lets_one_register_again():
    sign_up = SignUpFactory(seats=2)
    nour = UserFactory()
    made = enrol(sign_up, nour, children=1)

    withdrawn = withdraw_registration(registration=made, by=nour)
    withdraw_registration(registration=made, by=nour)
    again = enrol(sign_up, nour)

    assert (withdrawn.is_withdrawn, again.pk == made.pk, sign_up.taken()) == (True, False, 1)
    assert AuditEntry.objects.filter(verb="trip.registration_withdrawn").count() == 1


def test_withdraw_is_refused_to_others_and_after_the_trip():
    made = RegistrationFactory()

    with pytest.raises(PermissionDenied):
        withdraw_registration(registration=made, by=UserFactory())
    trip = made.sign_up.trip
    cancel_trip(trip=trip, by=SeatFactory(trip=trip, organiser=True))
    with pytest.raises(TripOverError):
        withdraw_registration(registration=made, by=made.person)

    assert not Registration.objects.get().is_withdrawn


@pytest.mark.parametrize("end", [cancel_trip, delete_trip])
def test_registered_people_hear_that_their_trip_is_off(end):
    made = RegistrationFactory()
    RegistrationFactory(sign_up=made.sign_up, withdrawn=True)
    trip = made.sign_up.trip
    camille = SeatFactory(trip=trip, organiser=True)

    end(trip=trip, by=camille)
    if end is cancel_trip:
        delete_trip(trip=trip, by=camille)

    notices = Notice.objects.filter(template="trip_sign_ups/email/trip_called_off.txt")
    assert [notice.recipient for notice in notices] == [made.person]


def test_a_revoked_link_opens_again_under_another():
    camille = an_organiser()
    sign_up = save_sign_up(trip=camille.trip, data=DATA, by=camille)
    old = sign_up.token

    revoke_sign_up(sign_up=sign_up, by=camille)
    revoke_sign_up(sign_up=sign_up, by=camille)
    opened = save_sign_up(trip=camille.trip, data=DATA, by=camille)

    assert (SignUp.objects.with_token(old), SignUp.objects.with_token(opened.token)) == (
        None,
        opened,
    )
    assert AuditEntry.objects.filter(verb="trip.sign_up_revoked").count() == 1


def test_save_sign_up_keeps_places_and_amounts_of_those_who_are_registered():
    camille = an_organiser()
    sign_up = save_sign_up(trip=camille.trip, data=DATA, by=camille)
    made = enrol(sign_up, adults=2)
    fewer = SignUpData(seats=1, closes_on=DATA.closes_on, adult_amount=1, child_amount=1)
    dearer = SignUpData(seats=2, closes_on=DATA.closes_on, adult_amount=9000, child_amount=1)

    with pytest.raises(FewerSeatsError):
        save_sign_up(trip=camille.trip, data=fewer, by=camille)
    save_sign_up(trip=camille.trip, data=dearer, by=camille)

    assert Registration.objects.get().amount == made.amount == 8000


@pytest.mark.parametrize("trait", [{}, {"payer": True}, {"organiser": True}])
def test_only_organisers_of_a_works_council_manage_it(trait):
    kind = TripKind.FRIENDS if trait.get("organiser") else TripKind.WORKS_COUNCIL
    seat = SeatFactory(trip=TripFactory(kind=kind), **trait)
    made = RegistrationFactory(sign_up__trip=seat.trip)

    for action in (
        lambda: save_sign_up(trip=seat.trip, data=DATA, by=seat),
        lambda: revoke_sign_up(sign_up=made.sign_up, by=seat),
        lambda: record_payment(registration=made, paid_on=date(2027, 4, 1), by=seat),
    ):
        with pytest.raises(PermissionDenied):
            action()


def test_record_payment_notes_the_day_and_who_wrote_it():
    made = RegistrationFactory()
    camille = SeatFactory(trip=made.sign_up.trip, organiser=True)
    RegistrationFactory(sign_up=made.sign_up, withdrawn=True)
    RegistrationFactory(sign_up=made.sign_up)

    record_payment(registration=made, paid_on=date(2027, 3, 30), by=camille)
    record_payment(registration=made, paid_on=date(2027, 3, 30), by=camille)
    found = registrations_for(made.sign_up)

    assert (found.people, found.due, found.paid, found.left_to_pay) == (4, 11000, 5500, 5500)
    assert len(found.withdrawn) == 1
    (entry,) = AuditEntry.objects.filter(verb="trip.registration_paid")
    assert (entry.actor, entry.data["day"]) == (camille.person, "2027-03-30")

    record_payment(registration=made, paid_on=None, by=camille)

    assert registrations_for(made.sign_up).paid == 0


def test_registrations_csv_runs_no_formula():
    made = RegistrationFactory(name="=cmd()", paid_on=date(2027, 4, 1))
    RegistrationFactory(sign_up=made.sign_up, name="Nour", children=0, withdrawn=True)

    lines = registrations_csv(made.sign_up).lstrip("\ufeff").splitlines()

    assert lines == [
        "Name,Registered on,Adults,Children,Own part,Currency,Paid on,Withdrawn on",
        "'=cmd(),2027-04-01,1,1,55.00,EUR,2027-04-01,",
        "Nour,2027-04-01,1,0,55.00,EUR,not yet,2027-04-01",
    ]


def test_closing_an_account_frees_its_places_and_leaves_nothing():
    made = RegistrationFactory()
    other = RegistrationFactory(sign_up=made.sign_up)

    close_account(person=made.person, by=made.person)

    assert list(Registration.objects.all()) == [other]


def test_registrations_are_exported_and_forgotten_by_the_clock(settings):
    kept = settings.TRAVEL_STORIES_REGISTRATIONS_KEPT
    last = date(2027, 4, 1) - kept
    old = RegistrationFactory(sign_up__closes_on=last - timedelta(days=1))
    new = RegistrationFactory(person=old.person, sign_up__closes_on=last)

    rows = export_of(old.person)["trips"]["registrations"]
    forget_registrations()

    assert [row["amount"] for row in rows] == [5500, 5500]
    assert list(Registration.objects.all()) == [new]


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (SignUpFullError(left=0), "There are no places left."),
        (SignUpFullError(left=1), "There’s only 1 place left."),
        (SignUpFullError(left=2), "There are only 2 places left."),
        (FewerSeatsError(taken=1), "1 place is already taken."),
    ],
)
def test_refusals_count(refusal, words):
    assert isinstance(refusal, DomainError)
    assert str(refusal).startswith(words)


def test_organisers_hear_once_of_registrations_until_they_have_read_it():
    organiser = an_organiser()
    sign_up = SignUpFactory(trip=organiser.trip, seats=5)
    changed = Notice.objects.filter(template="trip_sign_ups/email/registrations_changed.txt")

    withdraw_registration(registration=(first := enrol(sign_up)), by=first.person)
    before = list(changed.values_list("recipient", flat=True))
    changed.update(read_at=timezone.now())
    enrol(sign_up)

    assert before == [organiser.person.pk]
    assert changed.count() == 2


def test_register_pays_by_the_band_that_was_chosen_and_keeps_no_band():
    bands = [["Up to 700", 2000, 1000], ["Up to 1,200", 3000, 1200]]
    sign_up = SignUpFactory(quotient_bands=bands, adult_amount=4000, child_amount=1500)

    chosen = enrol(sign_up, adults=1, children=1, band="Up to 700")

    assert chosen.amount == 3000
    assert enrol(sign_up).amount == 4000
    assert "700" not in str(export_of(chosen.person)["trips"]["registrations"])
    with pytest.raises(BandGoneError):
        enrol(sign_up, band="Up to 500")
