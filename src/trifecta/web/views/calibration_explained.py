"""Pages that explain calibration: whether sharing helps, who does what, what to tell the teams."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.charts.chart import Chart
from trifecta.charts.crossing import Axes, Line, crossing
from trifecta.domain.calibration.acts import ACTS, PART_WORDS, Act, Part, may
from trifecta.domain.calibration.sharing import Sharing, Situation, sharing
from trifecta.domain.calibration.stages import ORDER, WORDS, Stage, StageWords
from trifecta.web.forms.calibration_sharing import SharingForm


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What an exception takes, and what that does among simulated people."""

    takes: str
    without_cause: str
    rightly: str
    found: str


RULES: Final = (
    RuleRow("One flag", "5.4%", "48%", "99%"),
    RuleRow("The average of two", "1.2%", "80%", "98%"),
    RuleRow("Two flags, from a step on", "1.1%", "82%", "95%"),
    RuleRow("Two flags, each more than a step", "0.25%", "95%", "87%"),
)
"""From benchmarks/calibration/sharing.py; a test holds them against a run of it."""

LETTER: Final = (
    "From [cycle] on, the [engineering manager and product manager] of a team are rated together, "
    "on four outcomes: delivery, impact, team health, and how well you solved the whole set of "
    "constraints. You get the same rating.",
    "[Names and functions] rate. Each proposes alone first; then they see each other’s proposals, "
    "talk, propose once more and decide. They read [sources]. They do not see your check-ins or "
    "your diagnosis.",
    "If one of you clearly does not do the job, two of them have to have said so independently, "
    "with evidence. You are told beforehand, you answer, and the exception is visible as one.",
    "No program proposes or decides a rating. Statistics are shown after the votes and say how "
    "far raters agree.",
    "You read your rating with its reasons and can respond. If you think it is wrong, [name], who "
    "was not in the room, looks at it within [days]. It is kept until [date]. The [works council] "
    "has agreed to this on [date].",
)

LINE: Final = tuple(range(0, 101, 10))


@require_safe
def sharing_helps(request: HttpRequest) -> HttpResponse:
    """When one rating for a partnership is closer to the truth, with the reader's own numbers."""
    form = SharingForm.asked(request.GET)
    valid = form.is_valid()
    situation = form.situation() if valid else SharingForm.to_begin_with()
    found = sharing(situation)
    context = {
        "form": form,
        "nav": "calibration",
        "found": found,
        "own": round(situation.individual * 100),
        "border": round(found.breaks_even * 100),
        "chart": picture(situation, found),
        "rules": RULES,
    }
    return render(request, "calibration/sharing.html", context, status=200 if valid else 422)


def picture(situation: Situation, found: Sharing) -> Chart:
    """Error both ways, by how much is the members' own."""
    each = [(own, sharing(replace(situation, individual=own / 100))) for own in LINE]
    border = found.breaks_even * 100
    return crossing(
        title=title_of(found),
        description=(
            "How far a member’s rating lies from where they truly stand, on average. The filled "
            "mark is where you are; the ring is where the two are equal."
        ),
        lines=(
            Line(name="Shared", points=tuple((own, one.shared) for own, one in each)),
            Line(name="Separate", points=tuple((own, one.separate) for own, one in each)),
        ),
        axes=Axes(across="What is the member’s own, %", up="Error, in steps"),
        here=situation.individual * 100,
        crosses_at=border if border <= LINE[-1] else None,
    )


def title_of(found: Sharing) -> str:
    border = round(found.breaks_even * 100)
    if border >= LINE[-1]:
        return "With votes like these, sharing always brings the rating closer"
    return f"Sharing brings the rating closer up to {border}%, and moves it away from there on"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One stage, and what each part may do in it, in words."""

    stage: Stage
    words: StageWords
    parts: tuple[tuple[str, tuple[str, ...]], ...]


ACT_WORDS: Final[dict[Act, str]] = {
    Act.SET_UP: "set everything up",
    Act.SEAT: "ask somebody to calibrate",
    Act.ADVANCE_CYCLE: "take the cycle to the next stage",
    Act.ASK_TO_REOPEN_CYCLE: "ask to go back a stage",
    Act.ANSWER_REOPENING_CYCLE: "agree or not when somebody asks to go back",
    Act.SET_ASIDE: "set a partnership aside, with a reason",
    Act.NAME_ANOTHER: "name somebody else to lead the session or to answer appeals",
    Act.READ_NOTICE: "read what everybody was told",
    Act.READ_EVIDENCE: "read the evidence",
    Act.ADD_EVIDENCE: "add evidence",
    Act.COMMENT: "comment on evidence",
    Act.MARK_LOOKED_AT: "mark evidence as looked at",
    Act.DECLARE_INTEREST: "declare an interest",
    Act.STEP_BACK: "step back",
    Act.PROPOSE_FIRST: "propose alone",
    Act.FLAG: "say, alone, that one member stands apart",
    Act.READ_FIRST: "read all first proposals",
    Act.WRITE_NOTE: "write down what was said",
    Act.READ_NOTES: "read what was said",
    Act.FINISH_TALKING: "go on to the second proposals",
    Act.PROPOSE_SECOND: "propose once more, alone",
    Act.WRITE_RATING: "write the rating and its reasons",
    Act.CONSENT: "agree to the rating",
    Act.DECIDE: "decide, when nothing is missing",
    Act.READ_DRAFT_RATING: "read the rating as it is written",
    Act.ASK_TO_REOPEN_CASE: "ask to talk again, and agree or not",
    Act.READ_STATISTICS: "see how far proposals agree",
    Act.CORRECT: "write a correction beside it",
    Act.READ_RATING: "read the rating and its reasons",
    Act.RESPOND: "respond",
    Act.APPEAL: "appeal",
    Act.WITHDRAW_APPEAL: "take an appeal back",
    Act.READ_RESPONSES: "read responses",
    Act.SEE_APPEALS: "see which appeals wait for an answer",
    Act.NAME_WHO_ANSWERS: "name who answers an appeal that nobody answers (whoever leads the "
    "session, only where all of people operations are rated in that partnership)",
    Act.READ_CORRECTIONS: "read corrections, also those not agreed to yet",
    Act.OPEN_SESSION: "open the shared screen",
    Act.ANSWER_APPEAL: "answer an appeal",
    Act.EXPORT: "export the results",
}


@require_safe
def who_does_what(request: HttpRequest) -> HttpResponse:
    """What each part may read and do in each stage, asked of the table that decides it."""
    rows = [row_of(stage) for stage in ORDER]
    return render(request, "calibration/who_does_what.html", {"rows": rows, "nav": "calibration"})


def row_of(stage: Stage) -> StageRow:
    parts = [
        (PART_WORDS[part], tuple(ACT_WORDS[act] for act in ACTS if may(act, {part}, stage)))
        for part in Part
    ]
    return StageRow(
        stage=stage,
        words=WORDS[stage],
        parts=tuple((name, acts) for name, acts in parts if acts),
    )


@require_safe
def telling(request: HttpRequest) -> HttpResponse:
    """What to tell the teams before the first cycle, as a text to take along and change."""
    return render(request, "calibration/telling.html", {"nav": "calibration", "letter": LETTER})


@require_safe
def telling_text(_request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    text = "\n\n".join(LETTER) + "\n"
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="what-to-tell-the-teams.txt"'
    return answer
