"""Lists as a commune's clerk would type them; invented employers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from journeys.served import Home

SHORT = 3  # letters that a word must keep
HEADER = (
    "TT", "Tên cơ sở", "Chủ cơ sở", "Địa chỉ", "Xã, phường", "Huyện", "Loại hình", "Mã số thuế",
    "Số LĐ thuê mướn", "Ghi chú",
)  # fmt: skip
MOC = ("Công ty TNHH Mộc Hoành Lĩnh", "Trần Văn Lĩnh", "Thôn Phú Lợi", "Xã Kỳ Phú", "Huyện Kỳ Anh", "DN")
BUN = ("Hộ kinh doanh Bún Kỳ Phú", "Lê Thị Bún", "Thôn Phú Hải", "Xã Kỳ Phú", "Huyện Kỳ Anh", "HKD")
GACH = ("Hợp tác xã Gạch Phú Minh", "Võ Minh", "Thôn Phú Minh", "Xã Kỳ Phú", "Huyện Kỳ Anh", "HTX")


def commune_list(*rows: Sequence[object]) -> bytes:
    """A commune's list of businesses with a title above and a signature below."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["DANH SÁCH CƠ SỞ SẢN XUẤT, KINH DOANH TRÊN ĐỊA BÀN XÃ KỲ PHÚ"])
    writer.writerow([])
    writer.writerow(HEADER)
    for number, row in enumerate(rows, start=1):
        writer.writerow([number, *row])
    writer.writerow([])
    writer.writerow(["", "", "", "", "Người lập"])
    return out.getvalue().encode("utf-8-sig")


def with_a_fault() -> bytes:
    """A list of which one row waits in quarantine: a word where a count belongs."""
    return commune_list((*BUN, "", "hai người", ""), (*GACH, "", "3", ""))


def happenings(folder: Path) -> list[list[str]]:
    """Commands of an office's usual mishaps: a list with a fault, "no change", a list withdrawn."""
    file = saved(folder, "xa-ky-phu-q4.csv", with_a_fault())
    sent = ["--list", "commune_businesses", "--from", "commune-18763"]
    return [
        ["receive", str(file), *sent, "--period", "2017-Q4", "--received-on", "2018-01-05"],
        ["receive", "--nil", *sent, "--period", "2018-Q1", "--received-on", "2018-04-04"],
        ["withdraw", "2018-01-justice-deaths-01", "--because", "Gửi nhầm bản của tháng trước"],
    ]


def barely_named(home: Home, folder: Path, *, most: int) -> list[list[str]]:
    """Commands by which two associations send members by name alone, one of them with slips: pairs in doubt."""
    names = home.ask(
        "SELECT name FROM register_employerrecord WHERE kind = 'enterprise' AND run_until IS NULL"
        " AND name LIKE 'CÔNG TY%' GROUP BY name HAVING count(*) = 1"
        f" ORDER BY length(name) DESC, name LIMIT {most}"
    )
    sent = ["--list", "association_members", "--period", "2017", "--received-on", "2018-02-01"]
    commands = []
    for sender, write in (("business-association", str), ("cooperative-alliance", _slip)):
        lines = [f"{number},{write(name)}" for number, (name,) in enumerate(names, start=1)]
        content = "\n".join(["TT,Tên hội viên", *lines, ""]).encode("utf-8-sig")
        commands.append(["receive", str(saved(folder, f"{sender}.csv", content)), "--from", sender, *sent])
    return commands


def _slip(name: str) -> str:
    """The name with a slip in its last word but one."""
    words = name.split()
    words[-2] = words[-2][:-1] if len(words[-2]) > SHORT else f"{words[-2]}H"
    return " ".join(words)


def saved(folder: Path, name: str, content: bytes) -> Path:
    """The list as a file to be chosen."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    return file
