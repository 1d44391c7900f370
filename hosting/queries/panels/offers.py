"""How notices of offers are fetched."""

from commons.notifications.selectors import register_subjects
from hosting.models.activities import Activity
from hosting.models.attestations import Attestation
from hosting.models.goods import Product, Tip
from hosting.models.offers import Offer
from hosting.models.stays import Stay

register_subjects(
    Attestation.objects.select_related("membership__person", "membership__community", "by"),
    Offer.objects.select_related("host", "community"),
    *(kind.objects.select_related("host", "community") for kind in (Stay, Activity, Product, Tip)),
)
