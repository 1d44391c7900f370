"""Who may switch an emergency on, who works in it, and what a link allows."""

from __future__ import annotations

from typing import Any

import rules

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from emergency.enums.people import Side
from emergency.models.activations import Activation, Duty
from emergency.models.incidents import Incident
from emergency.models.intake import Submission
from emergency.models.offers import HousingOffer
from emergency.models.parties import Party
from emergency.models.requests import HousingRequest
from hosting.enums import OfferState

type Asking = Visitor | Party


@rules.predicate
def runs_emergencies(person: Asking, subject: Any = None) -> bool:
    """Somebody of the co-operative, by a permission that the Wagtail admin gives."""
    return person.is_authenticated and person.has_perm("emergency.change_activation")


@rules.predicate
def is_on_duty(person: Asking, subject: Any = None) -> bool:
    """A coordinator of the subject's activation; of a request and its stay within the perimeter."""
    if subject is None or not isinstance(person, User):
        return False
    if (number := _request_in(subject)) is not None:
        mine = HousingRequest.objects.looked_after_by(person)
        return mine.filter(pk=number).exists()
    activation = subject if isinstance(subject, Activation) else subject.activation
    return Duty.objects.on_duty().filter(activation=activation, person=person.pk).exists()


@rules.predicate
def reads_safety(person: Asking, subject: Any = None) -> bool:
    """On duty in this activation, with the right to read reports on safety."""
    if subject is None or not person.is_authenticated:
        return False
    activation = subject if isinstance(subject, Activation) else subject.activation
    duties = Duty.objects.on_duty().filter(sees_safety=True)
    return duties.filter(activation=activation, person=person.pk).exists()


@rules.predicate
def may_know_of_it(person: Asking, incident: Any = None) -> bool:
    """The right to read reports, and this one isn't about themselves."""
    if not isinstance(incident, Incident) or not isinstance(person, User):
        return False
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


@rules.predicate
def bears_its_link(party: Asking, subject: Any = None) -> bool:
    """The link of this very submission, or of the one that the subject came from."""
    if subject is None or not isinstance(party, Party):
        return False
    own = subject.pk if isinstance(subject, Submission) else subject.submission_id
    return bool(party.submission.pk == own)


@rules.predicate
def lends_it(person: Asking, subject: Any = None) -> bool:
    """The host's own account."""
    return subject is not None and person.pk is not None and subject.host_id == person.pk


@rules.predicate
def lent_by_it(person: Asking, submission: Any = None) -> bool:
    """The host's own account, from whose home this slip was made."""
    if submission is None or person.pk is None:
        return False
    return HousingOffer.objects.filter(submission=submission, host=person.pk).exists()


@rules.predicate
def is_its_host(by: Asking, subject: Any = None) -> bool:
    """The host of an ask or of a stay: by their link, or by their account."""
    if subject is None:
        return False
    offer = subject.offer
    if isinstance(by, Party):
        return bool(by.submission.pk == offer.submission_id)
    return by.pk is not None and offer.host_id == by.pk


@rules.predicate
def is_its_requester(by: Asking, subject: Any = None) -> bool:
    """Whoever asked for the roof, by their link."""
    if subject is None or not isinstance(by, Party):
        return False
    return bool(by.submission.pk == subject.request.submission_id)


@rules.predicate
def answers_extension(by: Asking, extension: Any = None) -> bool:
    """The side that was asked for more nights, not the one that asks."""
    if extension is None:
        return False
    if extension.answered_by == Side.HOST:
        return bool(is_its_host(by, extension.placement))
    return bool(is_its_requester(by, extension.placement))


@rules.predicate
def hosts_unit(person: Asking, unit: Any = None) -> bool:
    """The host of a stay that is published and open."""
    if unit is None or person.pk is None:
        return False
    stay = unit.stay
    return bool(stay.host_id == person.pk and stay.live and stay.state == OfferState.OPEN)


@rules.predicate
def promised_it(person: Asking, standby: Any = None) -> bool:
    """The host of the home, whether it is published just now or not."""
    if standby is None or person.pk is None:
        return False
    return bool(standby.unit.stay.host_id == person.pk)


@rules.predicate
def proposed_switch(person: Asking, proposal: Any = None) -> bool:
    """Whoever proposed a change of the switch: somebody else confirms it."""
    return proposal is None or bool(proposal.proposed_by_id == person.pk)


@rules.predicate
def coordinates_its_home(by: Asking, subject: Any = None) -> bool:
    """On duty where the home of a stay is lent: a home belongs to no perimeter."""
    return subject is not None and bool(is_on_duty(by, subject.offer))


def _request_in(subject: Any) -> int | None:
    """Which request the subject is, or is about; a home belongs to no perimeter."""
    if isinstance(subject, HousingRequest):
        return subject.pk
    number: int | None = getattr(subject, "request_id", None)
    return number


rules.add_perm("emergency.plan_activation", rules.is_active & runs_emergencies)
rules.add_perm("emergency.rule_activation", rules.is_active & runs_emergencies)
rules.add_perm(
    "emergency.confirm_switch", rules.is_active & (is_on_duty | runs_emergencies) & ~proposed_switch
)
rules.add_perm("emergency.call_off_switch", rules.is_active & (is_on_duty | runs_emergencies))
rules.add_perm("emergency.settle_switch", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.end_unrenewed", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.name_coordinator", rules.is_active & runs_emergencies)
rules.add_perm("emergency.coordinate", rules.is_active & is_on_duty)
rules.add_perm("emergency.see_desk", rules.is_active & (is_on_duty | runs_emergencies))
rules.add_perm("emergency.take_in", rules.is_active & is_on_duty)
rules.add_perm("emergency.withdraw_request", bears_its_link | (rules.is_active & is_on_duty))
rules.add_perm(
    "emergency.answer_for_offer", bears_its_link | (rules.is_active & (lends_it | is_on_duty))
)
rules.add_perm("emergency.leave_helpers", bears_its_link | (rules.is_active & is_on_duty))
rules.add_perm("emergency.call_hosts_again", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.lend_again", bears_its_link | (rules.is_active & lends_it))
rules.add_perm("emergency.remind_host", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.park_offer", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.end_offer", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.sign_as_host", rules.is_active & is_its_host)
rules.add_perm("emergency.sign_as_requester", is_its_requester)
rules.add_perm("emergency.answer_as_host", rules.is_active & (is_its_host | is_on_duty))
rules.add_perm("emergency.answer_as_requester", rules.is_active & (is_its_requester | is_on_duty))
rules.add_perm(
    "emergency.follow_placement",
    rules.is_active & (is_its_host | is_its_requester | is_on_duty),
)
rules.add_perm("emergency.withdraw_submission", bears_its_link)
rules.add_perm("emergency.describe_entry", rules.is_active & (is_its_host | coordinates_its_home))
rules.add_perm("emergency.remind_of_entry", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.release_messages", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.read_home", is_its_requester)
rules.add_perm("emergency.read_guest", rules.is_active & is_its_host)
rules.add_perm("emergency.expire_ask", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.give_run_up", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.note_missing", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.lend_unit", rules.is_active & has_verified_email & hosts_unit)
rules.add_perm("emergency.raise_alert", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.keep_figures", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.relay", rules.is_active & (is_its_host | is_its_requester | is_on_duty))
rules.add_perm("emergency.tell_of_messages", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.send_text", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.tell_of_end", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.agree_longer", rules.is_active & answers_extension)
rules.add_perm("emergency.refuse_longer", rules.is_active & (answers_extension | is_on_duty))
rules.add_perm("emergency.expire_longer", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.warn_of_appeal", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.ask_how_it_goes", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.tell_incident", bears_its_link | (rules.is_active & is_on_duty))
rules.add_perm("emergency.see_safety", rules.is_active & reads_safety)
rules.add_perm("emergency.handle_incident", rules.is_active & may_know_of_it)
rules.add_perm("emergency.warn_of_incident", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency.purge_activation", rules.is_active & runs_emergencies)
rules.add_perm(
    "emergency.forget_submission", bears_its_link | (rules.is_active & (lent_by_it | is_on_duty))
)
rules.add_perm("emergency.stand_down", rules.is_active & promised_it)
rules.add_perm("emergency.call_standbys", rules.always_deny)  # left to SYSTEM
