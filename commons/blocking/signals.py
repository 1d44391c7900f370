"""What this app announces upwards, inside the transaction of the action."""

from django.dispatch import Signal

person_blocked = Signal()
"""`blocker` and `blocked`. A receiver ends what is open between the two, as the blocker."""
