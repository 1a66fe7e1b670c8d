"""Who may open which page: one table, role × page; the area narrows it further."""

from __future__ import annotations

from baophu.access.queries import Role, User
from baophu.lawbook.rules.rights import may_decide

EVERYONE = frozenset(Role)
OFFICERS = frozenset(Role) - {Role.ADMINISTRATOR, Role.OVERSIGHT}
SOCIAL_INSURANCE = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE, Role.SI_DISTRICT})
COLLECTORS = SOCIAL_INSURANCE  # who decides about one unit's money
CLOSERS = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE})
OVERSIGHT = frozenset({Role.PROVINCE_LEADER, Role.AUDITOR})
READERS = frozenset({Role.AREA_LEADER, Role.SI_DESK})  # who read what lies in their area, and decide nothing
SENDERS = SOCIAL_INSURANCE | {Role.AGENCY_CLERK, Role.COMMUNE_CLERK}
CLAIMS = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE, Role.AGENCY_CLERK}) | OVERSIGHT

PUBLIC = frozenset(  # no one needs to be signed in
    {
        "calculators",
        "calculator-contribution",
        "calculator-obligation",
        "calculator-interest",
        "calculator-voluntary",
        "calculator-deadline",
        "calculator-benefits",
        "calculator-benefit",
        "objection-send",
        "objection-look",
    }
)
ENTRANCES = frozenset(  # ways in, open before anybody is signed in
    {"sign-in", "second-step", "passkey-ask", "passkey-enter", "invitation"}
)
RIGHTS: dict[str, frozenset[Role]] = {
    # figures
    "home": EVERYONE,
    "area": EVERYONE,
    "runs": EVERYONE,
    "run": EVERYONE,
    "changes": EVERYONE,
    "chart": EVERYONE,
    "map": frozenset({Role.ADMINISTRATOR}),
    "design": EVERYONE,
    "guide": EVERYONE,
    # employers
    "employers": SOCIAL_INSURANCE | OVERSIGHT | READERS | {Role.COMMUNE_CLERK},
    "employer": SOCIAL_INSURANCE | OVERSIGHT | READERS | {Role.COMMUNE_CLERK},
    "finding": SOCIAL_INSURANCE,
    "employer-seen": SOCIAL_INSURANCE | {Role.AUDITOR},
    # doubtful pairs
    "pairs": SOCIAL_INSURANCE,
    "pair": SOCIAL_INSURANCE,
    "pair-alike": SOCIAL_INSURANCE,
    "pair-quality": SOCIAL_INSURANCE | OVERSIGHT,
    "pair-check": CLOSERS,
    # who is in charge, objections
    "charge": SOCIAL_INSURANCE,
    "my-units": SOCIAL_INSURANCE,
    "handovers": SOCIAL_INSURANCE | {Role.AUDITOR},
    "handover": SOCIAL_INSURANCE | {Role.AUDITOR},
    "objections": SOCIAL_INSURANCE | {Role.AUDITOR},
    # money
    "account": SOCIAL_INSURANCE | OVERSIGHT | READERS,
    "account-decide": COLLECTORS,
    "arrears": SOCIAL_INSURANCE | OVERSIGHT | READERS,
    "held": CLOSERS | {Role.AUDITOR},
    "closing": CLOSERS | OVERSIGHT,
    # voluntary participants
    "voluntary": SOCIAL_INSURANCE | OVERSIGHT | READERS | {Role.OVERSIGHT},
    "voluntary-people": SOCIAL_INSURANCE | OVERSIGHT | READERS,
    "voluntary-person": SOCIAL_INSURANCE | OVERSIGHT | {Role.SI_DESK},
    "voluntary-support": CLAIMS,
    "voluntary-claim": CLAIMS,
    "voluntary-sponsors": CLOSERS | OVERSIGHT,
    "voluntary-sponsor": CLOSERS | OVERSIGHT,
    "voluntary-topups": CLAIMS,
    "voluntary-topup": CLAIMS,
    "voluntary-agents": SOCIAL_INSURANCE | OVERSIGHT,
    "voluntary-agent": SOCIAL_INSURANCE | OVERSIGHT,
    "voluntary-claim-step": CLAIMS - OVERSIGHT,
    # lists
    "lists": OFFICERS,
    "receipt": OFFICERS,
    "receipt-write": SENDERS,
    "row": SOCIAL_INSURANCE | OVERSIGHT | READERS | SENDERS,
    "upload": SENDERS,
    "typing": SENDERS - {Role.AGENCY_CLERK},  # the list that is typed is a commune's
    "send-calendar": OFFICERS,
    "reminders": SOCIAL_INSURANCE | {Role.PROVINCE_LEADER},
    # trips
    "trips": SOCIAL_INSURANCE,
    "trip": SOCIAL_INSURANCE,
    # long work
    "jobs": EVERYONE,
    "job": SENDERS | {Role.AUDITOR},  # who may begin one
    "job-reconcile": CLOSERS,
    "job-export": CLOSERS | {Role.AUDITOR},
    "job-made": CLOSERS | {Role.AUDITOR},
    # law
    "law": EVERYONE,
    "law-enter": frozenset(role for role in Role if may_decide(role)),
    # people and the journal
    "my-account": EVERYONE,
    "people": frozenset({Role.ADMINISTRATOR}),
    "journal": frozenset({Role.AUDITOR}),
    "person-seen": frozenset({Role.SI_DIRECTOR, Role.SI_DESK, Role.AUDITOR}),
}

# Pages of one object: where the object lies outside what the reader answers for, the page is not found.
AREA = "area"  # the object lies in a district and a commune
SENDER = "sender"  # a list: the reader's own agency's, or of the reader's district
OWN = "own"  # what one person began: nobody else finds it
ROW = "row"  # a row of a list: as the list, or as the employer that it speaks of
REACH: dict[str, str] = {
    "area": AREA,
    "employer": AREA,
    "finding": AREA,
    "employer-seen": AREA,
    "account": AREA,
    "account-decide": AREA,
    "voluntary-person": AREA,
    "voluntary-agent": AREA,  # one that has members there
    "chart": AREA,
    "pair": AREA,
    "handover": AREA,
    "trip": AREA,
    "typing": AREA,
    "job": OWN,
    "job-made": OWN,
    "receipt": SENDER,
    "receipt-write": SENDER,
    "row": ROW,
}
BOUND = frozenset(
    {Role.SI_DISTRICT, Role.SI_DESK, Role.AREA_LEADER, Role.COMMUNE_CLERK}
)  # to a part of the province
PERSONAL = frozenset(
    {"employer-people", "row", "voluntary-person", "person-seen"}
)  # show a person in full, journaled
EXPORTS = frozenset(  # addresses that answer with a file of data, journaled
    {
        "employers-sheet",
        "receipt-file",
        "receipt-answer",
        "notice-file",
        "journal-sheet",
        "trip-pdf",
        "trip-xlsx",
        "handover-minutes",
        "reminder-paper",
        "job-made",
        "voluntary-topup-sheet",
    }
)

AGENCY_OF = {
    "voluntary-support": "finance",
    "voluntary-claim": "finance",
    "voluntary-claim-step": "finance",
    "voluntary-topups": "finance",
    "voluntary-topup": "finance",
}
"""Pages that of all agencies' clerks only those of one may open."""


def may_open(role: str, page: str) -> bool:
    """Whether a role may open a page; a page without an entry is closed to all."""
    return page in PUBLIC or role in RIGHTS.get(page, frozenset())


def may_person_open(user: User, page: str) -> bool:
    """Whether a person may open a page: by role, and a clerk by agency where the page belongs to one."""
    agency = AGENCY_OF.get(page)
    own = agency is None or user.role != Role.AGENCY_CLERK or user.agency_code == agency
    return own and may_open(user.role, page)
