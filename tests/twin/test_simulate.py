"""The files of a simulated province: same bytes, each opens again, each data row has its truth."""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from baophu.twin.actions import simulate
from baophu.twin.encode import Script, to_bytes
from baophu.twin.lists import every_file
from baophu.twin.lists.frame import ListFile
from baophu.twin.world import build

Lines = list[list[str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("province")
    simulate(units=400, people=5000, seed=11, out=out)
    return out


def manifest(province: Path) -> list[dict[str, str]]:
    with (province / "lists/manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth(province: Path, name: str) -> list[dict[str, str]]:
    with (province / "truth" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(raw: bytes) -> str:
    if raw[:2] == b"\xff\xfe":
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def lines_of(path: Path) -> Lines:
    if path.suffix != ".csv":
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        return [[str(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)]
    text = text_of(path.read_bytes())
    first = text.splitlines()[0] + text.splitlines()[-1]
    return list(csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count)))


def expected_lines(file: ListFile, rows: int) -> int:
    """Count the lines that a file of that layout holds around its rows."""
    layout = file.layout
    head = len(layout.titles) + (2 if layout.groups else 1) + layout.numbered_line
    foot = bool(layout.sums) + (1 + len(layout.footer) if layout.footer else 0)
    blank = sum(number <= rows for number in layout.blank_after)
    return head + rows + blank + foot


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    sums = []
    for name in ("one", "other"):
        simulate(units=60, people=900, seed=5, out=tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        sums.append(
            {
                str(path.relative_to(tmp_path / name)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in files
            }
        )
    assert sums[0] == sums[1]
    assert len(sums[0]) > 30


def test_the_manifest_names_every_file_once(sample: Path) -> None:
    named = [row["file"] for row in manifest(sample)]
    held = {path.name for path in (sample / "lists").iterdir()} - {"manifest.csv"}
    assert len(set(named)) == len(named)
    assert set(named) == held


def test_every_sort_of_list_is_written(sample: Path) -> None:
    assert {row["list"] for row in manifest(sample)} == {
        "tax_enterprises", "tax_payroll", "new_businesses", "commune_businesses", "labour_use", "zone_enterprises",
        "trade_unions", "insured_units", "insured_members", "payments", "voluntary_members", "poor_households",
        "beneficiaries", "population", "association_members", "business_events", "findings", "deaths",
    }  # fmt: skip


def test_every_file_opens_again_and_each_data_row_has_its_truth(sample: Path) -> None:
    rows: dict[str, set[int]] = defaultdict(set)
    for name in ("links.csv", "payments.csv"):
        for row in truth(sample, name):
            rows[row["file"]].add(int(row["row"]))
    wrong = []
    for file in every_file(build(units=400, people=5000, seed=11)):
        numbers = rows[file.file]
        if file.list_name == "population":
            continue
        found = len(lines_of(sample / "lists" / file.file))
        if numbers != set(range(1, len(numbers) + 1)) or found != expected_lines(file, len(numbers)):
            wrong.append((file.file, found, len(numbers)))
    assert wrong == []


def test_every_employer_and_every_person_stands_in_some_list(sample: Path) -> None:
    links = truth(sample, "links.csv")
    named = {(row["kind"], row["entity"]) for row in links}
    assert len({entity for kind, entity in named if kind == "employer"}) == 400
    assert len({entity for kind, entity in named if kind == "person"}) == 5000
    assert {row["entity"] for row in truth(sample, "standings.csv")} == {
        entity for kind, entity in named if kind == "employer"
    }


def test_a_payroll_row_names_a_person_and_an_employer(sample: Path) -> None:
    kinds = Counter(
        (row["file"], row["row"]) for row in truth(sample, "links.csv") if row["list"] == "tax_payroll"
    )
    assert set(kinds.values()) == {2}


def test_the_insured_of_the_truth_are_the_people_open_in_the_member_list(sample: Path) -> None:
    units = lines_of(sample / "lists/BHXH_don_vi_2018-06.csv")[1:]
    members = lines_of(sample / "lists/BHXH_lao_dong_2018-06.csv")
    code, until = members[0].index("Mã đơn vị"), members[0].index("Đến tháng")
    counted = Counter(line[code] for line in members[1:] if not line[until])
    entity = {
        int(row["row"]): row["entity"]
        for row in truth(sample, "links.csv")
        if row["file"] == "BHXH_don_vi_2018-06.csv"
    }
    insured = {row["entity"]: int(row["insured"]) for row in truth(sample, "standings.csv")}
    assert {entity[at]: counted[line[0]] for at, line in enumerate(units, 1)} == {
        name: count for name, count in insured.items() if count
    }


def test_dirt_of_every_named_sort_occurs(sample: Path) -> None:
    paths = list((sample / "lists").iterdir())
    raw = {path: path.read_bytes() for path in paths if path.suffix == ".csv"}
    starts = Counter(data[:3] == b"\xef\xbb\xbf" for data in raw.values())
    texts = {path: text_of(data) for path, data in raw.items()}
    assert starts[True] and starts[False]
    assert any(data[:2] == b"\xff\xfe" for data in raw.values())
    assert any("\t" in text.splitlines()[0] for text in texts.values())
    assert any(";" in text.splitlines()[0] for text in texts.values())
    assert any(text != unicodedata.normalize("NFC", text) for text in texts.values())
    assert any(b"\xaan c\xac s\xeb" in data for data in raw.values()), "TCVN3"
    assert {path.suffix for path in paths} == {".csv", ".xlsx", ".xls", ".ods"}


@pytest.mark.parametrize(
    ("script", "raw"),
    [
        (Script.TCVN3, b"C\xabng ty \xa7\xf8c H\xdfa"),
        (Script.VNI, "Coâng ty Ñöùc Hoøa".encode("cp1252")),
        (Script.CP1258, b"C\xf4ng ty \xd0\xfd\xecc Ho\xcca"),
    ],
)
def test_old_encodings_are_written_byte_for_byte(script: Script, raw: bytes) -> None:
    assert to_bytes("Công ty Đức Hòa", script) == raw
