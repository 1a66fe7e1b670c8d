"""Fixtures of the web face: an invented province and people of several areas."""

from __future__ import annotations

import pytest
from django.test import Client

from baophu.access.models import Role
from web import factory


@pytest.fixture
def sample(db):
    """Three runs over an invented province."""
    return factory.province()


@pytest.fixture
def signed_in(db):
    """Give a client of a person of this role and area."""

    def make(role: Role = Role.SI_DIRECTOR, area: str = "42", language: str = "vi") -> Client:
        client = Client()
        client.force_login(factory.person(f"{role}-{area}-{language}", role, area))
        client.cookies["language"] = language
        return client

    return make
