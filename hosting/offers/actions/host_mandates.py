"""Who speaks for the organisation that makes an offer: its host, by a mandate that runs.

Callers have locked the organisation where a mandate must not end meanwhile.
"""

from commons.accounts.models import User
from commons.organisations.errors import MandateEndedError, OrganisationHiddenError
from commons.organisations.models import Organisation
from commons.organisations.rules import acts_for
from hosting.offers.errors import HostMandateEndedError
from hosting.offers.models.offers import Offer


def require_host_mandate(offer: Offer) -> None:
    """Of an organisation's offer: its host still acts for it, and it isn't hidden.

    Raises HostMandateEndedError or OrganisationHiddenError.
    """
    if offer.on_behalf_of is not None:
        require_speaker(offer.on_behalf_of, offer.host)
        require_shown(offer.on_behalf_of)


def require_speaker(organisation: Organisation, host: User) -> None:
    """Whoever presses reads who speaks for it no longer. Raises HostMandateEndedError."""
    if not acts_for(host, organisation):
        raise HostMandateEndedError(name=host.display_name, organisation=organisation.name)


def require_mandate(organisation: Organisation, by: User) -> None:
    """Of who presses. Raises MandateEndedError or OrganisationHiddenError."""
    if not acts_for(by, organisation):
        raise MandateEndedError(organisation=organisation.name)
    require_shown(organisation)


def require_shown(organisation: Organisation) -> None:
    """As it is behind the lock, whatever was read before. Raises OrganisationHiddenError."""
    if not Organisation.objects.shown().filter(pk=organisation.pk).exists():
        raise OrganisationHiddenError
