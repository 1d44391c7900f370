"""What accounts announces upwards, inside the transaction of the deed."""

from django.dispatch import Signal

account_closed = Signal()  # person: whoever holds something of theirs lets go of it now
