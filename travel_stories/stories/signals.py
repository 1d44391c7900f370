"""What stories announce upwards, inside the transaction of the action."""

from django.dispatch import Signal

story_forgotten = Signal()
"""`story` is about to be erased with everything in it. A receiver promises that files go too."""
