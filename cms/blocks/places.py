"""Where things are, and how one gets there without a car."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ChooserBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)

from commons.geography.choices import TravelMode
from commons.geography.models import Locality
from core.cache.caching import get_or_set

if TYPE_CHECKING:
    from django.forms import Widget


BY_ENGINE: Final = frozenset(
    {
        TravelMode.CAR,
        TravelMode.ELECTRIC_CAR,
        TravelMode.VAN,
        TravelMode.CAMPER,
        TravelMode.MOTORBIKE,
        TravelMode.PLANE,
    }
)
TOGETHER: Final = [(mode.value, mode.label) for mode in TravelMode if mode not in BY_ENGINE]


class LocalityBlock(ChooserBlock):
    """A commune or city of the gazetteer: never an address."""

    target_model = Locality

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Locality | None]:
        """Places of a list that changes once a year: those of a page are remembered together."""
        keys = list(values)
        what = ".".join(map(str, keys))
        return get_or_set(
            f"cms.places.{what}",
            lambda: super(LocalityBlock, self).bulk_to_python(keys),
            settings.CMS_LAYOUT_CACHE_TTL,
        )

    @cached_property
    def widget(self) -> Widget:
        """Built when a form is shown: Wagtail's choosers may only be loaded after all models."""
        from hosting.communities.wagtail_hooks.choosers import (  # noqa: PLC0415
            LocalityChooserViewSet,
        )

        viewset = LocalityChooserViewSet("locality_chooser", url_prefix="locality-chooser")
        chooser: Widget = viewset.widget_class()
        return chooser

    class Meta:
        icon = "site"


def largest(count: int) -> list[Locality]:
    """Stand in a preview."""
    return list(Locality.objects.present().order_by("-population", "pk")[:count])


class PlaceBlock(StructBlock):
    place = LocalityBlock(label=_("Town, village or city"))
    title = CharBlock(label=_("Title"), required=False, max_length=120)
    words = TextBlock(label=_("About the place"), max_length=1200)

    class Meta:
        icon = "site"
        template = "blocks/place.html"
        label = _("Place")
        description = _("A short text about a town or village, next to a small map.")

    def get_preview_value(self) -> StructValue:
        place = next(iter(largest(1)), None)
        words = _("The market is held under the lime trees on Thursdays.")
        return self.normalize({"place": place, "title": "", "words": words})


class StopBlock(StructBlock):
    place = LocalityBlock(label=_("Town, village or city"))
    words = CharBlock(label=_("Description in one sentence"), required=False, max_length=200)

    class Meta:
        icon = "site"
        label = _("Place")


class MapBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=120)
    places = ListBlock(StopBlock(), label=_("Places"), min_num=2, max_num=12)
    road = BooleanBlock(label=_("Draw the route from one place to the next"), required=False)

    class Meta:
        icon = "crosshairs"
        template = "blocks/map.html"
        label = pgettext_lazy("block", "Map")
        description = _("Two to twelve places marked A, B, C… on our own map.")

    def get_preview_value(self) -> StructValue:
        places = [{"place": place, "words": ""} for place in largest(3)]
        return self.normalize({"title": _("Three days on foot"), "places": places, "road": True})


class LegBlock(StructBlock):
    start = CharBlock(label=_("Starting point"), max_length=80)
    means = ChoiceBlock(label=_("Means of transport"), choices=TOGETHER)
    minutes = IntegerBlock(label=_("Duration in minutes"), min_value=1, max_value=2_880)
    words = CharBlock(label=_("Good to know"), required=False, max_length=200)

    class Meta:
        icon = "arrow-right"
        label = _("Journey")


class WithoutCarBlock(StructBlock):
    """How to come, the last kilometres told as well."""

    legs = ListBlock(LegBlock(), label=_("Journeys"), min_num=1, max_num=10)
    words = TextBlock(label=_("The last kilometres"), required=False, max_length=1200)
    url = URLBlock(label=_("Timetables"), required=False)

    class Meta:
        icon = "arrow-right-full"
        template = "blocks/without_car.html"
        label = _("Getting here without a car")
        description = _("Trains, coaches and paths, and how long they take.")
        preview_value: ClassVar[dict[str, Any]] = {
            "legs": [
                {
                    "start": "Tours",
                    "means": TravelMode.REGIONAL_TRAIN.value,
                    "minutes": 24,
                    "words": "",
                }
            ],
            "words": _("Many hosts lend bicycles if you ask the day before."),
            "url": "",
        }
