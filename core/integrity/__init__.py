"""Proofs that data is whole: canonical JSON, hash chains, Merkle trees. Pure functions."""
