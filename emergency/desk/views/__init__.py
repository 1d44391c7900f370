"""Views: fetch, call one action, render."""
