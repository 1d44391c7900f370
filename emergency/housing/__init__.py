"""Roofs asked for and homes lent: verification, proposals, stays, messages and keys."""
