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
    place = LocalityBlock(label=_("Commune or city"))
    title = CharBlock(label=_("Title"), required=False, max_length=120)
    words = TextBlock(label=_("What is to be told of it"), max_length=1200)

    class Meta:
        icon = "site"
        template = "blocks/place.html"
        label = _("Place")
        description = _("A commune in a few words, on a small map.")

    def get_preview_value(self) -> StructValue:
        place = next(iter(largest(1)), None)
        words = _("The market stands under the lime trees on Thursdays.")
        return self.normalize({"place": place, "title": "", "words": words})


class StopBlock(StructBlock):
    place = LocalityBlock(label=_("Commune or city"))
    words = CharBlock(label=_("In one sentence"), required=False, max_length=200)

    class Meta:
        icon = "site"
        label = _("Place")


class MapBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=120)
    places = ListBlock(StopBlock(), label=_("Places"), min_num=2, max_num=12)
    road = BooleanBlock(label=_("Draw the way from one to the next"), required=False)

    class Meta:
        icon = "crosshairs"
        template = "blocks/map.html"
        label = pgettext_lazy("block", "Map")
        description = _("Two to twelve places with a letter each, on a map of our own.")

    def get_preview_value(self) -> StructValue:
        places = [{"place": place, "words": ""} for place in largest(3)]
        return self.normalize({"title": _("On foot in three days"), "places": places, "road": True})


class LegBlock(StructBlock):
    start = CharBlock(label=_("From"), max_length=80)
    means = ChoiceBlock(label=_("How"), choices=TOGETHER)
    minutes = IntegerBlock(label=_("Minutes"), min_value=1, max_value=2_880)
    words = CharBlock(label=_("Good to know"), required=False, max_length=200)

    class Meta:
        icon = "arrow-right"
        label = _("Way")


class WithoutCarBlock(StructBlock):
    """How to come, the last kilometres told as well."""

    legs = ListBlock(LegBlock(), label=_("Ways"), min_num=1, max_num=10)
    words = TextBlock(label=_("The last kilometres"), required=False, max_length=1200)
    url = URLBlock(label=_("Timetables"), required=False)

    class Meta:
        icon = "arrow-right-full"
        template = "blocks/without_car.html"
        label = _("Come without a car")
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
            "words": _("Many hosts lend bicycles, if they know the day before."),
            "url": "",
        }
