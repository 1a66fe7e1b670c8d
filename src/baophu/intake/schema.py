"""The contracts in the Frictionless Table Schema form, for programs that write lists."""

from __future__ import annotations

from typing import Any, Final

from baophu.intake.contracts import Contract, Field, Kind

_TYPES: Final = {
    Kind.COUNT: "integer",
    Kind.MONEY: "integer",
    Kind.DAY: "date",
    Kind.MONTH: "yearmonth",
    Kind.YES_NO: "boolean",
}
_PATTERNS: Final = {
    Kind.TAX_CODE: r"\d{10}(-\d{3})?|\d{12}",
    Kind.ID_NUMBER: r"\d{9}|\d{12}",
    Kind.SI_NUMBER: r"\d{10}",
    Kind.PHONE: r"0\d{9,10}(,0\d{9,10})*",
    Kind.NUMBER: r"\d+([.,]\d+)?",
}


def table_schema(of: Contract) -> dict[str, Any]:
    """Give one contract as a Table Schema descriptor."""
    return {
        "name": of.name,
        "title": of.title,
        "description": f"{of.about} Mỗi dòng: {of.row}.",
        "sender": of.sender,
        "cadence": of.cadence,
        "clause": of.clause,
        "missingValues": [""],
        "fields": [_field(field) for field in of.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    """Give one field's descriptor; `aliases` are the other headers that are understood."""
    constraints: dict[str, Any] = {"required": field.required and not field.from_sender}
    if field.kind in _PATTERNS:
        constraints["pattern"] = _PATTERNS[field.kind]
    if field.choices:
        constraints["enum"] = [value for value, _ in field.choices]
    if field.least is not None:
        constraints["minimum"] = field.least
    if field.most is not None:
        constraints["maximum"] = field.most
    described = {
        "name": field.id,
        "title": field.title,
        "type": _TYPES.get(field.kind, "string"),
        "description": field.about,
        "constraints": constraints,
        "aliases": list(field.aliases),
    }
    if field.kind is Kind.DAY:
        described["format"] = "%d/%m/%Y"
    if field.kind is Kind.YES_NO:
        described |= {"trueValues": ["Có"], "falseValues": ["Không"]}
    return described
