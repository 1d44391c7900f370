"""Who may turn on, change and remove the notifications of a browser: its person."""

import rules

from commons.accounts.permissions import Visitor
from commons.push_messages.models import PushSubscription


@rules.predicate
def is_own(person: Visitor, subscription: PushSubscription) -> bool:
    return bool(subscription.person_id == person.pk)


rules.add_perm("push_messages.add_subscription", rules.is_active & is_own)
rules.add_perm("push_messages.remove_subscription", rules.is_active & is_own)
