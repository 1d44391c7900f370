"""What is announced inside the transaction of a change."""

from django.dispatch import Signal

change_recorded = Signal()  # sender=the class of the root, root: the locked row
