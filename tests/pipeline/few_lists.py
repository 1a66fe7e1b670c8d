"""A handful of typed rows measured at once: what lists say, without files, readers or linkage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

from baophu.coverage import bulk
from baophu.coverage.rules import Method
from baophu.coverage.setting import Place, Setting
from baophu.engine.steps import run_steps
from baophu.intake.contracts import contracts
from baophu.kernel.time import Period
from baophu.linkage.golden import STEPS
from baophu.linkage.golden.trust import hand_over
from baophu.linkage.relations import empty_columns

DAY = date(2018, 6, 30)
METHOD = Method(
    on_day=DAY, window_from=date(2016, 12, 30), short_contracts_from=date(2018, 1, 1), tolerance_percent=5,
    tolerance_least=1, error_percent=5, error_least=1, small_group=30, enough_visits=50,
)  # fmt: skip
SENDERS = {"tax_enterprises": "tax", "tax_payroll": "tax", "commune_businesses": "commune-18679"}
ORIGIN = {
    "receipt_id": "INTEGER", "list": "VARCHAR", "file": "VARCHAR", "sha256": "VARCHAR", "sender_code": "VARCHAR",
    "sender_area": "VARCHAR", "begins_on": "DATE", "ends_on": "DATE", "as_of": "DATE", "row": "INTEGER",
}  # fmt: skip
COMMUNES = {"18679": ("18679", "446"), "18682": ("18682", "446"), "18763": ("18763", "447")}
PLACES = [
    Place("42", "province", "Tỉnh Hà Tĩnh"), Place("446", "district", "Huyện Cẩm Xuyên"),
    Place("447", "district", "Huyện Kỳ Anh"), Place("18679", "commune", "Xã Cẩm Hòa"),
    Place("18682", "commune", "Xã Cẩm Dương"), Place("18763", "commune", "Xã Kỳ Phú"),
]  # fmt: skip


@dataclass
class Measured:
    """The relations of a measurement, asked by employer or area."""

    con: duckdb.DuckDBPyConnection

    def standing(self, employer: str) -> dict[str, object]:
        """The row of `standing_rows` of an employer."""
        return self._one("SELECT * FROM standing_rows WHERE employer_id = ?", employer)

    def fact(self, employer: str) -> dict[str, object]:
        """The facts that an employer's standing follows from."""
        return self._one("SELECT * FROM facts WHERE entity = ?", employer)

    def rate(self, indicator: str, area: str = "42") -> dict[str, object] | None:
        """The whole rate of an area as `value`, `low`, `high` (micro-units), None where it is blank."""
        sql = (
            "SELECT value_micro AS value, low_micro AS low, high_micro AS high, num_e4, den_e4 FROM rates"
            " WHERE indicator = ? AND area_code = ? AND dimension = ''"
        )
        found = self.con.sql(sql, params=[indicator, area]).to_arrow_table().to_pylist()
        return found[0] if found else None

    def _one(self, sql: str, key: str) -> dict[str, object]:
        (row,) = self.con.sql(sql, params=[key]).to_arrow_table().to_pylist()
        return dict(row)


@dataclass
class FewLists:
    """Lists as the linkage leaves them: every row knows its employer and its person."""

    on: date = DAY
    receipts: list[dict[str, object]] = field(default_factory=list)
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    links: list[tuple[str, str, str, int, str, int]] = field(default_factory=list)
    employers: dict[str, dict[str, str]] = field(default_factory=dict)
    arrears: list[dict[str, object]] = field(default_factory=list)  # employer_id, owed_vnd, due_vnd

    def employer(self, key: str, **known: str) -> FewLists:
        """An employer with what its golden record holds; those only named in lists are plain enterprises."""
        usual = {
            "kind": "enterprise", "name": f"Đơn vị {key}", "tax_code": "", "unit_code": "", "industry_code": "",
            "commune_code": "18679", "district_code": "446",
        }  # fmt: skip
        self.employers[key] = usual | known
        return self

    def send(
        self,
        name: str,
        *rows: Mapping[str, object],
        period: str = "2017",
        received_on: date = date(2018, 7, 2),
        sender: str = "",
    ) -> FewLists:
        """One list; a row's `employer` and `person` say whose it is, all else are its fields."""
        span = Period.parse(period)
        number = len(self.receipts) + 1
        receipt = {
            "receipt_id": number, "list": name, "file": f"{name}_{number}.csv", "sha256": f"{number:064d}",
            "agency_code": sender or SENDERS.get(name, "si-42"), "area_code": "42", "period": period,
            "begins_on": span.begins_on, "ends_on": span.ends_on, "as_of": min(span.ends_on, received_on),
        }  # fmt: skip
        self.receipts.append(receipt)
        for place, row in enumerate(rows, start=1):
            told = {key: value for key, value in row.items() if key not in {"employer", "person"}}
            origin = {key: receipt[key] for key in ORIGIN if key in receipt}
            origin |= {"sender_code": receipt["agency_code"], "sender_area": "42", "row": place}
            self.rows.setdefault(name, []).append(origin | told)
            for kind in ("employer", "person"):
                if key := row.get(kind):
                    self.links.append((kind, str(key), name, number, str(receipt["file"]), place))
            if row.get("employer") and row["employer"] not in self.employers:
                self.employer(str(row["employer"]))
        return self

    def measured(self, **rule: object) -> Measured:
        """Measure the day by the rule's numbers, some of them changed."""
        con = self._lists()
        known = [{"employer_id": key, **fields} for key, fields in self.employers.items()]
        _table(con, "employer_golden", dict.fromkeys(GOLDEN, "VARCHAR"), known)
        if self.arrears:
            owing = {"employer_id": "VARCHAR", "owed_vnd": "BIGINT", "due_vnd": "BIGINT"}
            _table(con, "employer_arrears", owing, self.arrears)
        numbers = {name: getattr(METHOD, name) for name in METHOD.__slots__} | {"on_day": self.on} | rule
        setting = Setting(
            method=Method(**numbers), article="Luật BHXH, Điều 2", province="42", places=PLACES,
            area_map=COMMUNES, reporting={("district", "446"): (1, 2)},
        )  # fmt: skip
        bulk.measure(con, setting, lambda _step, _share: None)
        return Measured(con)

    def linked(self) -> duckdb.DuckDBPyConnection:
        """The relations of the golden record that the rows give."""
        con = self._lists()
        hand_over(con)
        run_steps(con, STEPS)
        return con

    def golden(self, of: str = "employer") -> dict[str, dict[str, object]]:
        """The golden records, by entity."""
        con = self.linked()
        found = con.sql(f"SELECT * FROM {of}_golden").to_arrow_table().to_pylist()
        return {str(row[f"{of}_id"]): row for row in found}

    def _lists(self) -> duckdb.DuckDBPyConnection:
        con = duckdb.connect(":memory:", config={"threads": 1})
        _table(con, "receipts", RECEIPT, self.receipts)
        for name in contracts():
            _table(con, f"rows_{name}", ORIGIN | dict(empty_columns(name)), self.rows.get(name, []))
        _table(con, "links", LINK, [dict(zip(LINK, link, strict=True)) for link in self.links])
        return con


LINK = {
    "kind": "VARCHAR", "entity": "VARCHAR", "list": "VARCHAR", "receipt_id": "INTEGER", "file": "VARCHAR",
    "row": "INTEGER",
}  # fmt: skip
RECEIPT = {
    "receipt_id": "INTEGER", "list": "VARCHAR", "file": "VARCHAR", "sha256": "VARCHAR", "agency_code": "VARCHAR",
    "area_code": "VARCHAR", "period": "VARCHAR", "begins_on": "DATE", "ends_on": "DATE", "as_of": "DATE",
}  # fmt: skip
GOLDEN = (
    "employer_id", "kind", "name", "tax_code", "unit_code", "industry_code", "industry", "commune_code",
    "district_code",
)  # fmt: skip


def _table(
    con: duckdb.DuckDBPyConnection,
    name: str,
    columns: Mapping[str, str],
    rows: list[dict[str, object]],
) -> None:
    """A table of typed columns; what a row does not say is null, what no column holds is a mistake."""
    plain = {title.strip('"'): kind for title, kind in columns.items()}
    titles = ", ".join(f'"{title}" {kind}' for title, kind in plain.items())
    con.execute(f"CREATE TABLE {name} ({titles})")
    for row in rows:
        assert set(row) <= set(plain), set(row) - set(plain)
    if rows:
        marks = ", ".join("?" for _ in plain)
        con.executemany(
            f"INSERT INTO {name} VALUES ({marks})", [[row.get(title) for title in plain] for row in rows]
        )
