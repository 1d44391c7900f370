"""The index of the database under test, made anew from what is public now."""

from hosting.offers.models.offers import Offer
from search.engines.engine_selection import engine
from search.index.documents.builder import documents_of
from search.query.contract import in_batches


def index_offers():
    """Everything that is public, in a fresh index that answers at once."""
    building = engine().build()
    documents = documents_of(Offer.objects.values_list("pk", flat=True))
    for batch in in_batches(documents, version=1, size=500):
        building.write(batch)
    building.finish()
