"""What accounts announces upwards, inside the transaction of the deed."""

from django.dispatch import Signal

person_changed = Signal()  # sender=User, person: languages, names, or whether they may act

account_closed = Signal()
"""`person` goes for good. Sent before names are forgotten, so that others still hear who went.

A receiver ends what waits, as that person, or refuses with a DomainError: then nothing changes.
"""
