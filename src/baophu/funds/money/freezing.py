"""What a closing freezes, copied inside the database; what the next run reads of it."""

from __future__ import annotations

from datetime import date
from typing import Final

import pyarrow as pa

from baophu.engine.rows import Store, read
from baophu.funds.money.bulk import SCHEMAS, Decided

_SEEN: Final = "run_from <= %s AND (run_until IS NULL OR run_until > %s)"
_POSTINGS: Final = f"""
INSERT INTO funds_posting (close_id, unit_code, of_month, fund, kind, amount_vnd)
SELECT %s, unit_code, month, fund, 'due', due_vnd FROM funds_ledgerline
WHERE month = %s AND {_SEEN} AND (due_vnd IS NULL OR due_vnd <> 0)
UNION ALL
SELECT %s, unit_code, month, fund, 'interest', interest_vnd FROM funds_ledgerline
WHERE month = %s AND {_SEEN} AND (interest_vnd IS NULL OR interest_vnd <> 0)
UNION ALL
SELECT %s, unit_code, of_month, fund, kind, amount_vnd FROM funds_change
WHERE month = %s AND {_SEEN}
"""
_TRANSFERS: Final = f"""
INSERT INTO funds_postedtransfer (close_id, unit_code, paid_on, booked_on, amount_vnd, voucher_no, account)
SELECT %s, unit_code, paid_on, booked_on, amount_vnd, voucher_no, account FROM funds_transfer
WHERE booked_on BETWEEN %s AND %s AND held = '' AND {_SEEN}
"""
_TAKEN_BACK: Final = f"""
SELECT unit_code, paid_on, booked_on, -amount_vnd, voucher_no, account, times FROM funds_reversal
WHERE booked_on BETWEEN %s AND %s AND {_SEEN}
"""
_ONE: Final = """
INSERT INTO funds_postedtransfer (close_id, unit_code, paid_on, booked_on, amount_vnd, voucher_no, account)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
_DECIDED: Final = {
    "assignments": """
SELECT transfer_key, unit_code FROM funds_assignment WHERE withdrawn_at IS NULL ORDER BY id""",
    "closes": "SELECT month FROM funds_monthclose ORDER BY month",
    "postings": """
SELECT p.unit_code, c.month, p.of_month, p.fund, p.kind, p.amount_vnd
FROM funds_posting p JOIN funds_monthclose c ON c.id = p.close_id ORDER BY p.id""",
    "posted_transfers": """
SELECT unit_code, paid_on, amount_vnd, voucher_no, account, booked_on
FROM funds_postedtransfer ORDER BY id""",
}


def freeze(store: Store, *, close: int, month: date, last: date, run: int) -> dict[str, int]:
    """Copy a month's dues, interest, changes and transfers as a run shows them; returns how many rows."""
    seen = [month, run, run]
    with store.connection.cursor() as cursor:
        cursor.execute(_POSTINGS, [close, *seen, close, *seen, close, *seen])
        postings = cursor.rowcount
        cursor.execute(_TRANSFERS, [close, month, last, run, run])
        transfers = cursor.rowcount
        cursor.execute(_TAKEN_BACK, [month, last, run, run])
        back = [(close, *row[:-1]) for row in cursor.fetchall() for _ in range(row[-1])]
        if back:
            cursor.executemany(_ONE, back)
    return {"postings": postings, "transfers": transfers + len(back)}


def decided(store: Store) -> Decided:
    """Read what officers decided and closings froze."""
    tables: dict[str, pa.Table] = {
        name: read(store, sql, [], SCHEMAS[name]) for name, sql in _DECIDED.items()
    }
    return Decided(**tables)
