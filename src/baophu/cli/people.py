"""`baophu audit` and `baophu invite`: the journal's chain and searches; the first person of a new home."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from baophu.kernel.errors import Corrupt, Refused


class BrokenChain(Corrupt):
    """A line of the journal was changed, removed or put in."""

    code = "access.broken_chain"
    message = (
        "Nhật ký bị sửa: dòng số {line} không khớp ({why}), {before} dòng trước đó còn nguyên. "
        "Giữ nguyên cơ sở dữ liệu, báo người quản trị và kiểm toán."
    )


class BadDay(Refused):
    """A day that cannot be read."""

    code = "access.bad_day"
    message = "Chưa đọc được ngày {day}. Ghi như 2018-12-31."


WHY = {
    "hash": "nội dung khác mã băm",
    "order": "thiếu hoặc thừa dòng trước",
    "mention": "đối tượng kèm theo khác",
}


def register(app: typer.Typer) -> None:
    """Add the commands of people and of the journal."""
    audit = typer.Typer(help="Nhật ký: kiểm chuỗi, tra cứu.", no_args_is_help=True, rich_markup_mode=None)
    audit.command()(verify)
    audit.command()(search)
    app.add_typer(audit, name="audit")
    app.command()(invite)


def verify(as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False) -> None:
    """Đi hết chuỗi nhật ký; nêu dòng đầu tiên không khớp (mã thoát 3)."""
    from baophu.access.trail.queries import verify as walk

    found = walk()
    if as_json:
        print(json.dumps({"lines": found.lines, "broken": found.broken, "why": found.why}))
    if found.broken is not None:
        raise BrokenChain(line=found.broken, why=WHY[found.why], before=found.lines - 1)
    if not as_json:
        print(f"{found.lines} dòng, chuỗi còn nguyên.")


def search(
    *,
    who: Annotated[str, typer.Option("--who", help="Tên đăng nhập.")] = "",
    action: Annotated[str, typer.Option("--action", help="Việc, ví dụ people.open hoặc people.")] = "",
    subject: Annotated[str, typer.Option("--subject", help="Đối tượng, ví dụ employer:E00000001.")] = "",
    area: Annotated[str, typer.Option("--area", help="Mã địa bàn.")] = "",
    first: Annotated[str, typer.Option("--from", help="Từ ngày, YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", help="Đến hết ngày, YYYY-MM-DD.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Tra nhật ký theo người, việc, đối tượng, địa bàn, ngày; mới nhất trước."""
    from baophu.access.trail import queries as trail

    wanted = trail.Wanted(who, action, subject, area, _day(first), _day(last))
    lines, total = trail.search(wanted, limit=limit), trail.count(wanted)
    if as_json:
        print(json.dumps({"total": total, "lines": [_plain(line) for line in lines]}, ensure_ascii=False))
        return
    for line in lines:
        print(f"{line.number:>8}  {line.at:%Y-%m-%d %H:%M:%S}  {line.username or '-':<14} "
              f"{line.role or '-':<16} {line.action:<20} {line.subject} {line.area_code}")  # fmt: skip
    print(f"{len(lines)} trong {total} dòng.")


def _plain(line: Any) -> dict[str, object]:
    return {
        "number": line.number, "at": line.at.isoformat(), "who": line.username, "role": line.role,
        "action": line.action, "subject": line.subject, "area": line.area_code, "detail": line.detail,
    }  # fmt: skip


def invite(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    *,
    name: Annotated[str, typer.Option("--name", help="Họ và tên.")],
    role: Annotated[str, typer.Option("--role", help="Vai trò, ví dụ administrator.")],
    area: Annotated[str, typer.Option("--area", help="Mã địa bàn của ngày bắt đầu.")] = "42",
    agency: Annotated[str, typer.Option("--agency", help="Mã cơ quan.")] = "",
    title: Annotated[str, typer.Option("--title", help="Chức danh.")] = "",
    first: Annotated[str, typer.Option("--from", help="Từ ngày, YYYY-MM-DD; mặc định hôm nay.")] = "",
    last: Annotated[str, typer.Option("--to", help="Ngày cuối, YYYY-MM-DD; bỏ trống: không thời hạn.")] = "",
) -> None:
    """Mời một người: lập tài khoản với nhiệm vụ đầu tiên, in đường dẫn đặt mật khẩu dùng một lần."""
    from baophu.access.queries import Role
    from baophu.access.signing.actions import LINK_DAYS
    from baophu.access.signing.actions import invite as ask

    if role not in Role.values:
        raise typer.BadParameter(f"{role}: chỉ nhận {', '.join(Role.values)}.")
    end, now = _day(last), datetime.now(UTC)
    _, token = ask(
        by=None, at=now, username=username, full_name=name, role=role, agency_code=agency, area_code=area,
        title=title, starts_on=_day(first) or now.date(),
        ends_before=date.fromordinal(end.toordinal() + 1) if end else None,
    )  # fmt: skip
    print(f"/moi/{token}/\nMở trên máy chủ web, dùng một lần, trong {LINK_DAYS} ngày.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadDay(day=text) from None
