"""Employees sign up for a trip of their works council, and what each pays on paper."""
