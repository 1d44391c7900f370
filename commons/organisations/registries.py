"""What packages above have to show on the page of an organisation: this app knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from commons.accounts.panels import Panel
from commons.organisations.models import Organisation
from core.registry import Registry

type OrganisationPanelProvider = Callable[[Organisation, str], Iterable[Panel]]

_providers = Registry[OrganisationPanelProvider]()


def register_organisation_panels(provider: OrganisationPanelProvider) -> None:
    """A package registers in its `registrations`. `provider(organisation, cursor)` gives what
    everybody may see who may see the organisation; `cursor` is that of a page of its list.
    """
    _providers.register(provider)


def panels_for_organisation(organisation: Organisation, cursor: str) -> list[Panel]:
    return [panel for provide in _providers for panel in provide(organisation, cursor)]
