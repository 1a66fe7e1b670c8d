# ruff: noqa: E501 - paths are data, one a line
"""Shapes of states (12 px) and icons (14 px), drawn as SVG; colours come from the class around them."""

from __future__ import annotations

SHAPES: dict[str, str] = {
    "ok": '<circle cx="6" cy="6" r="6" fill="currentColor"/><path class="on" d="M3.2 6.2 5.2 8.2 8.9 4.2" fill="none" stroke-width="1.6"/>',
    "half": '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor"/>',
    "miss": '<path d="M6 .4 12 11.4H0z" fill="currentColor"/>',
    "late": '<rect width="12" height="12" rx="1.5" fill="currentColor"/><path class="on" d="M6 2.4v4.6M6 8.4v1.6" stroke-width="1.8"/>',
    "ask": '<circle cx="6" cy="6" r="5.1" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.6"/><path d="M4.4 4.7a1.6 1.6 0 1 1 2.2 1.5c-.5.2-.6.5-.6 1" fill="none" stroke="currentColor" stroke-width="1.3"/><circle cx="6" cy="8.9" r=".8" fill="currentColor"/>',
    "dash": '<rect y="4.7" width="12" height="2.6" rx="1" fill="currentColor"/>',
    "cross": '<path d="M1.5 1.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "clock": '<circle cx="6" cy="6" r="5.1" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M6 2.9V6l2.1 1.5" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "ring-ok": '<circle cx="6" cy="6" r="5.1" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M3.4 6.2 5.3 8 8.6 4.4" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "ring": '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.7"/>',
    "die": '<rect x=".8" y=".8" width="10.4" height="10.4" rx="2" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="3.9" cy="3.9" r="1.1" fill="currentColor"/><circle cx="8.1" cy="8.1" r="1.1" fill="currentColor"/>',
}
"""Shape name → what stands inside a 12 × 12 viewBox; `.on` takes the ground's colour."""

ICONS: dict[str, str] = {
    "search": "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM9.4 9.4 13 13",
    "file": "M3 1.5h5l3 3v8H3zM8 1.5v3h3",
    "print": "M4 5V1.5h6V5M4 10.5H1.5V5h11v5.5H10M4 8.5h6v4H4z",
    "down": "M7 1.5v7.5M3.6 6 7 9.4 10.4 6M2 12.5h10",
    "up": "M7 9.5V2M3.6 5.2 7 1.8l3.4 3.4M2 12.5h10",
    "filter": "M1.5 2.5h11L8.4 7.4v4.2l-2.8-1.4V7.4z",
    "menu": "M1.5 3.5h11M1.5 7h11M1.5 10.5h11",
    "lock": "M3 6.2h8v6H3zM4.8 6V4a2.2 2.2 0 0 1 4.4 0v2",
    "calendar": "M1.8 3h10.4v9.4H1.8zM1.8 6h10.4M4.5 1.4v3M9.5 1.4v3",
    "arrow": "M2 7h9.5M8 3.5 11.5 7 8 10.5",
    "eye": "M1 7s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM7 5.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z",
    "pen": "M2 12l.6-2.8L9.4 2.4l2.2 2.2-6.8 6.8z",
    "caret": "M3.5 5.2 7 8.8l3.5-3.6",
    "phone": "M3 1.5h2.2l1 3-1.4 1a7 7 0 0 0 3.7 3.7l1-1.4 3 1V11A1.5 1.5 0 0 1 11 12.5 9.5 9.5 0 0 1 1.5 3 1.5 1.5 0 0 1 3 1.5z",
    "pin": "M7 12.8S2.8 8.4 2.8 5.4a4.2 4.2 0 0 1 8.4 0C11.2 8.4 7 12.8 7 12.8zM7 4a1.4 1.4 0 1 0 0 2.8A1.4 1.4 0 0 0 7 4z",
}
"""Icon name → its path in a 14 × 14 viewBox, drawn as a line."""

STANDINGS: dict[str, tuple[str, str]] = {
    "covered": ("ok", "ok"),
    "partial": ("half", "warn"),
    "missing": ("miss", "bad"),
    "unverified": ("ask", "unk"),
    "not_subject": ("dash", "off"),
    "ceased": ("cross", "off"),
}
"""Standing → (shape, class of colour)."""
