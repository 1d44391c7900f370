"""What calendars announce upwards, inside the transaction, to receivers that only write rows."""

from django.dispatch import Signal

calendar_changed = Signal()  # sender=Unit, unit: nights were opened, closed, held or freed
seats_changed = Signal()  # sender=Session, session: seats were taken or given back
