"""Where an answer to a mail goes: a package that takes answers says so when it starts."""

from collections.abc import Callable

from commons.notifications.models import Notice
from core.registry import Registry

type AddressProvider = Callable[[Notice], str]

_providers = Registry[AddressProvider]()


def register_answers(provider: AddressProvider) -> None:
    """`provider(notice)` gives an address, or nothing where nobody would read the answer."""
    _providers.register(provider)


def answer_address(notice: Notice) -> str:
    return next((address for provide in _providers if (address := provide(notice))), "")
