"""What communities announce upwards, inside the transaction, to receivers that only write rows."""

from django.dispatch import Signal

community_changed = Signal()  # sender=Community, community: told in other words
community_opened = Signal()  # sender=Community, community: what it offers can be found from now on
community_withdrawn = Signal()  # sender=Community, community: was public until now
membership_ended = Signal()  # sender=Membership, membership, was_active: suspended or left
membership_reinstated = Signal()  # sender=Membership, membership: active again
coordinators_changed = Signal()  # sender=Membership, community: another one, or one fewer
