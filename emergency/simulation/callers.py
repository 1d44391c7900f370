"""Whoever calls hosts: a home counts once its host was heard."""

from __future__ import annotations

from emergency.housing.actions.offers import begin_check, withdraw_offer
from emergency.housing.models.offers import HousingOffer
from emergency.housing.states.offers import OfferState
from emergency.simulation.hosts import Hosts
from emergency.simulation.replay import Temper
from emergency.simulation.site_actions import check
from emergency.simulation.team import Task, Worker


class Caller(Worker):
    """One home after the other, in the order in which they came."""

    hosts: Hosts

    def do_next_task(self) -> Task | None:
        waiting = HousingOffer.objects.filter(state=OfferState.SUBMITTED).order_by("pk")
        offer = waiting.select_related("submission", "activation").first()
        if offer is None:
            return None
        temper = self.hosts.temper_of(offer)
        if temper == Temper.ANSWERS:
            check(offer, self.person)
            return Task.CHECK
        offer = begin_check(offer=offer, by=self.person)
        if temper == Temper.GONE:
            withdraw_offer(offer=offer, by=self.person)
        return Task.NO_ANSWER
