"""Nobody is verified by what they say themselves."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from emergency.desk.panels import waiting_rows
from emergency.housing import notifications
from emergency.housing.actions.code_alerts import warn_of_many_codes
from emergency.housing.actions.code_networks import (
    count_sent_code,
    is_network_exhausted,
    uncount_entered_code,
)
from emergency.housing.actions.verification import (
    enter_work_code,
    is_verified,
    see_card,
    send_work_code,
    verify_by_roster,
)
from emergency.housing.errors.verification import (
    DependentWitnessError,
    NoSecondWitnessError,
    NotOnRosterError,
    ProofNotAcceptedError,
    SameWitnessError,
    TooManyCodesError,
    UnknownDomainError,
    WrongCodeError,
)
from emergency.housing.models.verification import RosterEntry, RosterUpload, Verification, WorkCode
from emergency.housing.periodic import watch_sent_codes
from emergency.housing.states.requests import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HospitalFactory,
    HousingRequestFactory,
    requester_of,
)
from tests.quotas import limit

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    activation = ActivationFactory(work_domains="chu-tours.fr")
    return HousingRequestFactory(activation=activation, state=RequestState.VERIFYING)


def on_duty(request):
    return DutyFactory(activation=request.activation).person


def list_with(request):
    by = on_duty(request)
    upload = RosterUpload.objects.create(activation=request.activation, by=by)
    RosterEntry.objects.create(upload=upload, digest=request.phone_digest)
    return by


def code_in_letter():
    return re.search(r"\b[BCDFGHJKLMNPQRSTVWXZ]{8}\b", Letter.objects.last().text)[0]


def wrong(code):
    return code[:-1] + ("B" if code[-1] != "B" else "C")


def test_verify_by_roster_finds_the_telephone_and_looks_for_a_place(request_):
    verified = verify_by_roster(request=request_, by=list_with(request_))

    assert (verified.state, verified.next_action) == ("matching", "ask_host")
    assert is_verified(request_)


def test_verify_by_roster_refuses_who_is_in_no_list_of_this_emergency(request_):
    list_with(HousingRequestFactory(phone_digest=request_.phone_digest))

    with pytest.raises(NotOnRosterError):
        verify_by_roster(request=request_, by=on_duty(request_))
    assert not is_verified(request_)


def test_see_card_counts_once_two_have_seen_it(request_):
    first, second = on_duty(request_), on_duty(request_)

    see_card(request=request_, by=first)
    assert not is_verified(request_)
    with pytest.raises(SameWitnessError):
        see_card(request=request_, by=first)

    assert see_card(request=request_, by=second).state == "matching"
    assert is_verified(request_)


def test_see_card_needs_who_was_not_put_on_duty_by_the_first(request_):
    first = on_duty(request_)
    own = DutyFactory(activation=request_.activation, named_by=first).person
    see_card(request=request_, by=first)

    with pytest.raises(NoSecondWitnessError):
        see_card(request=request_, by=own)
    independent = on_duty(request_)
    with pytest.raises(DependentWitnessError, match=independent.display_name):
        see_card(request=request_, by=own)

    assert not Notice.objects.filter(template=notifications.CARD_WAITS, recipient=own).exists()
    assert see_card(request=request_, by=independent).state == "matching"


def test_see_card_tells_the_others_on_duty_and_waits_on_their_desk(request_):
    first, second = on_duty(request_), on_duty(request_)
    elsewhere = DutyFactory(activation=request_.activation)
    elsewhere.hospitals.add(HospitalFactory())

    see_card(request=request_, by=first)

    [notice] = Notice.objects.filter(template=notifications.CARD_WAITS)
    assert (notice.recipient, notice.data["reference"]) == (second, request_.reference)
    assert first.display_name in render_notice(notice).text
    people = (first, second, elsewhere.person)
    assert [sum(rows.count() for rows in waiting_rows(one)) for one in people] == [0, 1, 0]


def test_the_page_names_the_second_and_offers_the_card_once_to_each(request_, client):
    first, second = on_duty(request_), on_duty(request_)
    args = [request_.activation.address, request_.public_id]
    press = reverse("emergency:request-verify-card", args=args)
    client.force_login(first)

    page = client.post(press, follow=True).text
    again = client.post(press, follow=True).text
    client.force_login(second)
    whole = client.post(press, follow=True).text

    assert "Saved. A colleague on duty also has to see the card." in page
    assert "Card seen by one coordinator" in page
    assert f"A colleague also has to see the card. You can ask: {second.display_name}." in page
    assert "Confirm that I’ve seen the card" not in page
    assert "You’ve already checked this card." in again
    assert "Saved: two of you have seen the card. The request is verified." in whole
    assert "A card shown to two coordinators" in whole


def test_the_database_keeps_no_card_seen_twice_by_one(request_):
    person = UserFactory()
    until = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.create(
            request=request_, method="card", by=person, second=person, valid_until=until
        )


@pytest.mark.parametrize("action", [verify_by_roster, see_card])
def test_only_proofs_that_the_category_accepts_count(request_, action):
    request_.category = CategoryFactory(activation=request_.activation, proofs=["openid"])
    request_.save()

    with pytest.raises(ProofNotAcceptedError):
        action(request=request_, by=on_duty(request_))


@pytest.mark.parametrize("action", [verify_by_roster, see_card])
def test_a_stranger_verifies_nobody(request_, action):
    for person in (UserFactory(), DutyFactory().person, requester_of(request_)):
        with pytest.raises(PermissionDenied):
            action(request=request_, by=person)


@pytest.mark.parametrize("state", ["submitted", "verifying", "needs_info"])
def test_a_code_from_work_verifies_and_is_not_kept(request_, state):
    request_.state = state
    request_.save()
    me = requester_of(request_)

    send_work_code(request=request_, address="Camille@CHU-Tours.fr", by=me)
    digits = code_in_letter()
    verified = enter_work_code(
        request=request_, digits=f" {digits[:4].lower()}-{digits[4:]} ", by=me
    )

    code = WorkCode.objects.get()
    assert verified.state == "matching"
    assert (code.domain, digits in code.secret) == ("chu-tours.fr", False)
    assert Verification.objects.get().detail == "chu-tours.fr"


@pytest.mark.parametrize("address", ["me@example.org", "me@evil-chu-tours.fr", "me@chu-tours.fr.x"])
def test_send_work_code_goes_to_employers_only(request_, address):
    with pytest.raises(UnknownDomainError):
        send_work_code(request=request_, address=address, by=requester_of(request_))
    assert not Letter.objects.exists()


def test_send_work_code_five_times_a_day(request_):
    me = requester_of(request_)
    for _time in range(5):
        send_work_code(request=request_, address="a@chu-tours.fr", by=me)

    with pytest.raises(TooManyCodesError):
        send_work_code(request=request_, address="a@chu-tours.fr", by=me)


def others_of(activation, number):
    return HousingRequestFactory.create_batch(
        number, activation=activation, state=RequestState.VERIFYING
    )


def test_send_work_code_counts_an_address_over_all_requests(request_):
    for other in others_of(request_.activation, 5):
        send_work_code(request=other, address="Ada+x@chu-tours.fr", by=requester_of(other))

    with pytest.raises(TooManyCodesError):
        send_work_code(request=request_, address="ada@CHU-tours.fr", by=requester_of(request_))
    send_work_code(request=request_, address="ben@chu-tours.fr", by=requester_of(request_))
    assert Letter.objects.count() == 6


@pytest.mark.parametrize("counted", ["domain", "activation"])
def test_send_work_code_counts_domain_and_activation(request_, settings, counted):
    limit(settings, **{f"emergency_codes_of_{counted}": 2})
    for number, other in enumerate(others_of(request_.activation, 2)):
        send_work_code(request=other, address=f"{number}@chu-tours.fr", by=requester_of(other))

    with pytest.raises(TooManyCodesError):
        send_work_code(request=request_, address="a@chu-tours.fr", by=requester_of(request_))


def flood(activation, number, network="192.0.2.1"):
    """Codes that nobody enters, to invented addresses."""
    for place, other in enumerate(others_of(activation, number)):
        send_work_code(
            request=other,
            address=f"invented{place}.{network}@chu-tours.fr",
            by=requester_of(other),
            network=network,
        )


def test_a_network_that_floods_is_refused_and_no_other(request_, settings):
    limit(settings, emergency_codes_of_network=2, emergency_codes_of_spared_network=1)
    flood(request_.activation, 3)
    ask = {"request": request_, "address": "a@chu-tours.fr", "by": requester_of(request_)}

    with pytest.raises(TooManyCodesError):
        send_work_code(**ask, network="192.0.2.1")
    send_work_code(**ask, network="198.51.100.1")


def test_a_network_of_many_codes_that_nobody_entered_isnt_shut_out(request_):
    for _code in range(120):  # of a whole hospital behind one address, or on purpose
        count_sent_code("192.0.2.1")

    flood(request_.activation, 1)

    assert WorkCode.objects.count() == 1


def test_the_hour_of_a_network_begins_with_its_first_code(settings, time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000")
    limit(settings, emergency_codes_of_network=2)
    for _code in range(3):
        count_sent_code("192.0.2.1")
        time_machine.shift(timedelta(minutes=29))
    exhausted = is_network_exhausted("192.0.2.1")
    uncount_entered_code("192.0.2.1")

    time_machine.shift(timedelta(minutes=10))
    count_sent_code("192.0.2.1")

    assert not exhausted
    assert not is_network_exhausted("192.0.2.1")


def test_a_code_that_is_entered_counts_for_no_network(request_, settings):
    limit(settings, emergency_codes_of_network=2)
    network = "192.0.2.1"
    for place, other in enumerate(others_of(request_.activation, 4)):  # a hospital behind one
        me = requester_of(other)
        send_work_code(request=other, address=f"{place}@chu-tours.fr", by=me, network=network)
        enter_work_code(request=other, digits=code_in_letter(), by=me, network=network)

    assert Verification.objects.count() == 4


@pytest.mark.parametrize("counted", ["domain", "activation"])
def test_a_ceiling_that_is_reached_shuts_no_network_out(request_, settings, counted):
    limit(settings, emergency_codes_of_spared_network=2, **{f"emergency_codes_of_{counted}": 3})
    flood(request_.activation, 3)

    flood(request_.activation, 2, network="198.51.100.1")  # the hospital
    with pytest.raises(TooManyCodesError):
        flood(request_.activation, 1, network="198.51.100.1")
    flood(request_.activation, 1, network="203.0.113.1")


def test_half_of_a_ceiling_is_told_to_those_on_duty_once_a_day(request_, settings, time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000")
    limit(settings, emergency_codes_of_domain=4)
    nadia = on_duty(request_)
    told = Notice.objects.filter(recipient=nadia, template=notifications.CODES_ASKED)

    flood(request_.activation, 1)
    watch_sent_codes()
    before = told.count()
    flood(request_.activation, 2)
    watch_sent_codes()
    watch_sent_codes()
    once = told.count()
    time_machine.shift(timedelta(hours=25))
    flood(request_.activation, 2)
    watch_sent_codes()

    assert (before, once, told.count()) == (0, 1, 2)
    assert "half of today’s verification codes have been used" in render_notice(told.first()).title
    assert AuditEntry.objects.filter(verb="activation.many_codes").count() == 2
    with pytest.raises(PermissionDenied):
        warn_of_many_codes(activation=request_.activation, by=nadia)


def test_a_network_that_is_spared_still_writes_to_nobody_too_often(request_, settings):
    limit(settings, emergency_codes_of_domain=5)
    for other in others_of(request_.activation, 5):
        send_work_code(request=other, address="a@chu-tours.fr", by=requester_of(other))

    with pytest.raises(TooManyCodesError):
        send_work_code(
            request=request_,
            address="a@chu-tours.fr",
            by=requester_of(request_),
            network="198.51.100.1",
        )


def test_send_work_code_counts_a_day_and_no_longer(request_):
    for other in others_of(request_.activation, 5):
        send_work_code(request=other, address="a@chu-tours.fr", by=requester_of(other))
    WorkCode.objects.update(sent_at=timezone.now() - timedelta(hours=25))

    send_work_code(request=request_, address="a@chu-tours.fr", by=requester_of(request_))

    since = timezone.now() - timedelta(days=1)
    assert WorkCode.objects.sent_since(since).count() == 1


def test_send_work_code_counts_for_as_long_as_the_table_says(request_, settings):
    quota = replace(settings.QUOTAS["emergency_codes_of_address"], within=timedelta(hours=2))
    settings.QUOTAS = settings.QUOTAS | {"emergency_codes_of_address": quota}
    for other in others_of(request_.activation, 5):
        send_work_code(request=other, address="a@chu-tours.fr", by=requester_of(other))
    WorkCode.objects.update(sent_at=timezone.now() - timedelta(hours=3))

    send_work_code(request=request_, address="a@chu-tours.fr", by=requester_of(request_))

    assert WorkCode.objects.filter(request=request_).count() == 1


@pytest.mark.parametrize("counted", ["address", "domain", "activation"])
def test_enter_work_code_counts_wrong_tries_over_all_requests(request_, settings, counted):
    limit(settings, **{f"emergency_wrong_codes_of_{counted}": 4})
    other, me = others_of(request_.activation, 1)[0], requester_of(request_)
    send_work_code(request=other, address="a@chu-tours.fr", by=requester_of(other))
    for _time in range(4):
        with pytest.raises(WrongCodeError):
            enter_work_code(request=other, digits=wrong(code_in_letter()), by=requester_of(other))
    send_work_code(request=request_, address="a@chu-tours.fr", by=me)

    with pytest.raises(TooManyCodesError):
        enter_work_code(request=request_, digits=code_in_letter(), by=me)
    assert not is_verified(request_)


def test_enter_work_code_can_be_tried_five_times(request_):
    me = requester_of(request_)
    send_work_code(request=request_, address="a@chu-tours.fr", by=me)
    digits = code_in_letter()

    for _time in range(5):
        with pytest.raises(WrongCodeError):
            enter_work_code(request=request_, digits=wrong(digits), by=me)
    with pytest.raises(WrongCodeError):
        enter_work_code(request=request_, digits=digits, by=me)
    assert not is_verified(request_)


def test_enter_work_code_that_is_too_old_or_of_somebody_else(request_):
    me = requester_of(request_)
    send_work_code(request=request_, address="a@chu-tours.fr", by=me)
    digits = code_in_letter()

    with pytest.raises(PermissionDenied):
        enter_work_code(request=request_, digits=digits, by=requester_of(HousingRequestFactory()))
    WorkCode.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(WrongCodeError):
        enter_work_code(request=request_, digits=digits, by=me)


def test_a_verification_runs_out(request_):
    verify_by_roster(request=request_, by=list_with(request_))
    Verification.objects.update(valid_until=timezone.now() - timedelta(minutes=1))

    assert not is_verified(request_)
