"""What accounts announces upwards, inside the transaction of the action."""

from django.dispatch import Signal

person_changed = Signal()  # sender=User, person: languages, names, or whether they may act

account_closed = Signal()
"""`person` goes for good. Sent before names are forgotten, so that others still hear who went.

A receiver ends what waits, as that person, or refuses with a DomainError: then nothing changes.
"""

email_verified = Signal()
"""`person` answered our mail; `was_paused` says whether mails had come back from the address."""

account_forgotten = Signal()
"""`person` has no name and no address any more. Sent after all receivers of `account_closed`."""
