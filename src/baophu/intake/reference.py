"""The reference page of all lists, made from the contracts."""

from __future__ import annotations

from baophu.intake.contracts import Contract, Field, contracts

_HEAD = """# Lists

Made from the contracts in `src/baophu/intake`; a test holds the two together. Required fields are bold. Any
usual spelling of a header is understood; another can be mapped once and is remembered for its sender.
`baophu templates OUT/` writes each list as a workbook and as a Frictionless Table Schema.
"""


def lists_page() -> str:
    """Give the whole page as Markdown."""
    return "\n".join([_HEAD, *(_section(contract) for contract in contracts().values())])


def _section(contract: Contract) -> str:
    lines = [
        f"## `{contract.name}`: {contract.title}",
        "",
        f"{contract.about} Sender: {contract.sender}. Cadence: {contract.cadence}. "
        f"Clause {contract.clause} of Plan 157. A row: {contract.row}.",
        "",
        "| field | header | kind | meaning |",
        "| --- | --- | --- | --- |",
        *(_line(field) for field in contract.fields),
        "",
    ]
    return "\n".join(lines)


def _line(field: Field) -> str:
    name = f"**{field.id}**" if field.required else field.id
    kind = ", ".join(value for value, _ in field.choices) if field.choices else str(field.kind)
    return f"| {name} | {field.title} | {kind} | {field.about} |"
