"""Communities and sessions for programs; offers are asked through the search."""
