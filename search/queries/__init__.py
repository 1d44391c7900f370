"""What search reads to answer people: understood, asked, and told to a page."""
