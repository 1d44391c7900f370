"""Who may read a notice."""

import rules

from commons.accounts.permissions import Visitor
from commons.notifications.models import Notice


@rules.predicate
def is_recipient(person: Visitor, notice: Notice | None) -> bool:
    return notice is not None and person.pk == notice.recipient_id


rules.add_perm("notifications.read_notice", rules.is_active & is_recipient)
