"""People come in, are locked and released, hand over; the auditor sees it all. A real browser, a real server."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from journeys.desks import Desk, Desks
from journeys.served import Home

pytestmark = pytest.mark.browser
LONG = "song La mùa nước nổi"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with the demonstration's people and no list."""
    made = Home(tmp_path / "home")
    made.folder.mkdir()
    made.carry_out(["assets"], ["init"])
    made.add_people()
    return made


def type_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.locator("main").get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_second_step_is_set_up_asked_for_and_taken_away_by_the_administrator(
    home: Home, desks: Desks
) -> None:
    with home.served() as address:
        officer = desks.at(address, name="kyanh")
        page = officer.open("/tai-khoan/")
        page.get_by_role("button", name="Thêm ứng dụng mã 6 số").click()
        expect(page.get_by_role("img", name="Mã QR")).to_be_visible()
        app = pyotp.TOTP("".join(page.locator("code.secret").inner_text().split()))
        page.get_by_label("Mã 6 số").fill(app.now())
        page.get_by_role("button", name="Bật bước xác nhận thứ hai").click()
        expect(page.locator(".codes li")).to_have_count(10)
        recovery = page.locator(".codes code").first.inner_text()
        officer.check_quiet()
        other = desks.at(address)
        type_in(other.open("/dang-nhap/"), "kyanh", "demo-kyanh-157")
        expect(other.page).to_have_url(f"{address}/dang-nhap/buoc-hai/")
        assert other.fetch("/don-vi/") == 302
        other.page.get_by_label("Mã 6 số trong ứng dụng").fill(recovery)
        other.page.get_by_role("button", name="Xác nhận").click()
        expect(other.page).to_have_url(f"{address}/")
        administrator = desks.at(address, name="quantri")
        administrator.open("/nguoi-dung/?q=vo+quang+nam").locator("tbody th a").first.click()
        administrator.page.get_by_role("button", name="Gỡ").click()
        expect(administrator.page.locator("dl.kv")).to_contain_text("chưa có")
        desks.at(address, name="kyanh")  # the password is enough again
    kept = home.ask("SELECT removed_at IS NOT NULL FROM access_secondstep")
    assert kept == [(1,)]


def test_an_invited_officer_comes_in_by_the_link_and_is_seen_by_the_auditor(home: Home, desks: Desks) -> None:
    with home.served() as address:
        administrator = desks.at(address, name="quantri")
        page = administrator.open("/")
        page.get_by_role("link", name="Người dùng").click()
        page.get_by_role("link", name="Mời người").click()
        page.get_by_label("Họ và tên").fill("Hồ Thị Mận")
        page.get_by_label("Tên đăng nhập").fill("manho")
        page.get_by_label("Vai trò").select_option("si_district")
        page.get_by_label("Địa bàn").fill("444 Huyện Hương Khê")
        page.get_by_label("Cơ quan").fill("si-444")
        page.get_by_label("Từ ngày").fill("01/01/2018")
        page.get_by_role("button", name="Mời 1 người").click()
        link = page.locator("#link").input_value()
        administrator.check_quiet()
        invited = desks.at(address)
        page = invited.open(link.removeprefix(address))
        page.get_by_label("Mật khẩu mới", exact=True).fill(LONG)
        page.get_by_label("Nhập lại").fill(LONG)
        page.get_by_role("button", name="Đặt mật khẩu").click()
        page.get_by_role("link", name="Đăng nhập").last.click()
        type_in(page, "manho", LONG)
        expect(page.locator("details.who summary")).to_contain_text("Hồ Thị Mận")
        assert invited.fetch(link.removeprefix(address)) == 404
        auditor = desks.at(address, name="kiemtoan")
        auditor.open("/").get_by_role("link", name="Nhật ký", exact=True).click()
        auditor.page.get_by_label("Đối tượng").fill("user:manho")
        auditor.page.get_by_role("button", name="Lọc").click()
        for deed in ("mời người", "giao nhiệm vụ", "đặt mật khẩu theo đường dẫn", "đăng nhập"):
            expect(auditor.page.locator("table.journal")).to_contain_text(deed)
        with auditor.page.expect_download() as sheet:
            auditor.page.get_by_role("link", name="Xuất Excel").click()
        assert sheet.value.suggested_filename.startswith("nhat-ky-")
        auditor.check_quiet()
    posts = home.ask(
        "SELECT p.role, p.area_code FROM access_post p JOIN access_user u ON u.id = p.user_id"
        " WHERE u.username = 'manho'"
    )
    assert posts == [("si_district", "444")]
    assert "chuỗi còn nguyên" in home.carry_out(["audit", "verify"])


def test_a_locked_officer_is_released_by_the_administrator(home: Home, desks: Desks) -> None:
    with home.served() as address:
        officer = desks.at(address)
        page = officer.open("/dang-nhap/")
        for _ in range(5):
            type_in(page, "kyanh", "sai-mat-khau")
            page.get_by_role("alert").wait_for()
        type_in(page, "kyanh", "demo-kyanh-157")
        expect(page.get_by_role("alert")).to_contain_text("nhờ cán bộ quản trị của đơn vị mở khóa")
        administrator = desks.at(address, name="quantri")
        administrator.open("/nguoi-dung/?q=vo+quang+nam").locator("tbody th a").first.click()
        administrator.page.get_by_role("button", name="Mở khóa đăng nhập").click()
        expect(administrator.page.get_by_role("status")).to_contain_text("Đã ghi.")
        type_in(page, "kyanh", "demo-kyanh-157")
        expect(page).to_have_url(f"{address}/")
        auditor = desks.at(address, name="kiemtoan").open("/nhat-ky/?viec=session.release")
        expect(auditor.locator("table.journal")).to_contain_text("user:kyanh")
    assert home.ask("SELECT COUNT(*) FROM access_signinattempt WHERE failed AND NOT cleared") == [(0,)]


def virtual_key(desk: Desk) -> None:
    """An authenticator inside the browser that says yes, with its user verified."""
    session = desk.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_signs_in_without_a_password(home: Home, desks: Desks) -> None:
    with home.served() as address:
        local = address.replace("127.0.0.1", "localhost")  # passkeys are bound to names, not to numbers
        officer = desks.at(local, name="kyanh")
        virtual_key(officer)
        page = officer.open("/tai-khoan/")
        page.get_by_role("button", name="Thêm khóa truy cập").click()
        expect(page.get_by_role("status")).to_contain_text("Đã thêm khóa truy cập.")
        page.get_by_role("button", name="Đăng xuất ở mọi nơi").click()
        expect(page).to_have_url(f"{local}/dang-nhap/")
        page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
        expect(page).to_have_url(f"{local}/")
        expect(page.locator("details.who summary")).to_contain_text("Võ Quang Nam")
        officer.check_quiet()
    assert home.ask("SELECT kind FROM access_secondstep") == [("passkey",)]
    assert home.ask("SELECT COUNT(*) FROM access_auditentry WHERE action = 'session.begin'") == [(2,)]
