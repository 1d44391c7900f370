"""What happens to an emergency, sent within the transaction."""

from django.dispatch import Signal

activation_reopened = Signal()  # activation
duty_changed = Signal()  # duty: it began, or has other places of work now
duty_ended = Signal()  # duty
