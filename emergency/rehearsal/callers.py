"""Whoever calls hosts: a home counts once its host was heard."""

from __future__ import annotations

from emergency.actions.offers import begin_check, withdraw_offer
from emergency.enums import OfferState
from emergency.models import HousingOffer
from emergency.rehearsal.deeds import check
from emergency.rehearsal.hosts import Hosts
from emergency.rehearsal.replay import Temper
from emergency.rehearsal.team import Deed, Worker


class Caller(Worker):
    """One home after the other, in the order in which they came."""

    hosts: Hosts

    def next_deed(self) -> Deed | None:
        waiting = HousingOffer.objects.filter(state=OfferState.SUBMITTED).order_by("pk")
        offer = waiting.select_related("submission", "activation").first()
        if offer is None:
            return None
        temper = self.hosts.temper_of(offer)
        if temper == Temper.ANSWERS:
            check(offer, self.person)
            return Deed.CHECK
        offer = begin_check(offer=offer, by=self.person)
        if temper == Temper.GONE:
            withdraw_offer(offer=offer, by=self.person)
        return Deed.NO_ANSWER
