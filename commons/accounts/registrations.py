"""What this app declares, once it starts."""

from commons.accounts.duty_permissions import register_duty_permissions
from commons.accounts.panels import (
    register_on_desk,
    register_on_person,
    two_step_deadline,
    two_step_panels,
    without_second_factor,
)
from commons.accounts.registries import PRIVILEGED_ROLES

# Any right that the admin gives.
PRIVILEGED_ROLES.register(lambda person: person.groups.all())
PRIVILEGED_ROLES.register(lambda person: person.user_permissions.all())
register_duty_permissions(
    *("accounts.ask_two_step_reset", "accounts.withdraw_two_step_reset"),
    *("accounts.reset_two_step", "accounts.begin_two_step_grace", "accounts.end_all_sessions"),
)
register_on_desk(two_step_deadline, waits=without_second_factor)
register_on_person(two_step_panels)
