"""Exports of applicant tracking systems, as small as they can be and in the forms they come in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np

SMALL_MODEL: Final = (
    "[Candidates] > Screens @ 25\nScreens > Offers @ 0.3\nOffers > Hires @ Leak(0.5)"
)

GREENHOUSE: Final = """Candidate Name,Candidate ID,Email,Job,Application Date,Phone Screen Date,\
Offer Date,Hired Date,Rejected Date
Kim Doe,901,kim@example.org,Engineer,03/02/2026,03/05/2026,03/10/2026,03/17/2026,
Noor Ray,902,noor@example.org,Engineer,03/03/2026,,,,03/12/2026
Ada Poe,903,ada@example.org,Designer,03/09/2026,03/11/2026,03/18/2026,,
"""
"""A row a candidate, dates with the month first; several days can only be read in this way."""

LEVER: Final = """opportunity_id;stage_name;entered_at;owner_name
a-1;New lead;2026-03-02T09:00:00Z;Robin Hill
a-1;Phone screen;2026-03-03T09:00:00Z;Robin Hill
a-1;Offer;2026-03-10T10:30:00Z;Robin Hill
a-1;Hired;2026-03-17T10:30:00Z;Robin Hill
a-2;New lead;2026-03-03T10:30:00Z;Robin Hill
a-2;Archived;2026-03-12T10:30:00Z;Robin Hill
a-3;New lead;2026-03-09T10:30:00Z;Sam Lee
a-3;Phone screen;2026-03-09T10:30:00Z;Sam Lee
a-3;Offer;2026-03-18T10:30:00Z;Sam Lee
"""
"""A row an event, semicolons, times in UTC."""

ASHBY: Final = """Candidate,Interview Stage,Entered Stage At,Left Stage At
Kim Doe,Application Review,"Mar 2, 2026","Mar 10, 2026"
Kim Doe,Offer,"Mar 10, 2026","Mar 17, 2026"
Kim Doe,Hired,"Mar 17, 2026",
Noor Ray,Application Review,"Mar 3, 2026","Mar 12, 2026"
Noor Ray,Rejected,"Mar 12, 2026",
Ada Poe,Application Review,"Mar 9, 2026","Mar 18, 2026"
Ada Poe,Offer,"Mar 18, 2026",
"""
"""A row an event, months as words, candidates by name."""

WORKABLE: Final = """sep=;
"Name";"E-Mail";"Applied on";"Offer on";"Hired on";"Disqualified on"\r
"Kim Doe";"kim@example.org";"2.3.2026";"10.3.2026";"17.3.2026";""\r
"Noor Ray";"noor@example.org";"3.3.2026";"";"";"12.3.2026"\r
"Ada Poe";"ada@example.org";"9.3.2026 10:00";"18.3.2026";"";""\r
"""
"""As Excel saves it in German: a line that names the semicolon, dates with dots, CRLF."""


def drawn_export(seed: int, *, days: float, weeks: int = 30) -> str:
    """Candidates who wait so many days in a stage on average; five in ten go on, four, then six."""
    rng = np.random.default_rng(seed)
    first = date(2026, 1, 5)
    rows = ["Applied,Interview,Offer,Hired,Gone"]
    for applied in np.repeat(np.arange(7 * weeks), rng.poisson(25 / 7, 7 * weeks)):
        day, cells = int(applied), [str(first + timedelta(days=int(applied))), "", "", "", ""]
        for stage, share in enumerate((0.5, 0.4, 0.6), 1):
            day += int(rng.geometric(1 / days))
            if day >= 7 * weeks:
                break
            goes_on = rng.random() < share
            cells[stage if goes_on else 4] = str(first + timedelta(days=day))
            if not goes_on:
                break
        rows.append(",".join(cells))
    return "\n".join(rows)
