"""One page, one address: an old slug leads to the new one."""

from django.shortcuts import redirect


def redirect_to_canonical(request, subject):
    """Not for ever: a name may change back, and browsers keep what is said for ever."""
    query = request.META["QUERY_STRING"]
    url = subject.get_absolute_url()
    return redirect(f"{url}?{query}" if query else url)
