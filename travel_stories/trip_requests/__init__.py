"""What a trip asks of hosts, and what came of it."""
