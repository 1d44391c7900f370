"""What co-hosts announce upwards, inside the transaction. Receivers only write rows."""

from django.dispatch import Signal

co_host_ended = Signal()  # sender=CoHost, co_host: was active, and acts for the host no longer
# sender=CoHost, co_host: active, and answers requests no longer
answering_ended = Signal()
