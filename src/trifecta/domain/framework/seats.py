"""How things often look from each chair: what people there are judged on, limited by, hope for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.framework.pieces import Seat

SEATS: Final = (
    Seat(
        id="seat-engineering",
        role="em",
        title="Whoever leads engineering",
        judged="Whether the service runs, whether people stay and grow, and whether the team "
        "delivers what it said.",
        limits="A team that may be tired or looking around, nights on call, a system that is "
        "harder to change than it looks from outside.",
        success="A team that is proud of its work, and a system that lets them sleep.",
    ),
    Seat(
        id="seat-product",
        role="pm",
        title="Whoever leads product",
        judged="What ships, whether people use it, and what it brings in.",
        limits="Promises that others made, a roadmap that was shown to somebody, a number that "
        "decides about the next budget.",
        success="Something in the hands of users by a date that others rely on, and proof that it "
        "was worth it.",
    ),
    Seat(
        id="seat-business",
        role="business",
        title="Whoever leads the business",
        judged="The number at the end of the quarter, and which customers stay.",
        limits="Contracts with dates in them, customers who compare, people who are paid by what "
        "they sell.",
        success="Something to say to customers that will still be true in a month.",
    ),
    Seat(
        id="seat-design",
        role="design",
        title="Whoever leads design",
        judged="How it looks and feels to users, and often how quickly designs are there.",
        limits="Hearing of changes late, several teams at once, details that fall away when time "
        "is short.",
        success="Somebody who can do it the first time without help.",
    ),
    Seat(
        id="seat-staff",
        role="staff",
        title="A staff engineer",
        judged="Whether one large problem gets smaller, mostly through what others build.",
        limits="Being asked by everybody, advising without deciding, and a cost that does not show "
        "yet.",
        success="A problem that stays solved after they have moved on.",
    ),
)

SEAT: Final[Mapping[str, Seat]] = {seat.role: seat for seat in SEATS}
"""By partnership role."""
