"""The Django app of this storey."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class AccessConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse to start where the settings name a role that there is not."""
        from baophu.access.models import Role

        unknown = settings.SECOND_STEP_ROLES - set(Role.values)
        if unknown:
            known = ", ".join(Role.values)
            raise ImproperlyConfigured(
                f"BAOPHU_SECOND_STEP_ROLES={', '.join(sorted(unknown))}: chỉ nhận {known}."
            )
