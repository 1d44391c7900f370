"""What trips announce upwards, inside the transaction of the action."""

from django.dispatch import Signal

member_left_trip = Signal()  # sender=TripMember, member: whose seat is given back or taken away

trip_called_off = Signal()  # sender=Trip, trip: just cancelled or deleted

trip_forgotten = Signal()
"""`trip` is about to be erased with everything in it. A receiver promises that its files go too."""
