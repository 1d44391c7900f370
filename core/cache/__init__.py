"""Values and pages that are kept for a while."""
