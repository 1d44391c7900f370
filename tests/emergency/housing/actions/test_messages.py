"""Words through the coordination: no name, no number, a measure, and nobody woken."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.mail.models import Letter
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.models.activations import Activation
from emergency.housing.actions.messages import (
    keep_back,
    notify_of_messages,
    pass_on,
    release_messages,
    write_message,
)
from emergency.housing.actions.placements import accept_as_requester, call_off
from emergency.housing.errors.messages import (
    ConversationOverError,
    NothingToSayError,
    TooManyDeskMessagesError,
    TooManyMessagesError,
    WouldTellError,
)
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.periodic import notify_of_all_messages, release_all_messages
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    host_of,
    in_days,
    offered,
    placed,
    requester_of,
)
from tests.quotas import limit

pytestmark = pytest.mark.django_db


def write(proposal, body="When may I come?", by=None):
    by = by or requester_of(proposal.request)
    return write_message(proposal=proposal, body=body, key=uuid4(), by=by)


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def test_a_held_message_passes_with_the_second_signature():
    proposal = offered(check_in=in_days(0))
    message = write(proposal, body="06 12 34 56 78")
    assert message.state == "held"

    by = requester_of(proposal.request)
    accept_as_requester(proposal=proposal, full_name="Camille Canary", by=by)

    assert RelayMessage.objects.get().state == "sent"


@pytest.mark.parametrize("side", ["requester", "host", "coordinator"])
def test_each_side_writes_from_the_hosts_yes_on(side):
    proposal = offered()
    by = {
        "requester": requester_of(proposal.request),
        "host": host_of(proposal.offer),
        "coordinator": on_duty(proposal),
    }[side]

    message = write(proposal, by=by)

    assert (message.side, message.state) == (side, "sent")


def test_nobody_else_writes():
    proposal = offered()

    strangers = [
        UserFactory(),
        requester_of(HousingRequestFactory()),
        host_of(HousingOfferFactory()),
    ]
    for by in strangers:
        with pytest.raises(PermissionDenied):
            write(proposal, by=by)


def test_a_host_with_an_account_writes_as_the_host():
    proposal = offered()
    proposal.offer.host = UserFactory()
    proposal.offer.save()

    assert write(proposal, by=proposal.offer.host).side == "host"


def test_nothing_passes_before_the_hosts_yes_or_after_the_end():
    with pytest.raises(ConversationOverError):
        write(asked())
    placement = placed()
    write(placement.proposal)
    call_off(placement=placement, reason="Ill", by=requester_of(placement.request))

    with pytest.raises(ConversationOverError):
        write(placement.proposal)


def test_the_same_press_twice_is_one_message():
    proposal, key = offered(), uuid4()
    by = requester_of(proposal.request)

    for _ in range(2):
        write_message(proposal=proposal, body="Hello", key=key, by=by)

    assert RelayMessage.objects.count() == 1


@pytest.mark.parametrize("body", ["", "   \r\n ", "\x00"])
def test_an_empty_message_is_refused(body):
    with pytest.raises(NothingToSayError):
        write(offered(), body=body)


def test_a_day_has_a_measure_for_each_side(settings):
    limit(settings, emergency_messages=2)
    proposal = offered()
    write(proposal)
    write(proposal, body="06 12 34 56 78")

    with pytest.raises(TooManyMessagesError, match="call us"):
        write(proposal)
    write(proposal, by=host_of(proposal.offer))
    RelayMessage.objects.update(at=timezone.now() - timedelta(hours=23))
    with pytest.raises(TooManyMessagesError):
        write(proposal)
    RelayMessage.objects.update(at=timezone.now() - timedelta(hours=25))
    write(proposal)


def test_a_coordinator_who_wrote_too_often_is_told_to_call_the_person(settings):
    limit(settings, emergency_messages=1)
    proposal = offered()
    by = DutyFactory(activation=proposal.activation).person
    write(proposal, by=by)

    with pytest.raises(TooManyDeskMessagesError, match="call the person"):
        write(proposal, by=by)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param("06 12 34 56 78", ["phone"], id="telephone"),
        pytest.param("It’s Camille", ["name"], id="name"),
        pytest.param("Dominique, come to 12 rue des Lilas", ["address", "name"], id="street"),
    ],
)
def test_what_comes_too_early_is_held_back_with_the_reason(body, why):
    message = write(offered(), body=body)

    assert (message.state, message.held_for) == ("held", why)


def test_a_coordinator_is_told_instead():
    proposal = offered()

    with pytest.raises(WouldTellError) as refused:
        write(proposal, body="Call 06 12 34 56 78", by=on_duty(proposal))

    assert "a phone number" in str(refused.value)
    assert not RelayMessage.objects.exists()


@pytest.mark.parametrize(("action", "state"), [(pass_on, "sent"), (keep_back, "dropped")])
def test_a_held_message_is_decided_once(action, state):
    message = write(offered(), body="Dominique is a fine name")
    by = on_duty(message)

    for stranger in (UserFactory(), requester_of(message.proposal.request)):
        with pytest.raises(PermissionDenied):
            action(message=message, by=stranger)
    assert action(message=message, by=by).state == state
    with pytest.raises(IllegalTransitionError):
        action(message=message, by=by)


def test_one_letter_for_many_words_and_only_to_the_other_side():
    proposal = offered()
    Letter.objects.all().delete()
    for _ in range(3):
        write(proposal)
    write(proposal, body="06 12 34 56 78")

    notify_of_all_messages()
    notify_of_all_messages()

    letters = Letter.objects.filter(title__startswith="New message from ")
    assert [letter.address for letter in letters] == [proposal.offer.contact.email]
    assert not [letter for letter in letters if "When may I come" in letter.text]


def test_nobody_is_woken_by_a_message():
    proposal = offered()
    write(proposal)
    Activation.objects.update(quiet_from=time(0), quiet_until=time.max)

    notify_of_all_messages()

    assert not Letter.objects.filter(title__startswith="New message from ").exists()
    assert RelayMessage.objects.not_notified().count() == 1


def test_telling_of_messages_is_left_to_the_clock():
    proposal = offered()

    with pytest.raises(PermissionDenied):
        notify_of_messages(proposal=proposal, by=on_duty(proposal))
    assert notify_of_messages(proposal=proposal, by=SYSTEM) == 0


@pytest.mark.parametrize(
    ("body", "starts", "held_for"),
    [
        pytest.param("It’s Dominique, 3 rue du Cher", 9, [], id="its-dominique-3-rue-du"),
        pytest.param("Call me: 06 12 34 56 78", 9, ["phone"], id="call-me-06-12-34-56-78"),
        pytest.param(
            "Dominique, call me: 06 12 34 56 78", 9, ["phone"], id="dominique-call-me-06-12"
        ),
        pytest.param("Call me: 06 12 34 56 78", 1, [], id="call-me-06-12-34-56-78-1"),
        pytest.param(
            "dominique@example.org, https://example.org", 1, [], id="dominique-example-org"
        ),
    ],
)
def test_what_both_are_shown_anyway_is_not_held(body, starts, held_for):
    proposal = placed(check_in=in_days(starts)).proposal

    message = write(proposal, body=body, by=host_of(proposal.offer))

    assert (message.state, message.held_for) == ("held" if held_for else "sent", held_for)


def test_what_was_held_back_is_passed_on_once_its_rung_is_reached():
    proposal = offered(check_in=in_days(9), check_out=in_days(12))
    host, guest = host_of(proposal.offer), requester_of(proposal.request)
    name, phone = (write(proposal, body=body, by=host) for body in ("Dominique", "06 12 34 56 78"))
    kept = write(proposal, body="06 12 34 56 79", by=host)
    keep_back(message=kept, by=on_duty(proposal))

    release_all_messages()
    assert states(name, phone, kept) == ["held", "held", "dropped"]
    proposal.refresh_from_db()
    accept_as_requester(proposal=proposal, full_name="Camille Canary", by=guest)
    release_all_messages()
    assert states(name, phone, kept) == ["sent", "held", "dropped"]
    Placement.objects.update(check_in=in_days(1))
    release_all_messages()

    assert states(name, phone, kept) == ["sent", "sent", "dropped"]
    assert RelayMessage.objects.not_notified().count() == 2


def test_what_was_held_back_stays_so_after_the_end():
    placement = placed(check_in=in_days(9), check_out=in_days(12))
    message = write(placement.proposal, body="06 12 34 56 78", by=host_of(placement.offer))
    call_off(placement=placement, reason="Ill", by=requester_of(placement.request))
    Placement.objects.update(check_in=in_days(0))

    release_messages(proposal=Proposal.objects.get(), by=SYSTEM)

    assert states(message) == ["held"]


def test_release_messages_is_left_to_the_clock():
    proposal = placed().proposal

    for by in (on_duty(proposal), host_of(proposal.offer), requester_of(proposal.request)):
        with pytest.raises(PermissionDenied):
            release_messages(proposal=proposal, by=by)


def states(*messages):
    rows = dict(RelayMessage.objects.values_list("pk", "state"))
    return [rows[message.pk] for message in messages]


@pytest.mark.parametrize(
    ("make", "writer", "titles"),
    [
        pytest.param(offered, "requester", ["the person who needs your home"], id="asking"),
        pytest.param(offered, "host", ["the host who’s offering you a home"], id="offering"),
        pytest.param(placed, "requester", ["your guest"], id="guest"),
        pytest.param(placed, "host", ["your host"], id="host"),
        pytest.param(placed, "coordinator", ["the coordinators"] * 2, id="coordinators"),
    ],
)
def test_a_letter_about_a_message_says_who_wrote_it(make, writer, titles):
    row = make()
    proposal = row if make is offered else row.proposal
    people = {"requester": requester_of(proposal.request), "host": host_of(proposal.offer)}
    Letter.objects.all().delete()

    write(proposal, body="Thank you.", by=people.get(writer) or on_duty(proposal))
    notify_of_all_messages()

    letters = Letter.objects.values_list("title", flat=True)
    assert [one.rpartition(": ")[0] for one in letters] == [
        f"New message from {who}" for who in titles
    ]
