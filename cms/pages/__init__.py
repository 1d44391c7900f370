"""Editorial pages: home, destinations, themes, texts."""
