"""What a page says first about a form that it shows again."""

import re

LINE = re.compile(r'<li><a href="#([^"]+)">([^<]+)</a></li>')


def summary_of(page):
    """Each sentence of the summary with the id of the control to which it leads."""
    return LINE.findall(page)


def is_in_page_order(page):
    """Whether each link leads to a control, and each one further down than the one before."""
    places = [page.find(f'id="{anchor}"') for anchor, _words in summary_of(page)]
    return -1 not in places and places == sorted(places)
