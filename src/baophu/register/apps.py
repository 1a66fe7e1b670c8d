"""The Django app of this storey."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
