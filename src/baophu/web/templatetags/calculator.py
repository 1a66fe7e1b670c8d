"""Template tags of the calculators."""

from __future__ import annotations

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """A field with its label, its help and its fault."""
    return render_to_string("web/calculator/_field.html", {"field": bound})
