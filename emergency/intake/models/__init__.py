"""Tables and their querysets."""

from emergency.intake.models import (
    contacts,  # noqa: F401
    parties,  # noqa: F401
    submissions,  # noqa: F401
)
