"""The host space: each page fetches what belongs to this host, and nothing else."""
