"""How notices of offers are fetched."""

from commons.notifications.selectors import register_subjects
from hosting.offers.models.activities import Activity
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay

register_subjects(
    Attestation.objects.select_related("membership__person", "membership__community", "by"),
    Offer.objects.select_related("host", "community"),
    *(kind.objects.select_related("host", "community") for kind in (Stay, Activity, Product, Tip)),
)
