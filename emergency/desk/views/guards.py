"""Who is let to a desk: anybody else can't tell whether the emergency exists."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from emergency.activations.models.activations import Activation
from emergency.housing.models.requests import HousingRequest


def desk_only(view):
    """For those on duty, and those who rule."""
    return _behind("emergency_activations.see_desk", view)


def coordinators_only(view):
    return _behind("emergency_activations.coordinate_activation", view)


def safety_only(view):
    """For those on duty who may read reports on safety."""
    return _behind("emergency_safety.see_safety", view)


def rulers_only(view):
    return _behind("emergency_activations.manage_activation", view)


def _behind(permission, view):
    @login_required
    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        activation = get_object_or_404(Activation, public_id=public_id)
        # The request that the address names, which may be of another perimeter; else the emergency.
        subject = activation
        if request_id := parts.get("request_id"):
            requests = HousingRequest.objects.filter(activation=activation)
            subject = get_object_or_404(requests, submission__public_id=request_id)
        if not request.user.has_perm(permission, subject):
            raise Http404
        return view(request, activation, **parts)

    return wrapper
