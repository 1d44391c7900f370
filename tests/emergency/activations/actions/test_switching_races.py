"""Two people at the switch at the same moment: one has it, the other reads why, nothing is lost."""

import pytest

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from emergency.activations.actions.switching import (
    call_off_switch,
    confirm_switch,
    propose_switch,
    settle_switch,
)
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.notifications import ACTIVATION_MOVED
from emergency.activations.states.switching import SwitchChange
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, CategoryFactory, DutyFactory, in_days
from tests.rivals import outcomes_at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

END, REOPEN = SwitchChange.END, SwitchChange.REOPEN


def emergency(duties=3, **traits):
    activation = ActivationFactory(**traits)
    CategoryFactory(activation=activation)
    duties = DutyFactory.create_batch(duties, activation=activation, sees_safety=True)
    return activation, [duty.person for duty in duties]


def rulers(number):
    return UserFactory.create_batch(number, is_superuser=True)


def steps():
    return Event.objects.filter(noun="activation").count()


def test_two_who_confirm_at_once_end_it_once():
    activation, (first, second, _third) = emergency()
    proposal = propose_switch(activation=activation, change=END, by=rulers(1)[0])

    said = outcomes_at_once(
        lambda: confirm_switch(proposal=proposal, by=first),
        lambda: confirm_switch(proposal=proposal, by=second),
    )

    assert sorted(said) == ["SwitchOverError", "done"]
    assert (Activation.objects.get().state, steps()) == ("winding_down", 1)
    assert Notice.objects.filter(template=ACTIVATION_MOVED).count() == 3
    proposal.refresh_from_db()
    assert proposal.decided_by == (first if said[0] == "done" else second)


def test_confirmed_and_called_off_at_once_is_one_of_both():
    activation, (first, second, _third) = emergency()
    proposal = propose_switch(activation=activation, change=END, by=rulers(1)[0])

    said = outcomes_at_once(
        lambda: confirm_switch(proposal=proposal, by=first),
        lambda: call_off_switch(proposal=proposal, by=second),
    )

    assert sorted(said) == ["SwitchOverError", "done"]
    is_ended = said[0] == "done"
    assert Activation.objects.get().state == ("winding_down" if is_ended else "active")
    assert SwitchProposal.objects.get().state == ("done" if is_ended else "called_off")


def test_two_who_propose_at_once_leave_one_proposal():
    activation, _people = emergency()

    said = outcomes_at_once(
        *(
            lambda one=one: propose_switch(activation=activation, change=END, by=one)
            for one in rulers(2)
        )
    )

    assert sorted(said) == ["SwitchPendingError", "done"]
    assert SwitchProposal.objects.open().count() == 1


def test_a_drill_ended_and_reopened_at_once_takes_one_step_after_the_other():
    """Of a drill each is made at once: to reopen is refused before it ended, or follows it."""
    activation, _people = emergency(is_drill=True, review_on=in_days(9))
    one, other = rulers(2)

    said = outcomes_at_once(
        lambda: propose_switch(activation=activation, change=END, by=one),
        lambda: propose_switch(activation=activation, change=REOPEN, by=other),
    )

    state = Activation.objects.get().state
    assert (said, state, steps()) in [
        (["done", "IllegalTransitionError"], "winding_down", 1),
        (["done", "done"], "active", 2),
    ]


def test_reopened_and_closed_at_once_is_one_of_both():
    activation, (first, _second, _third) = emergency(ending=True)
    one, other = rulers(2)

    said = outcomes_at_once(
        lambda: propose_switch(activation=activation, change=REOPEN, by=one),
        lambda: propose_switch(activation=activation, change=SwitchChange.CLOSE, by=other),
    )
    confirm_switch(proposal=SwitchProposal.objects.open().get(), by=first)

    assert sorted(said) == ["SwitchPendingError", "done"]
    assert Activation.objects.get().state == ("active" if said[0] == "done" else "closed")
    assert AuditEntry.objects.filter(verb="switch.done").count() == 1


def test_four_clocks_make_a_change_once():
    activation, _people = emergency(duties=1)
    proposal = propose_switch(activation=activation, change=END, by=rulers(1)[0])
    SwitchProposal.objects.update(takes_effect_at=proposal.proposed_at)

    said = outcomes_at_once(
        *(lambda: settle_switch(proposal=proposal, by=SYSTEM) for _ in range(4))
    )

    assert said == ["done"] * 4
    assert (Activation.objects.get().state, steps()) == ("winding_down", 1)


def test_called_off_while_the_clock_makes_it_is_one_of_both():
    activation, (alone,) = emergency(duties=1)
    proposal = propose_switch(activation=activation, change=END, by=rulers(1)[0])
    SwitchProposal.objects.update(takes_effect_at=proposal.proposed_at)

    said = outcomes_at_once(
        lambda: call_off_switch(proposal=proposal, by=alone),
        lambda: settle_switch(proposal=proposal, by=SYSTEM),
    )

    is_called_off = said[0] == "done"
    assert said[0] in ("done", "SwitchOverError")
    assert Activation.objects.get().state == ("active" if is_called_off else "winding_down")
    assert steps() == (0 if is_called_off else 1)
