"""What accounts announces upwards, inside the transaction of the action."""

from django.dispatch import Signal

person_changed = Signal()  # sender=User, person: languages, names, or whether they may act

superuser_made = Signal()  # sender=User, person: on the server, by `createsuperuser`

account_closed = Signal()
"""`person` goes for good. Sent before names are forgotten, so that others still hear who went.

A receiver ends what waits, as that person, or refuses with a DomainError: then nothing changes.
"""

sessions_ended = Signal()
"""`person` was logged out of other browsers at a press, by a new second factor or by a reset.

Sessions that end by themselves aren't announced.
"""

email_verified = Signal()
"""`person` answered our mail; `was_paused` says whether mails had come back from the address."""

mails_chosen = Signal()  # sender=User, person: how they want to hear of things

account_forgotten = Signal()
"""`person` has no name and no address any more. Sent after all receivers of `account_closed`."""
