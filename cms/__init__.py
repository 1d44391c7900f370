"""Editorial pages: recordings, blocks, pages, translations and discovery."""
