"""Pure rules of a typed list: its columns, what a row lacks, what it resembles, the file it becomes."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from baophu.kernel.identifiers import TaxCode
from baophu.kernel.text import fold, nfc

LIST: Final = "commune_businesses"
FIELDS: Final = (
    "name", "owner", "kind", "address", "hired", "tax_code", "licence_no", "industry", "phone", "note",
)  # fmt: skip
LONGEST: Final = {"note": 400, "name": 200, "owner": 120, "address": 200}
USUAL_LENGTH: Final = 80
LIKENESS: Final = 0.75
MOST_ROWS: Final = 2000


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of a draft: its key for as long as the draft lives, what was typed, whether it is left out."""

    key: str
    values: dict[str, str]
    former: bool = False  # came from the list sent before
    changed: bool = False
    gone: bool = False

    @property
    def title(self) -> str:
        """What the row is called on the page."""
        return self.values.get("name") or self.values.get("owner", "")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a field, or what it resembles; a doubt may be overruled by the person who types."""

    field: str
    code: str
    message: str  # a Vietnamese sentence with named fields
    values: dict[str, str]
    doubt: bool = False
    offer: str = ""  # the value meant, perhaps


NO_HIRED: Final = "Chưa có số lao động thuê. Ghi 0 nếu không thuê ai."
NO_NAME: Final = "Chưa có tên cơ sở. Không có biển hiệu thì ghi tên chủ cơ sở."
TOO_LONG: Final = "Dài quá {most} ký tự. Rút gọn rồi lưu lại."
BAD_TAX_CODE: Final = "Mã số thuế “{value}” không đúng số kiểm tra. Xem lại từng số, hoặc để trống."
UNKNOWN_HAMLET: Final = "Các danh sách trước của xã không có “{value}”. Có phải {offer}?"
TWIN: Final = "Đã có một dòng cùng tên, cùng chủ: {other}. Vẫn lưu nếu là hai cơ sở khác nhau."


def tidy(values: Mapping[str, str]) -> dict[str, str]:
    """The typed fields alone, without needless blanks; blank ones left out."""
    kept = {name: " ".join(nfc(values.get(name, "")).split()) for name in FIELDS}
    return {name: text for name, text in kept.items() if text}


def remarks(values: Mapping[str, str], *, hamlets: Sequence[str], others: Iterable[TypedRow]) -> list[Remark]:
    """What a person should mend in a row, then what they should look at twice."""
    found = [
        Remark(name, "too_long", TOO_LONG, {"most": str(most)})
        for name, text in values.items()
        if len(text) > (most := LONGEST.get(name, USUAL_LENGTH))
    ]
    if not values.get("name") and not values.get("owner"):
        found.append(Remark("name", "no_name", NO_NAME, {}))
    if "hired" not in values:
        found.append(Remark("hired", "no_hired", NO_HIRED, {}))
    code = values.get("tax_code", "")
    read = TaxCode.parse(code) if code else None
    if code and (read is None or not read.valid):
        found.append(Remark("tax_code", "bad_tax_code", BAD_TAX_CODE, {"value": code}))
    return [*found, *_hamlet(values.get("address", ""), hamlets), *_twin(values, others)]


def _hamlet(address: str, hamlets: Sequence[str]) -> list[Remark]:
    """A hamlet that no former list names but that looks like one they do."""
    known = {fold(name): name for name in hamlets}
    key = fold(address)
    if not key or key in known:
        return []
    near = difflib.get_close_matches(key, known, n=1, cutoff=LIKENESS)
    if not near:
        return []
    offer = known[near[0]]
    words = {"value": address, "offer": offer}
    return [Remark("address", "unknown_hamlet", UNKNOWN_HAMLET, words, doubt=True, offer=offer)]


def _twin(values: Mapping[str, str], others: Iterable[TypedRow]) -> list[Remark]:
    """A row of the same name and owner."""
    own = _sign(values)
    twin = next((row for row in others if not row.gone and _sign(row.values) == own), None)
    if twin is None or not any(own):
        return []
    return [Remark("name", "twin", TWIN, {"other": twin.title}, doubt=True)]


def _sign(values: Mapping[str, str]) -> tuple[str, str]:
    return fold(values.get("name", "")), fold(values.get("owner", ""))


def as_file(rows: Sequence[TypedRow], titles: Mapping[str, str]) -> bytes:
    """The list as a file of its own, in the contract's titles: what the commune sends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([titles[name] for name in FIELDS])
    for row in rows:
        if not row.gone:
            writer.writerow([row.values.get(name, "") for name in FIELDS])
    return out.getvalue().encode("utf-8-sig")
