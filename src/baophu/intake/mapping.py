"""The file that maps headers by hand: one line a column, "title in the file: field"."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from baophu.intake.contracts import contract
from baophu.intake.refusals import BadMapping, NoSuchFile

_LONGEST: Final = 100_000


def read_mapping(path: Path, *, list_name: str) -> dict[str, str]:
    """Read header -> field from YAML; raises `BadMapping` for anything else."""
    fields = ", ".join(field.id for field in contract(list_name).fields)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise NoSuchFile(file=path.name) from None
    except UnicodeDecodeError:
        raise BadMapping(why=f"{path.name} không phải văn bản UTF-8", fields=fields) from None
    if len(text) > _LONGEST or "&" in text:
        raise BadMapping(why=f"{path.name} quá dài hoặc có ký hiệu &", fields=fields)
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError:
        raise BadMapping(why=f"{path.name} không phải YAML", fields=fields) from None
    if not isinstance(read, dict) or any(isinstance(v, dict | list) for v in read.values()):
        raise BadMapping(why=f"{path.name} không phải bảng “tiêu đề: mã trường”", fields=fields)
    return {str(key): "" if value is None else str(value) for key, value in read.items()}
