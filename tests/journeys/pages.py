"""Every page of the web face, with a person who may open it; found by following links, as people do."""

from __future__ import annotations

from dataclasses import dataclass

from journeys.desks import Desk, Desks

DIRECTOR, COMMUNE, TAX, ADMINISTRATOR, DISTRICT = "giamdoc", "xakyphu", "thue", "quantri", "kyanh"
AUDITOR, DESK = "kiemtoan", "motcua"

CALCULATORS = {
    "calculators": "/tinh/",
    "calculator-contribution": "/tinh/muc-dong/?luong=8.000.000&ngay=30/06/2018&huyen=447",
    "calculator-contribution refused": "/tinh/muc-dong/?luong=-5&ngay=01/01/1800",
    "calculator-obligation": "/tinh/dien-tham-gia/?ai=foreigner&hop_dong=24&ngay=30/06/2019",
    "calculator-interest": "/tinh/tien-lai/?quy=bhxh&no=100.000.000&thang=10/2017&den=30/06/2018",
    "calculator-interest known": "/tinh/tien-lai/?quy=bhyt&no=9000000&han=31/07/2025&den=31/10/2025",
    "calculator-voluntary": "/tinh/tu-nguyen/?thu_nhap=2000000&ngay=15/03/2026&sinh=1975&da_dong=100&cach=3",
    "calculator-voluntary refused": "/tinh/tu-nguyen/?thu_nhap=700000&ngay=30/06/2018&cach=truoc-24",
    "calculator-deadline": "/tinh/thoi-han/?viec=sickness&ngay=20/04/2018",
    "calculator-benefits": "/tinh/che-do/",
    "calculator-benefit": "/tinh/che-do/luong-huu/?gioi=f&sinh=01/02/1963&thang=300&luong=10000000&dieu_kien=normal&ngay=01/03/2018",
    "calculator-benefit none": "/tinh/che-do/mot-lan/?ly_do=left_work&thang=100&luong=5000000&bat_dau=01/2010&nghi=05/2018&ngay=30/06/2018",
    "calculator-benefit refused": "/tinh/che-do/tai-nan/?suy_giam=4&nam=1&luong=5000000&ngay=30/06/2018",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """One page: what it is called, who looks at it, the address, the status it answers with."""

    name: str  # the page's name among the addresses, then what is special about it
    who: str  # "" for a visitor who is not signed in
    path: str
    status: int = 200


def every_stop(address: str, desks: Desks) -> list[Stop]:
    """Every page of a served province, each in its several states."""
    director = desks.at(address, name=DIRECTOR)
    short, missing = (
        _first(director, f"/don-vi/?standing={s}", ".who-cell a") for s in ("partial", "missing")
    )
    deducted = _first(director, "/don-vi/?deducted=1", ".who-cell a")
    faulty = _first(director, "/danh-sach/?tinh_trang=quarantined", "section.long td a")
    withdrawn = _first(director, "/danh-sach/?tinh_trang=withdrawn", "section.long td a")
    taxpayers = _first(director, "/danh-sach/?loai=tax_enterprises", "section.long td a")
    members = _first(director, "/danh-sach/?loai=insured_members", "section.long td a")
    nil = _first(desks.at(address, name=COMMUNE), "/danh-sach/", "section.long td a")
    typing, typed = _typing(desks.at(address, name=COMMUNE))
    changed = _first(director, "/", "table.fall a[href^='/thay-doi/']")
    run = _first(director, "/luot/", "td a")
    owing = _first(director, "/no-dong/", ".who-cell a").partition("#")[0]
    notice = _first(director, owing, "table.ledger th a")
    unit = notice.rstrip("/").split("/")[-2]
    held = _first(director, "/tien-cho-khop/", "tbody th a")
    pair = _first(director, "/xet-cap/", "tbody th a")
    claim = _claim(director)
    minutes = minutes_of(director, "447", DISTRICT, DIRECTOR)
    participant = _first(director, "/tu-nguyen/nguoi/?tinh_trang=in_force", "th a")
    seen_by_director = {
        "home": "/", "area province": "/dia-ban/42/", "area district": "/dia-ban/447/", "area commune": "/dia-ban/18124/", "changes": changed,
        "runs": "/luot/", "run": run, "design": "/ngon-ngu-thiet-ke/",
        "guide": "/huong-dan/",
        "employers": "/don-vi/", "employers narrowed": "/don-vi/?district=447&standing=missing&tax=1",
        "employers nobody": "/don-vi/?q=mai+thach+lien", "employer short": short, "employer missing": missing,
        "employer deducted": deducted, "employer-history": f"{short}lich-su/",
        "employer-people": f"{deducted}nguoi/", "employer-people nobody": f"{short}nguoi/",
        "employer-finding": f"{missing}ket-qua/", "employer-seen": f"{deducted}ai-da-xem/",
        "employer-people insured": f"{short}nguoi/?ai=tham-gia",
        "arrears": "/no-dong/", "arrears narrowed": "/no-dong/?tuoi=long", "held": "/tien-cho-khop/",
        "held-transfer": held, "closing": "/chot-so/", "account": owing, "notice": notice,
        "account-decide": f"{owing}{unit}/cam-ket/", "account-decide hard": f"{owing}{unit}/kho-thu/",
        "lists": "/danh-sach/", "lists narrowed": "/danh-sach/?loai=deaths",
        "send-calendar": "/danh-sach/lich/?huyen=447", "upload": "/danh-sach/gui/",
        "upload by day": "/danh-sach/gui/?list=findings", "receipt": taxpayers, "receipt faulty": faulty,
        "receipt withdrawn": withdrawn, "receipt people": members, "row": f"{taxpayers}dong/1/?o=headcount",
        "row person": f"{members}dong/3/?o=full_name", "row withdrawn": f"{withdrawn}dong/1/",
        "reminders": "/danh-sach/nhac/",
        "trips": "/chuyen-di/?huyen=436", "trip": _first(director, "/chuyen-di/?huyen=436", "tbody td a"),
        "jobs": "/cong-viec/", "job-reconcile": "/cong-viec/doi-chieu/", "job-export": "/cong-viec/xuat/",
        "job": _job(director), "jobs with one": "/cong-viec/",
        "pairs": "/xet-cap/", "pairs decided": "/xet-cap/?tinh_trang=decided", "pair": pair,
        "pair-quality": "/xet-cap/chat-luong/", "pair-check": _lot(director),
        "law": "/luat/", "law narrowed": "/luat/?loc=chua-co&ngay=30/06/2018", "law nobody": "/luat/?q=khong+co+nhu+the",
        "law-parameter": "/luat/arrears.monthly_rate.bhxh/", "law-parameter table": "/luat/wages.region_iii/",
        "law-parameter waiting": "/luat/voluntary.support.local/",
        "law-enter": "/luat/arrears.monthly_rate.bhxh/ghi/?tu=2018-01-01",
        "law-enter table": "/luat/deadlines.pension/ghi/",
        "voluntary": "/tu-nguyen/", "voluntary-people": "/tu-nguyen/nguoi/?tinh_trang=in_force",
        "voluntary-people nobody": "/tu-nguyen/nguoi/?tinh_trang=soon&dai_ly=khong",
        "voluntary-person": participant, "voluntary-support": "/tu-nguyen/ho-tro/", "voluntary-claim": claim,
        "voluntary-claim-changes": f"{claim}thay-doi/",
        "voluntary-sponsors": "/tu-nguyen/tai-tro/", "voluntary-sponsor": _sponsor(director),
        "voluntary-topups": "/tu-nguyen/ho-tro-them/",
        "voluntary-topups counted": "/tu-nguyen/ho-tro-them/?ty_le_poor=30&ty_le_other=10&tu_nam=2019&so_nam=3",
        "voluntary-topup": _topup(director), "voluntary-agents": "/tu-nguyen/dai-ly/",
        "voluntary-agent": _first(director, "/tu-nguyen/dai-ly/", "th a"),
        "employers by columns": "/don-vi/?cols=owed,since,officer,kind,sector&sort=owed",
        "employers with a slip": "/don-vi/?q=xay+dugn", "employer-timeline": f"{deducted}dien-bien/",
        "employer-objections": f"{missing}phan-anh/", "my-units": "/viec-cua-toi/", "handovers": "/ban-giao/",
        "handover": minutes,
        "objections": "/phan-anh/cho-tra-loi/",
    }  # fmt: skip
    return [
        Stop("sign-in", "", "/dang-nhap/"),
        *(Stop(name, "", path) for name, path in CALCULATORS.items()),
        Stop("calculators of an officer", DISTRICT, "/tinh/"),
        *(Stop(name, DIRECTOR, path) for name, path in seen_by_director.items()),
        Stop("nowhere", DIRECTOR, "/khong-co/", 404),
        Stop("home of a district", DISTRICT, "/"),
        Stop("objection-send", "", "/phan-anh/"),
        Stop("objection-look", "", "/phan-anh/tra-cuu/?ma=PA-AAA-AAA-AAA"),
        Stop("home of a commune", COMMUNE, "/"),
        Stop("home of an agency", TAX, "/"),
        Stop("home of an auditor", AUDITOR, "/"),
        Stop("lists of a commune", COMMUNE, "/danh-sach/"),
        Stop("upload of a commune", COMMUNE, "/danh-sach/gui/"),
        Stop("typing", COMMUNE, typing),
        Stop("typed-new", COMMUNE, f"{typing}dong/"),
        Stop("typed-row", COMMUNE, typed),
        Stop("receipt nil", COMMUNE, nil),
        Stop("lists of an agency", TAX, "/danh-sach/"),
        Stop("receipt of an agency", TAX, taxpayers),
        Stop("home of an administrator", ADMINISTRATOR, "/"),
        Stop("map", ADMINISTRATOR, "/ban-do/"),
        *_of_people(address, desks),
        Stop("law-parameter of who only reads", ADMINISTRATOR, "/luat/voluntary.support.local/"),
    ]


def _of_people(address: str, desks: Desks) -> list[Stop]:
    """The pages of accounts and of the journal; a second step is being set up, a link is waiting."""
    administrator = desks.at(address, name=ADMINISTRATOR)
    someone = _first(administrator, "/nguoi-dung/?q=vo+quang+nam", "tbody th a")
    administrator.open(someone).get_by_role("button", name="Lập đường dẫn đặt mật khẩu").click()
    link = administrator.page.locator("#link").input_value().removeprefix(address)
    desk = desks.at(address, name=DESK)
    desk.open("/tai-khoan/").get_by_role("button", name="Thêm ứng dụng mã 6 số").click()
    return [
        Stop("my-account", DESK, "/tai-khoan/"),
        Stop("my-app", DESK, "/tai-khoan/ma-6-so/"),
        Stop("person-seen", DESK, "/ai-da-xem/"),
        Stop("person-seen nobody", DESK, "/ai-da-xem/?so=1"),
        Stop("invitation", "", link),
        Stop("people", ADMINISTRATOR, "/nguoi-dung/"),
        Stop("people nobody", ADMINISTRATOR, "/nguoi-dung/?q=khong+ai"),
        Stop("people-invite", ADMINISTRATOR, "/nguoi-dung/moi/"),
        Stop("people-person", ADMINISTRATOR, someone),
        Stop("journal", AUDITOR, "/nhat-ky/"),
        Stop("journal narrowed", AUDITOR, "/nhat-ky/?ai=khong-ai&tu=hom-qua"),
    ]


def _first(desk: Desk, path: str, link: str) -> str:
    """Where the first such link of a page leads."""
    found = desk.open(path).locator(f"main {link}").first.get_attribute("href")
    assert found, (path, link)
    return found


def _typing(desk: Desk) -> tuple[str, str]:
    """A list being typed, with one row in it, and that row."""
    page = desk.open("/danh-sach/gui/")
    page.get_by_label("Kỳ nhập").select_option("2018-Q3")
    page.get_by_role("button", name="Nhập từng dòng").click()
    page.wait_for_url("**/danh-sach/nhap/*/")
    draft = page.url.removeprefix(desk.address)
    if not page.locator(".typed li a").count():
        new = desk.open(f"{draft}dong/")
        new.get_by_label("Tên cơ sở").fill("Tạp hóa Thủy Trang")
        new.get_by_label("Số lao động thuê mướn").fill("2")
        new.get_by_role("button", name="Lưu dòng này").click()
        new.wait_for_url(f"**{draft}")
    return draft, _first(desk, draft, ".typed li a")


def _job(desk: Desk) -> str:
    """A job that has ended: an export begun now."""
    page = desk.open("/cong-viec/xuat/")
    page.get_by_label("Bảng").select_option("duties")
    page.locator("main form .btn.p").click()
    page.get_by_role("link", name="Tải tệp").wait_for()
    return page.url.removeprefix(desk.address)


def _claim(desk: Desk) -> str:
    """The newest claim to Finance, drafted now where there is none."""
    page = desk.open("/tu-nguyen/ho-tro/")
    if not page.locator("main th a").count():
        page.locator("main form .btn.p").click()
        page.get_by_role("link", name="Xem kết quả").wait_for()
    return _first(desk, "/tu-nguyen/ho-tro/", "th a")


def _lot(director: Desk) -> str:
    """The first employer of the run's lot, drawn now where it is not yet."""
    page = director.open("/xet-cap/chat-luong/")
    if not page.locator("main td a").count():
        page.get_by_role("button", name="Bốc thăm").click()
    return _first(director, "/xet-cap/chat-luong/", "td a")


def _sponsor(desk: Desk) -> str:
    """The newest sponsorship, entered now where there is none."""
    page = desk.open("/tu-nguyen/tai-tro/")
    if not page.locator("main th a").count():
        for label, typed in (
            ("Tổ chức tài trợ", "Red Cross"), ("Số văn bản", "12/RC"), ("Ngày văn bản", "02/01/2018"),
            ("Từ tháng", "01/2018"), ("Đến hết tháng", "12/2018"), ("Số tiền một người, một tháng (đồng)", "20.000"),
        ):  # fmt: skip
            page.get_by_label(label).fill(typed)
        page.get_by_role("button", name="Ghi khoản tài trợ").click()
        page.wait_for_url("**/tai-tro/*/")
    return _first(desk, "/tu-nguyen/tai-tro/", "th a")


def _topup(desk: Desk) -> str:
    """The newest proposal of the province's own support, saved now where there is none."""
    page = desk.open("/tu-nguyen/ho-tro-them/?ty_le_poor=30&tu_nam=2019&so_nam=1")
    if not page.locator("main a[href^='/tu-nguyen/ho-tro-them/']").count():
        page.get_by_role("button", name="Lưu thành đề xuất").click()
        page.wait_for_url("**/ho-tro-them/*/")
    return _first(desk, "/tu-nguyen/ho-tro-them/", "th a")


def minutes_of(desk: Desk, district: str, giver: str, receiver: str) -> str:
    """Minutes by which a district's units pass on, drawn up from the list of employers where there are none."""
    page = desk.open("/ban-giao/")
    if not page.locator("main tbody th a").count():
        for officer in (giver, receiver):
            page = desk.open(f"/don-vi/?district={district}")
            page.locator("#bulk [name=all]").check()
            page.locator("#bulk [value=charge]").click()
            page.locator("#c-officer").select_option(officer)
            page.locator("main form .btn.p").click()
        page.locator("main form [value=minutes]").click()
    return _first(desk, "/ban-giao/", "tbody th a")
