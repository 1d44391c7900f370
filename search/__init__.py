"""Finding what hosting publishes: what is asked, the index, engines, results and saved searches."""
