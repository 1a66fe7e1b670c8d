"""The rules of `linkage.rules` written as SQL functions, from the same tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duckdb import DuckDBPyConnection

from baophu.kernel.text import FOLD_SQL
from baophu.linkage.rules import NameForms, Weights, load_forms, load_weights
from baophu.linkage.rules.names import NUMBER

_LOOKED_FOR_TOGETHER = 5
_SQUEEZED = "trim(regexp_replace({x}, ' +', ' ', 'g'))"


def define(con: DuckDBPyConnection) -> None:
    """Create every function that the SQL steps call."""
    for statement in statements():
        con.execute(statement)


def statements() -> Iterator[str]:
    """The `CREATE MACRO` statements, in an order in which each only calls earlier ones."""
    yield f"CREATE OR REPLACE MACRO fold_text(x) AS {FOLD_SQL.format(x='x')}"
    # most names hold letters and single spaces alone: what is left of them without marks is folded already
    yield "CREATE OR REPLACE MACRO plain_text(x) AS lower(strip_accents(translate(x, 'đĐðÐɖƉ', 'dddddd')))"
    yield (
        "CREATE OR REPLACE MACRO fold_plain(plain, x) AS CASE WHEN "
        "regexp_full_match(plain, '[0-9a-z]+(?: [0-9a-z]+)*') THEN plain ELSE fold_text(x) END"
    )
    yield from _name_macros(load_forms())
    yield from _form_macros(load_forms())
    yield from _code_macros()
    yield from _field_macros()
    yield from _comparison_macros()
    yield _lost_trade_word(load_forms())
    yield from _journal_macros()
    for subject in ("employer", "person"):
        yield from _weight_macros(subject, load_weights(subject))
    yield _chance()


def quoted(text: str) -> str:
    """A SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _name_macros(forms: NameForms) -> Iterator[str]:
    """`names_written(relation)`: each `folded` text of a relation, `expanded` as it is written out.

    A look is far cheaper than a replacement, and most names hold nothing of most patterns: a few patterns at
    a time are looked for together, and only a name that holds one of them goes through their replacements.
    """
    patterns = [*forms.spellings, *forms.words]
    written = "SELECT folded, folded AS x FROM query_table(relation)"
    for start in range(0, len(patterns), _LOOKED_FOR_TOGETHER):
        group = patterns[start : start + _LOOKED_FOR_TOGETHER]
        replaced = "x"
        for pattern, into in group:
            replaced = f"regexp_replace({replaced}, {quoted(pattern)}, {quoted(into)}, 'g')"
        any_of_them = quoted("|".join(f"(?:{pattern})" for pattern, _ in group))
        looked = f"CASE WHEN regexp_matches(x, {any_of_them}) THEN {replaced} ELSE x END"
        written = f"SELECT folded, {looked} AS x FROM ({written})"
    yield (
        "CREATE OR REPLACE MACRO names_written(relation) AS TABLE "
        f"SELECT folded, {_SQUEEZED.format(x='x')} AS expanded FROM ({written})"
    )


def _form_macros(forms: NameForms) -> Iterator[str]:
    """Branch, form, core and what the core is made of."""
    yield f"CREATE OR REPLACE MACRO name_is_branch(x) AS regexp_matches(x, {quoted(forms.branch)})"
    bare = _SQUEEZED.format(x=f"regexp_replace(x, {quoted(forms.branch)}, '')")
    yield f"CREATE OR REPLACE MACRO name_unbranched(x) AS {bare}"
    tail = quoted(forms.tail)
    yield f"CREATE OR REPLACE MACRO name_tail(x) AS regexp_extract(x, {tail}, 2)"
    yield (
        "CREATE OR REPLACE MACRO name_untailed(x) AS "
        f"CASE WHEN regexp_matches(x, {tail}) THEN trim(regexp_extract(x, {tail}, 1)) ELSE x END"
    )
    yield f"CREATE OR REPLACE MACRO name_form(x) AS CASE {_cases(forms, 'form')} ELSE '' END"
    yield f"CREATE OR REPLACE MACRO name_kind(x) AS CASE {_cases(forms, 'kind')} ELSE '' END"
    stripped = " ".join(
        f"WHEN regexp_matches(x, {quoted(f.pattern)}) THEN "
        + (_SQUEEZED.format(x=f"regexp_replace(x, {quoted(f.pattern)}, '')") if f.strip else "x")
        for f in forms.forms
    )
    yield f"CREATE OR REPLACE MACRO name_stripped(x) AS CASE {stripped} ELSE x END"
    yield from _core_macros(forms)


def _core_macros(forms: NameForms) -> Iterator[str]:
    """What tells firms of one form apart, and the kind that a column names."""
    yield "CREATE OR REPLACE MACRO name_core(x) AS coalesce(nullif(name_stripped(x), ''), x)"
    proper = _SQUEEZED.format(x=f"regexp_replace(x, {quoted(forms.trade)}, '', 'g')")
    yield f"CREATE OR REPLACE MACRO name_proper(x) AS coalesce(nullif({proper}, ''), x)"
    words = f"regexp_extract_all(x, {quoted(forms.trade)})"
    yield (
        "CREATE OR REPLACE MACRO name_trade(x) AS "
        f"list_sort(list_distinct(list_filter({words}, lambda word: word <> 'va')))"
    )
    numbers = f"regexp_extract_all(x, {quoted(NUMBER)})"
    yield (
        "CREATE OR REPLACE MACRO name_numbers(x) AS "
        f"list_sort(list_transform({numbers}, lambda n: coalesce(nullif(ltrim(n, '0'), ''), '0')))"
    )
    kinds = " ".join(
        f"WHEN regexp_matches(x, {quoted(pattern)}) THEN {quoted(kind)}" for kind, pattern in forms.kinds
    )
    yield f"CREATE OR REPLACE MACRO kind_named(x) AS CASE {kinds} ELSE '' END"


def _cases(forms: NameForms, field: str) -> str:
    return " ".join(
        f"WHEN regexp_matches(x, {quoted(f.pattern)}) THEN {quoted(getattr(f, field))}" for f in forms.forms
    )


def _code_macros() -> Iterator[str]:
    """Whether a tax code's check digit is right, by the rule of `kernel.identifiers`."""
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    total = " + ".join(
        f"{weight} * (ascii(substr(x, {at}, 1)) - 48)" for at, weight in enumerate(weights, start=1)
    )
    yield (
        "CREATE OR REPLACE MACRO tax_code_stands(x) AS length(x) = 12 OR ("
        f"10 - ({total}) % 11 = ascii(substr(x, 10, 1)) - 48 AND substr(x, 3, 7) <> '0000000')"
    )
    yield (
        "CREATE OR REPLACE MACRO rarity(n, total, unseen_percent, cap) AS "
        "least(cap, CAST(round(1000 * ln(total / greatest(n - 1 + unseen_percent / 100, 0.01))) AS INTEGER))"
    )


_PLACE_WORDS = "xa|phuong|thi tran|thi xa|thanh pho|huyen|tinh|tt|tp|tx"
_UNDER_PLACE = rf"(?:(?:^|,|;| - )\s*(?:(?:{_PLACE_WORDS})\b[ .]|[pxh]\.)|\s(?:xa|phuong|thi tran|huyen) ).*$"
_STREET_WORDS = (
    (r"\b(?:so nha|sn)\b", "so"),
    (r"\b(?:tdp|to dp)\b", "to dan pho"),
    (r"\bkp\b", "khoi pho"),
    (r"\bql\b", "quoc lo"),
    (r"\bd\b", "duong"),
)


def _field_macros() -> Iterator[str]:
    """Keys of addresses (what stands before the commune), telephones, people; comparing of words."""
    unmarked = "lower(strip_accents(translate(x, 'đĐ', 'dD')))"
    street = f"fold_text(regexp_replace({unmarked}, {quoted(_UNDER_PLACE)}, ''))"
    for pattern, into in _STREET_WORDS:
        street = f"regexp_replace({street}, {quoted(pattern)}, {quoted(into)}, 'g')"
    yield f"CREATE OR REPLACE MACRO address_key(x) AS {street}"
    first = "regexp_replace(regexp_extract(x, '[0-9+][0-9 .()-]{6,}[0-9]'), '[^0-9]', '', 'g')"
    yield f"CREATE OR REPLACE MACRO phone_key(x) AS right({first}, 9)"
    yield ("CREATE OR REPLACE MACRO person_key(x) AS regexp_replace(x, '^(?:ong|ba) ([a-z]+ [a-z]+)', '\\1')")


def _comparison_macros() -> Iterator[str]:
    """Comparing of words, and what a 12-digit number says of its bearer."""
    yield (
        "CREATE OR REPLACE MACRO abbreviates(a, b) AS len(list_filter(list_zip(a, b), "
        "lambda pair: starts_with(pair[1], pair[2]) OR starts_with(pair[2], pair[1]))) = len(a)"
    )
    # a swap of two letters is one error here and two in the cheaper measure, which therefore goes first
    yield (
        "CREATE OR REPLACE MACRO within_errors(a, b, most) AS CASE WHEN levenshtein(a, b) <= 2 * most "
        "THEN damerau_levenshtein(a, b) <= most ELSE false END"
    )
    yield "CREATE OR REPLACE MACRO is_year_only(d) AS coalesce(month(d) = 1 AND day(d) = 1, false)"
    # the 12-digit number holds century and sex in its fourth digit, the year of birth in the next two
    yield (
        "CREATE OR REPLACE MACRO sex_in_number(x) AS CASE WHEN length(x) = 12 THEN "
        "CASE WHEN substr(x, 4, 1) IN ('0', '2') THEN 'm' WHEN substr(x, 4, 1) IN ('1', '3') THEN 'f' END END"
    )
    yield (
        "CREATE OR REPLACE MACRO born_in_number(x, d) AS coalesce(length(x) <> 12 "
        "OR substr(CAST(year(d) AS VARCHAR), 1, 2) "
        "= CASE WHEN substr(x, 4, 1) IN ('0', '1') THEN '19' ELSE '20' END "
        "AND substr(CAST(year(d) AS VARCHAR), 3, 2) = substr(x, 5, 2), true)"
    )


def _lost_trade_word(forms: NameForms) -> str:
    """Whether one word left out of a trade word of the longer name gives the shorter: "tư (vấn) thiết kế"."""
    halves = [
        f"{{'whole': {quoted(f' {phrase} ')}, 'rest': {quoted(f' {rest} ')}}}"
        for phrase in forms.trade_words
        if " " in phrase
        for rest in _without_one_word(phrase.split())
    ]
    return (
        f"CREATE OR REPLACE MACRO lost_trade_word(longer, shorter) AS len(list_filter([{', '.join(halves)}], "
        "lambda half: replace(' ' || longer || ' ', half.whole, half.rest) = ' ' || shorter || ' ')) > 0"
    )


def _without_one_word(words: list[str]) -> list[str]:
    return [" ".join(words[:at] + words[at + 1 :]) for at in range(len(words))]


def _journal_macros() -> Iterator[str]:
    """Levels as the journal keeps them, and evidence of several rows taken together."""
    yield (
        "CREATE OR REPLACE MACRO json_level(field, level, milli) AS CASE WHEN level <> 'unknown' THEN "
        "'\"' || field || '\": [\"' || level || '\", ' || CAST(milli AS VARCHAR) || ']' END"
    )
    # over several rows of two clusters: what agrees once agrees; else the worst is what counts
    yield "CREATE OR REPLACE MACRO telling(w) AS CASE WHEN max(w) > 0 THEN max(w) ELSE min(w) END"


def _weight_macros(subject: str, weights: Weights) -> Iterator[str]:
    """`employer_weight_commune('same')` and its like; an unknown level is worth nothing."""
    for field, by_level in weights.levels.items():
        yield _lookup(f"{subject}_weight_{field}", by_level, 0)
    yield _lookup(f"{subject}_name_share", weights.name_share, 0)
    yield _lookup(f"{subject}_unseen", weights.unseen_names_percent, 35)
    for field, cap in weights.rarity_cap.items():
        yield f"CREATE OR REPLACE MACRO {subject}_cap_{field}() AS {cap}"
    for setting in ("accept", "margin", "doubt", "least_population", "calibration_percent"):
        yield f"CREATE OR REPLACE MACRO {subject}_{setting}() AS {getattr(weights, setting)}"


def _chance() -> str:
    """How sure a join is, in ten-thousandths: the weight as far as labels taught to believe it."""
    both = {subject: load_weights(subject) for subject in ("employer", "person")}
    share = " ".join(f"WHEN '{subject}' THEN {w.calibration_percent}" for subject, w in both.items())
    surest = " ".join(f"WHEN '{subject}' THEN {w.surest_e4}" for subject, w in both.items())
    odds = f"exp(-weight / 1000.0 * (CASE kind {share} END) / 100.0)"
    return (
        "CREATE OR REPLACE MACRO chance(kind, weight) AS "
        f"least(CASE kind {surest} END, CAST(round(10000 / (1 + {odds})) AS INTEGER))"
    )


def _lookup(name: str, values: Mapping[str, int], otherwise: int) -> str:
    cases = " ".join(f"WHEN {quoted(level)} THEN {value}" for level, value in values.items())
    return f"CREATE OR REPLACE MACRO {name}(x) AS CASE x {cases} ELSE {otherwise} END"
