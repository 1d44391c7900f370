"""What search remembers: which offers changed, and how its index stands."""

from search.models.changes import Change
from search.models.saved import SavedSearch
from search.models.states import IndexState, Lease

__all__ = ["Change", "IndexState", "Lease", "SavedSearch"]
