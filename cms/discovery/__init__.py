"""What leads on from a page: related things, ways into the stories, sitemaps."""
