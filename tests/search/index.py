"""The index of the database under test, made anew from what is public now."""

from hosting.models import Offer
from search.documents.filling import documents_of
from search.engine.choice import engine
from search.engine.contract import in_batches


def index_offers():
    """Everything that is public, in a fresh index that answers at once."""
    building = engine().build()
    documents = documents_of(Offer.objects.values_list("pk", flat=True))
    for batch in in_batches(documents, version=1, size=500):
        building.write(batch)
    building.finish()
