"""What requests announce upwards, inside the transaction, to receivers that only write rows."""

from django.dispatch import Signal

request_changed = Signal()  # sender=Request, request: sent, or in another state than before
agreement_made = Signal()  # sender=Agreement, agreement
