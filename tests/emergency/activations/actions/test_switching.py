"""The switch: one proposes, another confirms; alone, a quarter of an hour; an exercise at once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from commons.notifications.presenters import notice_items
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.actions.switching import (
    call_off_switch,
    confirm_switch,
    propose_switch,
    settle_switch,
)
from emergency.activations.errors.activations import (
    NoReopeningError,
    NotReadyError,
    ReviewTooFarError,
    SwitchOverError,
    SwitchPendingError,
)
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.notifications import (
    ACTIVATION_MOVED,
    SWITCH_CALLED_OFF,
    SWITCH_LAPSED,
    SWITCH_PROPOSED,
    notify_coordinators,
)
from emergency.activations.periodic import end_unrenewed, settle_switches
from emergency.activations.selectors.open_emergencies import list_open_emergencies
from emergency.activations.states.switching import SwitchChange, SwitchState
from emergency.housing.notifications import STILL_FREE, mail_bearer
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    in_days,
    switch,
)

pytestmark = pytest.mark.django_db

DECLARE, END = SwitchChange.DECLARE, SwitchChange.END
REOPEN, CLOSE = SwitchChange.REOPEN, SwitchChange.CLOSE
LETTERS = Path(settings.BASE_DIR) / "emergency"


def emergency(duties=2, **traits):
    """With so many people on duty; who may ask is named, so that it can be declared."""
    activation = ActivationFactory(**traits)
    CategoryFactory(activation=activation)
    DutyFactory.create_batch(duties, activation=activation, sees_safety=True)
    return activation


def coordinator(activation):
    return activation.duties.first().person


def state_of(row):
    return type(row).objects.get(pk=row.pk).state


def told(template):
    return {notice.recipient for notice in Notice.objects.filter(template=template)}


def passes(proposal):
    """Its hour has come."""
    SwitchProposal.objects.filter(pk=proposal.pk, expires_at=None).update(
        takes_effect_at=timezone.now() - timedelta(seconds=1)
    )
    SwitchProposal.objects.filter(pk=proposal.pk, takes_effect_at=None).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )


@pytest.mark.parametrize(("change", "traits"), [(DECLARE, {"draft": True}), (END, {})])
def test_propose_switch_asks_the_others_only(ruler, change, traits):
    activation = emergency(**traits)
    before = activation.state

    proposal = propose_switch(activation=activation, change=change, by=ruler)

    assert state_of(activation) == before
    assert (proposal.state, proposal.takes_effect_at) == (SwitchState.OPEN, None)
    assert proposal.expires_at == proposal.proposed_at + timedelta(hours=24)
    assert told(SWITCH_PROPOSED) == {duty.person for duty in activation.duties.all()}
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["switch.proposed"]


def test_propose_switch_notifies_everybody_but_whoever_proposed(ruler):
    activation = emergency()
    DutyFactory(activation=activation, person=ruler)

    propose_switch(activation=activation, change=END, by=ruler)

    assert ruler not in told(SWITCH_PROPOSED)


def test_propose_switch_is_refused_to_whoever_only_coordinates():
    activation = emergency()

    with pytest.raises(PermissionDenied):
        propose_switch(activation=activation, change=END, by=coordinator(activation))

    assert not SwitchProposal.objects.exists()


@pytest.mark.parametrize(
    ("change", "traits"),
    [
        (DECLARE, {}),
        (END, {"draft": True}),
        (REOPEN, {}),
        (CLOSE, {}),
        (DECLARE, {"closed": True}),
        (REOPEN, {"closed": True}),
    ],
)
def test_propose_switch_begins_in_its_own_state(ruler, change, traits):
    with pytest.raises(IllegalTransitionError):
        propose_switch(activation=emergency(**traits), change=change, by=ruler)


def test_propose_switch_leaves_a_proposal_that_waits_alone(ruler):
    activation = emergency()
    propose_switch(activation=activation, change=END, by=ruler)

    with pytest.raises(SwitchPendingError):
        propose_switch(activation=activation, change=END, by=ruler)


def test_propose_switch_takes_the_place_of_one_that_expired(ruler):
    activation = emergency()
    first = propose_switch(activation=activation, change=END, by=ruler)
    passes(first)

    second = propose_switch(activation=activation, change=END, by=ruler)

    assert (state_of(first), second.state) == ("lapsed", "open")


@pytest.mark.parametrize(
    ("change", "traits", "after"),
    [
        pytest.param(DECLARE, {"draft": True}, "active", id="declare"),
        pytest.param(END, {}, "winding_down", id="end"),
        (REOPEN, {"ending": True}, "active"),
        (CLOSE, {"ending": True}, "closed"),
    ],
)
def test_confirm_switch_by_another_makes_the_change(ruler, change, traits, after):
    activation = emergency(**traits)
    second = coordinator(activation)
    proposal = propose_switch(activation=activation, change=change, by=ruler)

    confirm_switch(proposal=proposal, by=second)

    proposal.refresh_from_db()
    assert (state_of(activation), proposal.state) == (after, "done")
    assert proposal.decided_by == second
    events = Event.objects.filter(noun="activation").values_list("person", "new")
    assert list(events) == [(second.pk, after)]
    is_open = after in ("active", "winding_down")
    assert [emergency.takes_requests for emergency in list_open_emergencies()] == [
        after == "active"
    ] * is_open


def test_confirm_switch_is_refused_to_whoever_proposed(ruler):
    activation = emergency()
    DutyFactory(activation=activation, person=ruler)
    proposal = propose_switch(activation=activation, change=END, by=ruler)

    with pytest.raises(PermissionDenied):
        confirm_switch(proposal=proposal, by=ruler)

    assert state_of(activation) == "active"


def test_confirm_switch_is_refused_to_an_account_of_the_same_mailbox(ruler):
    activation = emergency()
    address = ruler.email.replace("@", "+two@")
    second = DutyFactory(activation=activation, person__email=address).person
    proposal = propose_switch(activation=activation, change=END, by=ruler)

    with pytest.raises(PermissionDenied):
        confirm_switch(proposal=proposal, by=second)

    assert state_of(activation) == "active"


@pytest.mark.parametrize("action", [confirm_switch, call_off_switch])
def test_strangers_and_those_off_duty_decide_nothing(ruler, action):
    activation = emergency()
    resting = DutyFactory(activation=activation, ended_at=timezone.now()).person
    proposal = propose_switch(activation=activation, change=END, by=ruler)

    for person in (UserFactory(), resting, DutyFactory().person):
        with pytest.raises(PermissionDenied):
            action(proposal=proposal, by=person)

    assert state_of(proposal) == "open"


def test_confirm_switch_asks_again_whether_everything_is_there(ruler):
    activation = emergency(draft=True)
    proposal = propose_switch(activation=activation, change=DECLARE, by=ruler)
    activation.categories.all().delete()

    with pytest.raises(NotReadyError):
        confirm_switch(proposal=proposal, by=coordinator(activation))

    assert (state_of(activation), state_of(proposal)) == ("draft", "open")


def test_confirm_switch_is_refused_once_it_expired(ruler):
    activation = emergency()
    proposal = propose_switch(activation=activation, change=END, by=ruler)
    passes(proposal)

    with pytest.raises(SwitchOverError):
        confirm_switch(proposal=proposal, by=coordinator(activation))

    assert state_of(activation) == "active"


def test_call_off_switch_changes_nothing_and_tells_the_others(ruler):
    activation = emergency()
    proposal = propose_switch(activation=activation, change=END, by=ruler)

    call_off_switch(proposal=proposal, by=ruler)

    proposal.refresh_from_db()
    assert (state_of(activation), proposal.state) == ("active", "called_off")
    assert told(SWITCH_CALLED_OFF) == {duty.person for duty in activation.duties.all()}
    with pytest.raises(SwitchOverError):
        confirm_switch(proposal=proposal, by=coordinator(activation))


def test_alone_on_duty_it_waits_a_quarter_of_an_hour(ruler):
    activation = emergency(duties=1)

    proposal = propose_switch(activation=activation, change=END, by=ruler)
    settle_switches()

    assert proposal.expires_at is None
    assert proposal.takes_effect_at == proposal.proposed_at + timedelta(minutes=15)
    assert (state_of(activation), state_of(proposal)) == ("active", "open")


def test_alone_on_duty_the_clock_makes_it_once(ruler):
    activation = emergency(duties=1)
    proposal = propose_switch(activation=activation, change=END, by=ruler)
    passes(proposal)

    settle_switches()
    settle_switches()
    settle_switch(proposal=proposal, by=SYSTEM)

    proposal.refresh_from_db()
    assert (state_of(activation), proposal.state) == ("winding_down", "done")
    assert proposal.decided_by is None
    assert Event.objects.filter(noun="activation").count() == 1


def test_alone_on_duty_it_can_be_called_off_in_time(ruler):
    activation = emergency(duties=1)
    proposal = propose_switch(activation=activation, change=END, by=ruler)
    call_off_switch(proposal=proposal, by=coordinator(activation))
    passes(proposal)

    settle_switches()

    assert (state_of(activation), state_of(proposal)) == ("active", "called_off")


def test_settle_switch_lets_lapse_what_no_one_confirmed(ruler):
    activation = emergency()
    proposal = propose_switch(activation=activation, change=END, by=ruler)
    passes(proposal)

    settle_switches()

    assert (state_of(activation), state_of(proposal)) == ("active", "lapsed")
    assert told(SWITCH_LAPSED) == {duty.person for duty in activation.duties.all()}


def test_settle_switch_lets_lapse_what_cant_be_made_any_more(ruler):
    activation = emergency(duties=1, ending=True)
    proposal = propose_switch(activation=activation, change=CLOSE, by=ruler)
    HousingRequestFactory(activation=activation)
    passes(proposal)

    assert settle_switches() == 0

    assert (state_of(activation), state_of(proposal)) == ("winding_down", "lapsed")
    assert told(SWITCH_LAPSED) == {coordinator(activation)}


def test_settle_switch_is_left_to_the_clock(ruler):
    activation = emergency(duties=1)
    proposal = propose_switch(activation=activation, change=END, by=ruler)
    passes(proposal)

    for person in (ruler, coordinator(activation)):
        with pytest.raises(PermissionDenied):
            settle_switch(proposal=proposal, by=person)


def test_a_drill_is_declared_ended_reopened_and_closed_by_one_person(ruler):
    activation = emergency(draft=True, is_drill=True)

    states = []
    for change in (DECLARE, END, REOPEN, END, CLOSE):
        proposal = propose_switch(activation=activation, change=change, by=ruler)
        states.append((proposal.state, state_of(activation)))

    assert states == [
        ("done", "active"),
        ("done", "winding_down"),
        ("done", "active"),
        ("done", "winding_down"),
        ("done", "closed"),
    ]
    assert told(SWITCH_PROPOSED) == set()


def test_reopening_is_possible_for_a_day(ruler):
    activation = emergency(ending=True)
    Activation.objects.update(state_since=timezone.now() - timedelta(hours=24, seconds=1))

    with pytest.raises(NoReopeningError):
        propose_switch(activation=activation, change=REOPEN, by=ruler)


def test_reopening_is_confirmed_within_the_same_day(ruler):
    activation = emergency(ending=True)
    ended = timezone.now() - timedelta(hours=20)
    Activation.objects.update(state_since=ended)

    proposal = propose_switch(activation=activation, change=REOPEN, by=ruler)

    assert proposal.expires_at == ended + timedelta(hours=24)


def test_reopening_after_the_review_needs_a_new_day(ruler):
    activation = emergency(review_on=in_days(-1))
    end_unrenewed()

    with pytest.raises(ReviewTooFarError):
        propose_switch(activation=activation, change=REOPEN, by=ruler)
    with pytest.raises(ReviewTooFarError):
        propose_switch(activation=activation, change=REOPEN, review_on=in_days(31), by=ruler)
    activation = switch(activation, REOPEN, by=ruler, review_on=in_days(7))
    end_unrenewed()

    assert (state_of(activation), activation.review_on) == ("active", in_days(7))


def test_an_emergency_that_the_clock_ends_takes_its_proposal_along(ruler):
    activation = emergency(review_on=in_days(-1))
    proposal = propose_switch(activation=activation, change=END, by=ruler)

    end_unrenewed()

    assert (state_of(activation), state_of(proposal)) == ("winding_down", "lapsed")


@pytest.mark.parametrize(
    "words",
    [
        {"takes_effect_at": None, "expires_at": None},
        {"takes_effect_at": timezone.now(), "expires_at": timezone.now()},
    ],
)
def test_the_database_keeps_no_proposal_without_exactly_one_clock(words, ruler):
    activation = emergency()

    with pytest.raises(IntegrityError), transaction.atomic():
        SwitchProposal.objects.create(activation=activation, change=END, proposed_by=ruler, **words)


def test_the_database_keeps_no_proposal_that_its_author_confirmed(ruler):
    activation = emergency()
    proposal = propose_switch(activation=activation, change=END, by=ruler)

    with pytest.raises(IntegrityError), transaction.atomic():
        SwitchProposal.objects.filter(pk=proposal.pk).update(state="done", decided_by=ruler)


@pytest.mark.parametrize(
    ("change", "traits", "title"),
    [
        pytest.param(
            DECLARE, {"draft": True}, "proposal by Nadia B. to declare the emergency", id="declare"
        ),
        pytest.param(END, {}, "proposal by Nadia B. to end the emergency", id="end"),
        pytest.param(
            REOPEN, {"ending": True}, "proposal by Nadia B. to reopen the emergency", id="reopen"
        ),
        pytest.param(
            CLOSE, {"ending": True}, "proposal by Nadia B. to close the emergency", id="close"
        ),
    ],
)
def test_the_letter_names_the_change_and_who_proposes_it(ruler, change, traits, title):
    type(ruler).objects.filter(pk=ruler.pk).update(display_name="Nadia B.")
    ruler.refresh_from_db()
    activation = emergency(**traits)

    propose_switch(activation=activation, change=change, by=ruler)

    written = render_notice(Notice.objects.filter(template=SWITCH_PROPOSED).first())
    assert written.title == f"Indre-et-Loire: {title}"
    assert "/state/" in written.text


def test_the_letter_of_a_change_that_waits_says_when_it_takes_effect(ruler):
    activation = emergency(duties=1)

    propose_switch(activation=activation, change=END, by=ruler)

    written = render_notice(Notice.objects.get(template=SWITCH_PROPOSED))
    assert "Unless it’s cancelled, the change takes effect on" in written.text


def test_letters_of_a_drill_say_so_ahead_of_their_words(ruler):
    """To whoever coordinates by a notice; to whoever has a link by a letter."""
    activation = emergency(draft=True, is_drill=True)
    propose_switch(activation=activation, change=DECLARE, by=ruler)
    host = HousingOfferFactory(activation=activation)
    mail_bearer(host.submission, host.contact, STILL_FREE)

    notice = render_notice(Notice.objects.filter(template=ACTIVATION_MOVED).first())
    letter = Letter.objects.get()

    assert notice.title == "[Drill] Indre-et-Loire: the emergency is open"
    assert letter.title.startswith("[Drill] ")
    assert all("This is a drill, not a real emergency." in one.text for one in (notice, letter))


def test_every_letter_of_an_emergency_can_say_that_it_is_an_exercise():
    texts = list(LETTERS.glob("*/templates/*/email/*.txt"))

    silent = [
        one.name
        for one in texts
        if not one.read_text().startswith('{% extends "emergency_activations/layouts/mail.txt" %}')
    ]

    assert len(texts) > 40
    assert silent == []


def test_letters_of_an_emergency_speak_of_no_exercise(ruler):
    activation = switch(emergency(draft=True), DECLARE, by=ruler)
    host = HousingOfferFactory(activation=activation)
    mail_bearer(host.submission, host.contact, STILL_FREE)

    notice = render_notice(Notice.objects.filter(template=ACTIVATION_MOVED).first())

    for words in (notice.title, notice.text, Letter.objects.get().title, Letter.objects.get().text):
        assert "drill" not in words.lower()


@pytest.mark.parametrize(
    ("told_state", "state", "title"),
    [
        pytest.param("active", "active", "the emergency is open", id="open"),
        pytest.param("active", "draft", "the emergency is in preparation", id="in-preparation"),
        pytest.param("active", "winding_down", "the emergency was opened", id="open-then-ending"),
        pytest.param("winding_down", "winding_down", "the emergency is ending", id="ending"),
        pytest.param("winding_down", "active", "the emergency was ended", id="ended-then-open"),
        pytest.param("closed", "purged", "the emergency is closed", id="closed"),
    ],
)
def test_old_notices_are_worded_by_the_state_of_today(told_state, state, title):
    activation = emergency(duties=1)
    Activation.objects.update(state=told_state)
    activation.refresh_from_db()
    notify_coordinators(activation, ACTIVATION_MOVED)
    Activation.objects.update(state=state)

    told_now = notice_items(list(Notice.objects.all()))

    assert [one.title for one in told_now] == [f"Indre-et-Loire: {title}"]
