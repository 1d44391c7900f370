"""Pages that anybody may read: offers, communities, and what machines fetch of them."""
