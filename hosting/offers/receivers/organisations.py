"""Signal handlers of offers: they follow the mandates of their hosts."""

from typing import Any

from django.dispatch import receiver

from commons.organisations.models import Mandate, Organisation
from commons.organisations.signals import mandate_ended, organisation_hidden
from hosting.offers.actions.organisations import pause_left_offers


@receiver(mandate_ended, dispatch_uid="hosting.pause_left_offers")
def pause_offers_of_mandate(sender: type, mandate: Mandate, **kwargs: Any) -> None:
    pause_left_offers(mandate.organisation_id, host=mandate.person)


@receiver(organisation_hidden, dispatch_uid="hosting.pause_offers_of_hidden")
def pause_offers_of_hidden(sender: type, organisation: Organisation, **kwargs: Any) -> None:
    pause_left_offers(organisation)
