"""What calendars kept elsewhere announce upwards, inside the transaction."""

from django.dispatch import Signal

foreign_blocks_changed = Signal()  # sender=Unit, unit: nights are taken elsewhere, or free again
