"""Who left a telephone and no e-mail is told by a text message, or rung by a person."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from commons.mail.models import Letter
from core.permissions import SYSTEM
from emergency.activations.models.activations import Duty
from emergency.housing import notifications
from emergency.housing.actions.intake import RECEIPTS_A_DAY
from emergency.housing.actions.proposals import ask_host
from emergency.housing.actions.texts import MOST_TRIES, mark_informed, send_text
from emergency.housing.errors.texts import NoGatewayError, NumberRefusedError
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.texts import Text
from emergency.housing.periodic import send_texts
from emergency.housing.text_gateways import require_texted_country, text_gateway
from emergency.intake.actions.submissions import process_submission, receive_submission
from emergency.intake.models.contacts import Contact
from emergency.retention.actions.erasure import forget_submission
from tests.emergency.gateway_of_texts import GatewayOfTexts
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingRequestFactory,
    asked,
    in_days,
    nights_in,
    offered,
    pair,
    requester_of,
    roof_words,
)

pytestmark = pytest.mark.django_db
PHONE = "+33612345611"


@pytest.fixture
def gateway(settings):
    settings.EMERGENCY_TEXTS = "tests.emergency.gateway_of_texts.GatewayOfTexts"
    GatewayOfTexts.sent, GatewayOfTexts.is_down = {}, False
    return GatewayOfTexts


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def desk(client, activation):
    client.force_login(DutyFactory(activation=activation).person)
    return client


def comes_in(activation, **changes):
    """Through the door, as the clock takes it in."""
    work = HospitalFactory()
    words = roof_words(
        activation, None, **{"email": "", "phone": PHONE, "hospital": work.pk} | changes
    )
    key = words.pop("key")
    slip = receive_submission(
        activation=activation, intake_type="roof", words=words, key=key, language="fr"
    )
    return process_submission(submission=slip, by=SYSTEM)


def needs_a_word(activation, **changes):
    """Something they have to be told, and no gateway that would."""
    slip = comes_in(activation, **changes)
    request = HousingRequest.objects.get(submission=slip)
    nights = {"check_in": "2027-05-03", "check_out": "2027-05-06"}
    notifications.mail_bearer(slip, request.contact, notifications.HOME_OFFERED, **nights)
    return slip


def calls(activation):
    return reverse("emergency:calls", args=[activation.address])


def told_url(text):
    return reverse("emergency:text-informed", args=[text.activation.address, text.public_id])


def test_who_left_a_telephone_alone_gets_words_and_link_there(gateway, activation):
    slip = comes_in(activation)
    assert gateway.sent == {}

    send_texts()
    send_texts()

    [(number, words)] = gateway.sent.values()
    assert number == PHONE
    assert words.startswith(
        f"Hirondelle\u00a0: Nous avons reçu votre formulaire\u00a0: {slip.reference} http"
    )
    assert words.endswith(f"/fr/s/urgence/{slip.token}/")
    assert Text.objects.get().state == "sent"
    assert not Letter.objects.exists()


def test_who_left_an_address_gets_a_letter_and_no_text(gateway, activation):
    comes_in(activation, email="camille@example.org")

    assert Letter.objects.count() == 1
    assert not Text.objects.exists()


def test_a_helper_is_told_on_the_page_and_not_by_text(gateway, activation):
    words = {"name": "Alex", "phone": PHONE, "skills": ["call"]}
    slip = receive_submission(
        activation=activation, intake_type="help", words=words, key=uuid4(), language="fr"
    )
    process_submission(submission=slip, by=SYSTEM)

    assert not Text.objects.exists()


def test_no_number_leaves_where_no_gateway_is_connected(activation):
    with pytest.raises(NoGatewayError):
        text_gateway().send(number=PHONE, words="x", key="y")

    needs_a_word(activation)

    text = Text.objects.get()
    assert (text.state, text.why_not) == ("refused", "NoGatewayError")
    with translation.override("fr"):
        assert text.refusal == (
            "Ce site ne peut pas encore envoyer de SMS. Appelez plutôt la personne."
        )


def test_nobody_is_rung_for_a_receipt_that_their_page_showed(activation):
    comes_in(activation)

    assert not Text.objects.exists()


def test_a_gateway_that_was_taken_away_refuses_what_still_waits(gateway, activation, settings):
    comes_in(activation)
    settings.EMERGENCY_TEXTS = ""

    send_texts()

    assert Text.objects.get().state == "refused"


def test_nobody_is_woken_by_a_text(gateway):
    noon = timezone.now().replace(hour=12, minute=0)
    night = ActivationFactory(quiet_from="21:00", quiet_until="08:00")
    with time_machine.travel(noon.replace(hour=23), tick=False):
        night.refresh_from_db()
        comes_in(night, check_in=in_days(3).isoformat(), check_out=in_days(9).isoformat())
        send_texts()
        assert gateway.sent == {}
    with time_machine.travel(noon + timedelta(days=1), tick=False):
        send_texts()

    assert len(gateway.sent) == 1


def test_what_came_due_at_night_waits_too(gateway):
    night = ActivationFactory(quiet_from="21:00", quiet_until="08:00")
    night.refresh_from_db()
    noon = timezone.now().replace(hour=12, minute=0)
    with time_machine.travel(noon, tick=False):
        comes_in(night)
    with time_machine.travel(noon.replace(hour=23), tick=False):
        send_texts()

        text = Text.objects.get()
        assert (text.state, text.leaves_at > timezone.now()) == ("waiting", True)


def test_a_host_is_woken_for_somebody_who_sleeps_outside_tonight(gateway):
    night = ActivationFactory(quiet_from="00:00", quiet_until="23:59")
    night.refresh_from_db()
    request, offer, by = pair(activation=night, check_in=in_days(0))
    Contact.objects.filter(housing_offer=offer).update(email="")
    offer.refresh_from_db()

    ask_host(request=request, offer=offer, by=by)
    send_texts()

    [(number, words)] = gateway.sent.values()
    assert number == offer.contact.phone
    assert "Someone needs your home" in words
    assert not any(told in words for told in (str(request.hospital), request.category.name))


def test_what_the_gateway_does_not_take_is_rung_at_once(gateway, activation):
    comes_in(activation, phone="+32470123456")

    send_texts()

    text = Text.objects.get()
    assert (text.state, text.tries) == ("refused", 1)
    assert "can’t be sent to this number" in text.refusal


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+14155550101", "numbers in this country"),
        ("+262692123456", "numbers in this country"),  # Réunion, until somebody names it
        ("+881612345678", "numbers in this country"),  # by satellite
        ("+33899123456", "can’t be sent to this number"),  # a premium line
    ],
    ids=["abroad", "overseas", "satellite", "premium"],
)
def test_no_text_goes_where_somebody_would_earn_by_it(gateway, activation, number, words):
    comes_in(activation)
    Contact.objects.update(phone=number)

    send_texts()

    text = Text.objects.get()
    assert (text.state, text.tries, gateway.sent) == ("refused", 1, {})
    assert words in text.refusal


def test_a_country_that_the_settings_name_is_texted(gateway, activation, settings):
    settings.EMERGENCY_TEXT_COUNTRIES = ["RE"]
    comes_in(activation)
    Contact.objects.update(phone="+262692123456")

    send_texts()

    assert len(gateway.sent) == 1


def test_what_is_no_number_is_refused(activation):
    with pytest.raises(NumberRefusedError):
        require_texted_country("none")


def test_a_gateway_that_is_down_is_tried_again_and_then_left(gateway, activation):
    comes_in(activation)
    gateway.is_down = True
    moment = timezone.now()

    for number in range(MOST_TRIES):
        assert Text.objects.get().state == "waiting"
        moment += timedelta(minutes=10)
        with time_machine.travel(moment, tick=False):
            send_texts()
        assert Text.objects.get().tries == number + 1

    assert Text.objects.get().state == "refused"
    gateway.is_down = False
    with time_machine.travel(moment + timedelta(days=1)):
        send_texts()
    assert gateway.sent == {}


def test_who_was_forgotten_meanwhile_gets_nothing(gateway):
    request = HousingRequestFactory(state="withdrawn", next_action_at=None)
    text = Text.objects.create(
        activation=request.activation, submission=request.submission, title="Received"
    )
    forget_submission(submission=request.submission, by=requester_of(request))

    assert not Text.objects.exists()
    text.pk = None
    text.save()
    send_texts()
    assert (Text.objects.get().state, gateway.sent) == ("refused", {})


def test_many_requests_of_one_telephone_are_not_buried_in_receipts(gateway, activation):
    for number in range(RECEIPTS_A_DAY + 3):
        comes_in(activation, words=f"{number}")

    assert Text.objects.count() == RECEIPTS_A_DAY
    comes_in(activation, phone="+33612345699")
    assert Text.objects.count() == RECEIPTS_A_DAY + 1


def test_both_sides_hear_by_text_and_nothing_of_each_other(gateway):
    proposal = asked()
    Contact.objects.update(email="")
    offered()

    for text in Text.objects.all():
        nights = nights_in(proposal)
        assert text.title in {
            f"We have a home for you: {nights}",
            f"Someone needs your home: {nights}",
        }
    assert proposal.activation.texts.count() == 0


def test_send_text_is_left_to_the_clock(gateway, activation):
    comes_in(activation)

    for by in (UserFactory(), DutyFactory(activation=activation).person):
        with pytest.raises(PermissionDenied):
            send_text(text=Text.objects.get(), by=by)


def test_the_list_to_ring_says_whom_and_what_and_shows_no_number(desk, activation):
    slip = needs_a_word(activation)

    page = desk.get(calls(activation))

    [row] = page.context["board"].unreached
    assert (row.reference, row.number) == (slip.reference, 1)
    assert row.url in page.text
    assert PHONE[3:] not in page.text
    assert slip.token not in page.text


def test_one_line_a_person_and_one_press_when_they_know(desk, activation):
    slip = needs_a_word(activation)
    Text.objects.create(activation=activation, submission=slip, title="Agreed", state="refused")

    [row] = desk.get(calls(activation)).context["board"].unreached
    desk.post(told_url(row.text))

    assert (row.text.title, row.number) == ("Agreed", 2)
    assert set(Text.objects.values_list("state", flat=True)) == {"told"}
    assert desk.get(calls(activation)).context["board"].unreached == []
    assert desk.post(told_url(row.text)).status_code == 404  # pressed twice


def test_another_perimeter_is_neither_shown_nor_told(desk, activation):
    needs_a_word(activation)
    Duty.objects.get().hospitals.set([HospitalFactory()])
    text = Text.objects.get()

    assert desk.get(calls(activation)).context["board"].unreached == []
    assert desk.post(told_url(text)).status_code == 404
    with pytest.raises(PermissionDenied):
        mark_informed(text=text, by=Duty.objects.get().person)
    for by in (UserFactory(), DutyFactory().person):
        with pytest.raises(PermissionDenied):
            mark_informed(text=text, by=by)


def test_the_list_asks_as_often_for_ten_as_for_one(desk, activation, count_queries):
    needs_a_word(activation)
    desk.get(calls(activation))
    few = count_queries(lambda: desk.get(calls(activation)))
    for number in range(9):
        needs_a_word(activation, phone=f"+3361234570{number}")

    assert count_queries(lambda: desk.get(calls(activation))) == few
    assert HousingRequest.objects.count() == 10


def test_the_database_keeps_nothing_told_by_nobody(activation):
    needs_a_word(activation)

    with pytest.raises(IntegrityError), transaction.atomic():
        Text.objects.update(state="told")
