"""Tables: keys point down, money is whole, nothing happens behind the back."""

from __future__ import annotations

import ast
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from house import source

OURS = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("baophu.")]
BEHIND_THE_BACK = ("django.dispatch", "django.db.models.signals", "django.contrib.contenttypes.fields")


def _storey(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def test_a_key_into_another_storey_points_down_and_leaves_no_door_back() -> None:
    faults = []
    for model in OURS:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.remote_field.model
            if not target.__module__.startswith("baophu.") or _storey(target) == _storey(model):
                continue
            down = source.height(_storey(target)) < source.height(_storey(model))
            bound = field.remote_field.on_delete is models.PROTECT
            if not (down and bound and field.remote_field.related_name == "+"):
                faults.append(str(field))
    assert faults == []


def test_money_is_whole_and_no_figure_is_a_float() -> None:
    for model in OURS:
        for field in model._meta.get_fields():
            assert not isinstance(field, models.FloatField), field
            if field.name.endswith("_vnd"):
                assert isinstance(field, models.BigIntegerField), field


def test_no_money_is_typed_as_a_float() -> None:
    faults = [
        f"{source.dotted(path)}:{node.lineno}"
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None
        if (node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)).endswith("_vnd")
        if "float" in ast.unparse(node.annotation)
    ]
    assert faults == []


def test_saving_does_nothing_but_save() -> None:
    assert [m.__name__ for m in OURS if {"save", "delete"} & set(vars(m))] == []


def test_there_are_no_signals_and_no_generic_keys() -> None:
    faults = [
        f"{source.dotted(path)} imports {name}"
        for path in source.modules()
        for name in source.imports(path)
        if name.startswith(BEHIND_THE_BACK)
    ]
    assert faults == []


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_tables_say() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_no_two_migrations_of_a_storey_have_one_number() -> None:
    for app in {_storey(model) for model in OURS}:
        numbers = [p.name[:4] for p in (source.PACKAGE / app / "migrations").glob("[0-9]*.py")]
        assert len(numbers) == len(set(numbers)), app
