"""A co-operative to look at: real places, invented people."""
