"""What this app declares to the apps below it, once it starts."""

from commons.accounts.panels import register_on_person
from commons.blocking.panels import contact_panels

register_on_person(contact_panels)
