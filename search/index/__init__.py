"""What is searched: documents of offers and stories, and which of them have changed."""
