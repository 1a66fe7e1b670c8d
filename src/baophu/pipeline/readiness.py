"""Whether the database stands as this version needs it; one sentence where it does not."""

from __future__ import annotations

from pkgutil import iter_modules
from typing import Final

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection
from django.utils.module_loading import module_has_submodule

from baophu.kernel.errors import Refused

JOURNAL: Final = "django_migrations"


class NotPrepared(Refused):
    """Nobody has set this house up."""

    code = "pipeline.not_prepared"
    message = "Cơ sở dữ liệu chưa được chuẩn bị. Chạy lệnh baophu init rồi làm lại."


class OutOfDate(Refused):
    """The database was set up by an earlier version."""

    code = "pipeline.out_of_date"
    message = (
        "Cơ sở dữ liệu thuộc bản cũ, thiếu {count} bước cập nhật (đầu tiên: {first}). "
        "Chạy lệnh baophu init rồi làm lại; dữ liệu đã nhận vẫn còn nguyên."
    )


class Unreachable(Refused):
    """The database does not answer."""

    code = "pipeline.unreachable"
    message = "Không mở được cơ sở dữ liệu ({why}). Xem BAOPHU_DATABASE_URL, BAOPHU_HOME và máy chủ dữ liệu."


def check_prepared(*, or_never: bool = False) -> None:
    """Raise `NotPrepared`, `OutOfDate` or `Unreachable` unless the database is this version's.

    `or_never` lets a database pass that was never prepared: who asks needs nothing of it.
    """
    carried_out = _carried_out()
    if not carried_out:
        if or_never:
            return
        raise NotPrepared
    missing = sorted(_shipped() - carried_out)
    if missing:
        raise OutOfDate(count=len(missing), first=".".join(missing[0]))


def why_unready() -> Refused | None:
    """Give the refusal behind an error of the database: a house not set up; None when it is another's."""
    try:
        check_prepared()
    except Refused as refusal:
        return refusal
    except OperationalError as lost:
        return Unreachable(why=_first_line(lost))
    except DatabaseError:
        return None
    return None


def _first_line(error: DatabaseError) -> str:
    """What the database's driver says."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _carried_out() -> set[tuple[str, str]]:
    """The steps of setting up that the database has behind it."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Unreachable(why=_first_line(error)) from error
    if JOURNAL not in connection.introspection.table_names():
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {JOURNAL}")
        return {(app, name) for app, name in cursor.fetchall()}


def _shipped() -> set[tuple[str, str]]:
    """The steps that this version is made of."""
    return {
        (config.label, module.name)
        for config in apps.get_app_configs()
        if config.module is not None and module_has_submodule(config.module, "migrations")
        for module in iter_modules([f"{config.path}/migrations"])
        if not module.name.startswith("_")
    }
