"""Inbound e-mail: parsed, classified, and freed of quotes and signatures."""
