"""A person leaves for good: others take over, and the places that they lent are taken back."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.states import IllegalTransitionError
from emergency.activations.actions.duties import require_other_reader
from emergency.activations.errors.activations import LastCoordinatorsError
from emergency.activations.models.activations import Duty
from emergency.activations.selectors.switching import MINIMUM_COORDINATORS
from emergency.housing.actions.offers import withdraw_offer
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.retention.actions.erasure import forget_submission
from emergency.retention.errors import StillNeededError
from emergency.safety.actions.incidents import call_colleagues
from emergency.standby.models import Standby


@transaction.atomic
def close_account_data(person: User) -> None:
    """Raises LastCoordinatorsError, LastReaderError: an emergency that runs keeps its people."""
    for duty in Duty.objects.named().filter(person=person).select_related("activation"):
        others = duty.activation.duties.on_duty().exclude(pk=duty.pk).count()
        is_counted = duty.activation.is_public and not duty.waits_for_another
        if is_counted and others < MINIMUM_COORDINATORS:
            raise LastCoordinatorsError
        require_other_reader(duty.activation, person)
        duty.ended_at = timezone.now()
        duty.save(update_fields=["ended_at"])
        call_colleagues(person, duty.activation)
        audit.record(person, "activation.coordinator_left", duty.activation, person=person.pk)
    HousingRequest.objects.filter(owner=person).update(owner=None)
    Standby.objects.of_host(person.pk).delete()
    offers = HousingOffer.objects.filter(host=person)
    for offer in offers.select_related("activation", "submission"):
        with suppress(IllegalTransitionError):  # it was over already
            withdraw_offer(offer=offer, by=person)
        with suppress(StillNeededError):  # somebody lives there: forgotten with the emergency
            forget_submission(submission=offer.submission, by=person)
