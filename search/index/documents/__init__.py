"""What can be found, as plain values: the domain fills them, an engine only reads them."""

from search.index.documents.offers import DRAWS, FAR, FOREVER, OfferDocument, Room, Seats, draws_of

__all__ = ["DRAWS", "FAR", "FOREVER", "OfferDocument", "Room", "Seats", "draws_of"]
