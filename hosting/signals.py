"""What hosting announces upwards, inside the transaction, to receivers that only write rows."""

from django.dispatch import Signal

offer_published = Signal()  # sender=Offer, offer: read, and open to everybody
offer_changed = Signal()  # sender=Offer, offer: state, place or rates of a public offer changed
offer_withdrawn = Signal()  # sender=Offer, offer: no longer to be found
offer_erased = Signal()  # sender=Offer, offer: its host has left; words and place are gone
calendar_changed = Signal()  # sender=Unit, unit: nights were opened, closed, held or freed
seats_changed = Signal()  # sender=Session, session: seats were taken or given back
community_changed = Signal()  # sender=Community, community: told in other words
request_changed = Signal()  # sender=Request, request: sent, or in another state than before
agreement_made = Signal()  # sender=Agreement, agreement
