"""The Django app of this storey."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
