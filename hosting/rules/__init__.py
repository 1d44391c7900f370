"""Who may do what in hosting: claims, and the permissions built from them."""

from hosting.rules import requests

__all__ = ["requests"]
