"""Where something is: exactly, for those who come, and roughly, for everybody."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.geography.models import Locality
from core.ids import new_public_id
from core.values.geo import Point


class Place(models.Model):
    """The public point is stored: it is drawn by an action and never computed while showing.

    Place has no revisions, so that no draft of an offer ever carries an address away.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    reference = models.UUIDField(default=uuid4, unique=True, editable=False)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="places"
    )
    locality = models.ForeignKey(
        Locality, verbose_name=_("commune or town"), on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(
        _("address"),
        max_length=255,
        help_text=_("Shared only with people you have an agreement with."),
    )
    directions = models.TextField(
        _("how to find the door"),
        max_length=2000,
        blank=True,
        help_text=_("Shared only with guests you have an agreement with."),
    )
    exact_latitude = models.FloatField()
    exact_longitude = models.FloatField()
    latitude = models.FloatField(editable=False)
    longitude = models.FloatField(editable=False)
    radius = models.PositiveIntegerField(
        default=1_000,
        editable=False,
        help_text=_("Radius of the circle shown on the map, in metres."),
    )

    class Meta:
        indexes = (
            # Who draws a point looks for doors of the same host next to it.
            models.Index(fields=("host", "exact_latitude"), name="place_by_host_and_latitude"),
        )

    def __str__(self) -> str:
        return self.locality.name

    @property
    def exact_point(self) -> Point:
        return Point(self.exact_latitude, self.exact_longitude)

    @property
    def public_point(self) -> Point:
        return Point(self.latitude, self.longitude)
