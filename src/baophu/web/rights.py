"""Who may open which page: one table, role × page; the area narrows it further."""

from __future__ import annotations

from baophu.access.queries import Role, User
from baophu.lawbook.rules.rights import may_decide

EVERYONE = frozenset(Role)
OFFICERS = frozenset(Role) - {Role.ADMINISTRATOR}
SOCIAL_INSURANCE = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE, Role.SI_DISTRICT})
COLLECTORS = SOCIAL_INSURANCE  # who decides about one unit's money
CLOSERS = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE})
OVERSIGHT = frozenset({Role.PROVINCE_LEADER, Role.AUDITOR})
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
    }
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
    "employers": SOCIAL_INSURANCE | OVERSIGHT | {Role.COMMUNE_CLERK},
    "employer": SOCIAL_INSURANCE | OVERSIGHT | {Role.COMMUNE_CLERK},
    "finding": SOCIAL_INSURANCE,
    "employer-seen": SOCIAL_INSURANCE | {Role.AUDITOR},
    "pairs": SOCIAL_INSURANCE,
    # money
    "account": SOCIAL_INSURANCE | OVERSIGHT,
    "account-decide": COLLECTORS,
    "arrears": SOCIAL_INSURANCE | OVERSIGHT,
    "held": CLOSERS | {Role.AUDITOR},
    "closing": CLOSERS | OVERSIGHT,
    # voluntary participants
    "voluntary": SOCIAL_INSURANCE | OVERSIGHT,
    "voluntary-people": SOCIAL_INSURANCE | OVERSIGHT,
    "voluntary-person": SOCIAL_INSURANCE | OVERSIGHT,
    "voluntary-support": CLAIMS,
    "voluntary-claim": CLAIMS,
    # lists
    "lists": OFFICERS,
    "receipt": OFFICERS,
    "row": SOCIAL_INSURANCE | OVERSIGHT | SENDERS,
    "upload": SENDERS,
    "send-calendar": OFFICERS,
    # law
    "law": EVERYONE,
    "law-enter": frozenset(role for role in Role if may_decide(role)),
}

AGENCY_OF = {"voluntary-support": "finance", "voluntary-claim": "finance"}
"""Pages that of all agencies' clerks only those of one may open."""


def may_open(role: str, page: str) -> bool:
    """Whether a role may open a page; a page without an entry is closed to all."""
    return page in PUBLIC or role in RIGHTS.get(page, frozenset())


def may_person_open(user: User, page: str) -> bool:
    """Whether a person may open a page: by role, and a clerk by agency where the page belongs to one."""
    agency = AGENCY_OF.get(page)
    own = agency is None or user.role != Role.AGENCY_CLERK or user.agency_code == agency
    return own and may_open(user.role, page)
