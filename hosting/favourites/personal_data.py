"""Lists of favourites, in what a person takes along."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.favourites.models import Favourite, FavouriteList


def favourites_of(person: User) -> dict[str, Any]:
    lists = FavouriteList.objects.visible_to(person)
    kept = Favourite.objects.visible_to(person).values(
        "list__public_id", "offer__public_id", "offer__title", "created_at"
    )
    return {
        "favourite_lists": [
            {
                "public_id": one.public_id,
                "name": one.name,
                "is_shared": one.is_shared,
                "created_at": one.created_at,
                "used_at": one.used_at,
            }
            for one in lists
        ],
        "favourites": list(kept),
    }


personal_data.register(
    "hosting",
    favourites_of,
    covers=["favourites.favouritelist.owner", "favourites.favourite.owner"],
)
register_processing(
    Processing(
        "favourites",
        ("favourites",),
        title=_("Favourites"),
        purpose=_("to find offers again"),
        basis=LegalBasis.CONTRACT,
        recipients=_("no one else; if you share a list, everyone who has its link"),
    )
)
register_retention(
    RetentionRule(
        ("favourites.favourite", "favourites.favouritelist"), goes=_("your lists of favourites")
    )
)
