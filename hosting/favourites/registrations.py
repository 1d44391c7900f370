"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.accounts.panels import register_on_desk
from commons.privacy.registries.consents import RecordedConsents, register_consents
from hosting.favourites.actions import stop_sharing
from hosting.favourites.models import SHARED_LIST, FavouriteList
from hosting.favourites.panels import desk_panels
from hosting.public_pages.presenters.offer_buttons import register_offer_button

register_on_desk(desk_panels)
register_offer_button("favourites/parts/offer_heart.html")
register_consents(
    RecordedConsents(
        SHARED_LIST,
        granted=lambda person: dict(
            FavouriteList.objects.visible_to(person)
            .exclude(nonce="")
            .values_list("public_id", "name")
        ),
        withdraw=lambda person, subject: stop_sharing(
            favourite_list=FavouriteList.objects.visible_to(person).get(public_id=subject),
            by=person,
        ),
    )
)
