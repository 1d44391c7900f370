"""Values without rows: days, places on the globe, money, numbers."""
