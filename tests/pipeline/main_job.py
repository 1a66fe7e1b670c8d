"""Carry a handful of lists from files to standings by the published commands, inside a test."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from baophu.cli.main import execute

HEADERS = {
    "tax_enterprises": ["Mã số thuế", "Tên người nộp thuế", "Địa chỉ", "Trạng thái", "Số lao động"],
    "tax_payroll": ["MST cơ quan chi trả", "Tên cơ quan chi trả", "Họ và tên", "CMND/CCCD", "Ngày sinh", "Phụ lục", "Số tháng", "Thu nhập chịu thuế", "Bảo hiểm được trừ"],
    "commune_businesses": ["Tên cơ sở", "Chủ cơ sở", "Địa chỉ", "Xã, phường", "Huyện", "Loại hình", "Mã số thuế", "Số LĐ thuê mướn", "Ghi chú"],
    "labour_use": ["Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Xã/phường", "Huyện/TP/TX", "Tổng số lao động"],
    "insured_units": ["Mã đơn vị", "Mã số thuế", "Tên đơn vị", "Địa chỉ", "Xã/phường", "Huyện", "Số lao động tham gia", "Giao dịch điện tử"],
    "insured_members": ["Mã số BHXH", "Họ và tên", "Ngày sinh", "Giới tính", "Số CMND/CCCD", "Mã đơn vị", "Mức lương đóng", "Từ tháng", "Đến tháng"],
    "new_businesses": ["Mã số doanh nghiệp", "Tên doanh nghiệp", "Địa chỉ trụ sở chính", "Ngày cấp", "Số lao động dự kiến"],
    "voluntary_members": ["Mã số BHXH", "Họ và tên", "Ngày sinh", "Xã/phường", "Huyện", "Mức thu nhập đóng", "Phương thức đóng (tháng)", "Từ tháng", "Đến tháng", "Đối tượng", "Số biên lai", "Ngày biên lai"],
    "deaths": ["Họ và tên", "Ngày chết", "Số CMND/CCCD", "Ngày sinh"],
    "findings": ["Đơn vị", "Mã số thuế", "Ngày xác minh", "Số văn bản", "Mã kết quả", "Số lao động thuộc diện"],
}  # fmt: skip
SENDERS = {
    "tax_enterprises": ("Cục Thuế tỉnh", "2017"),
    "tax_payroll": ("Cục Thuế tỉnh", "2017"),
    "commune_businesses": ("UBND xã Cẩm Hòa, Huyện Cẩm Xuyên", "2018-Q2"),
    "labour_use": ("Sở Lao động - Thương binh và Xã hội", "2018"),
    "insured_units": ("BHXH tỉnh", "2018-06"),
    "insured_members": ("BHXH tỉnh", "2018-06"),
    "new_businesses": ("Sở Kế hoạch và Đầu tư", "2018-06"),
    "voluntary_members": ("BHXH tỉnh", "2018-06"),
    "deaths": ("Sở Tư pháp", "2018-06"),
    "findings": ("BHXH tỉnh", "2018-06-20"),
}


@dataclass
class Province:
    """A folder of lists to be received and reconciled."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    sent: list[dict[str, str]] = field(default_factory=list)

    def send(
        self,
        name: str,
        *rows: Sequence[object],
        period: str = "",
        sender: str = "",
        received_on: str = "2018-07-02",
    ) -> Province:
        """Write one list's file, by the order of its headers."""
        agency, usual = SENDERS[name]
        file = f"{name}_{len(self.sent)}.csv"
        lists = self.folder / "lists"
        lists.mkdir(exist_ok=True)
        with (lists / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADERS[name])
            writer.writerows(rows)
        self.sent.append(
            {
                "file": file,
                "list": name,
                "agency": sender or agency,
                "period": period or usual,
                "received_on": received_on,
            }
        )
        return self

    def receive(self) -> dict[str, object]:
        """`receive-all --json`, its answer."""
        with (self.folder / "lists/manifest.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, ["file", "list", "agency", "period", "received_on"])
            writer.writeheader()
            writer.writerows(self.sent)
        answer: dict[str, object] = json.loads(self.said("receive-all", str(self.folder / "lists"), "--json"))
        return answer

    def reconcile(self, on: str = "2018-06-30") -> dict[str, object]:
        """`reconcile --json`, its answer."""
        answer: dict[str, object] = json.loads(self.said("reconcile", "--on", on, "--json"))
        return answer

    def carried(self, on: str = "2018-06-30") -> Province:
        """Received and reconciled."""
        self.receive()
        self.reconcile(on)
        return self

    def said(self, *arguments: str) -> str:
        """One command that must succeed; what it printed."""
        self.capsys.readouterr()
        code = execute(list(arguments))
        printed = self.capsys.readouterr()
        assert code == 0, printed.err
        return printed.out

    def exported(self, what: str, *more: str) -> list[dict[str, str]]:
        """The rows of an export."""
        file = self.folder / f"{what}.csv"
        self.said("export", what, "--out", str(file), *more)
        with file.open(encoding="utf-8-sig", newline="") as opened:
            return list(csv.DictReader(opened))

    def standing(self, part_of_name: str) -> Mapping[str, str]:
        """The one standing whose name holds these words."""
        found = [row for row in self.exported("standings") if part_of_name.lower() in row["name"].lower()]
        assert len(found) == 1, [row["name"] for row in found]
        return found[0]
