"""What happens to a submission, sent within the transaction."""

from django.dispatch import Signal

submission_processed = Signal()  # submission, contact
