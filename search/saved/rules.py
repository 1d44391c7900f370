"""Who may keep a search or wait for a product: everybody who is in, each for themselves."""

import rules

from commons.accounts.permissions import Visitor
from search.saved.models import SavedSearch, StockWatch


@rules.predicate
def is_owner(person: Visitor, saved: SavedSearch | StockWatch | None) -> bool:
    return saved is not None and saved.owner_id == person.pk


rules.add_perm("saved_searches.save_search", rules.is_active & is_owner)
rules.add_perm("saved_searches.change_saved_search", rules.is_active & is_owner)
rules.add_perm("saved_searches.watch_stock", rules.is_active)
rules.add_perm("saved_searches.unwatch_stock", rules.is_active & is_owner)
