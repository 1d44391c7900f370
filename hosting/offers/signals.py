"""What offers announce upwards, inside the transaction, to receivers that only write rows."""

from django.dispatch import Signal

offer_published = Signal()  # sender=Offer, offer: read, and open to everybody
offer_changed = Signal()  # sender=Offer, offer: state, place or rates of a public offer changed
offer_withdrawn = Signal()  # sender=Offer, offer: no longer to be found
offer_erased = Signal()  # sender=Offer, offer: its host has left; words and place are gone
offers_of_member_withdrawn = Signal()  # sender=Offer, membership, offers: that were public
