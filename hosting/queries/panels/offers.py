"""How notices of offers are fetched."""

from commons.notifications.selectors import register_subjects
from hosting.models import Activity, Attestation, Offer, Product, Stay, Tip

register_subjects(
    Attestation.objects.select_related("membership__person", "membership__community", "by"),
    Offer.objects.select_related("host", "community"),
    *(kind.objects.select_related("host", "community") for kind in (Stay, Activity, Product, Tip)),
)
