"""What every answer for machines has: a door, problems told as RFC 9457 has it, pages by keys."""
