"""Every damaged or hostile file gets one sentence that names it and the way out, and leaves nothing behind."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from baophu.intake.actions import receive
from baophu.intake.filing import shown_name
from baophu.intake.models import Fault, Receipt, Refusal
from baophu.kernel.errors import Refused
from intake.hostile.files import Named, all_files

AT = datetime(2018, 7, 5, 3, tzinfo=UTC)
WAY_OUT = re.compile(
    r"\b(gửi|Gửi|lưu lại|Lưu|Sửa|sửa|Xóa|Tách|Điền|Mở|Kiểm tra|Giữ lại|Đổi tên|Rút ngắn|Thêm cột|Bỏ)\b"
)
FILES = list(all_files())


def test_there_are_hundreds_of_them() -> None:
    assert len(FILES) >= 200
    assert len({name + of for name, _, of in FILES}) == len(FILES)


@pytest.mark.django_db
@pytest.mark.parametrize("named", FILES, ids=[f"{of}:{name[:40]!r}" for name, _, of in FILES])
def test_a_hostile_file_is_answered_in_one_sentence(named: Named, tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EVIDENCE = tmp_path / "evidence"
    name, data, list_name = named
    with pytest.raises(Refused) as told:
        receive(
            content=data, file_name=name, list_name=list_name, agency="tax", period="2017", by=None, at=AT
        )
    sentence = str(told.value)
    assert shown_name(name) in sentence
    assert WAY_OUT.search(sentence), sentence
    assert len(sentence) < 1200 and "Traceback" not in sentence and "\n" not in sentence
    assert not Receipt.objects.exists() and not Fault.objects.exists()
    assert Refusal.objects.get().sentence == sentence
    assert [path for path in settings.EVIDENCE.rglob("*") if path.is_file()] == []
