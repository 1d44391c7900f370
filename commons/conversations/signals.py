"""What conversations announce upwards, inside the transaction."""

from django.dispatch import Signal

message_posted = Signal()  # sender=Message, message: in a thread that is open already
