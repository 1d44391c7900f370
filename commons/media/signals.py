"""What happened to a photograph. Sent inside the transaction: whoever listens only writes rows."""

from typing import Final

from django.dispatch import Signal

photo_rerendered: Final = Signal()  # photo=: covered, blurred or given back, under other addresses
