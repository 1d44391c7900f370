"""Trips that a group plans together: members, days and steps, history."""
