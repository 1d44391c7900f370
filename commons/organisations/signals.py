"""What organisations announce upwards, inside the transaction. Receivers only write rows."""

from django.dispatch import Signal

mandate_ended = Signal()  # sender=Mandate, mandate
organisation_hidden = Signal()  # sender=Organisation, organisation: by a decision on a report
