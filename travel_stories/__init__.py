"""Trips that a group plans together, and the stories it tells of them."""
