"""What somebody says of their own part, to the end of what they say, and nothing else."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Two of the five late ones were really mine, the PM knows.", "Two of the five late ones"),
        ("I add a quiet 40 % to each estimate the PM gets.", "I add a quiet 40 %"),
        ("I never put it in the PM's goals.", "I never put it in the PM's goals"),
        ("That one's on me, the PM did not know.", "one's on me"),
        ("I was wrong about the date, the PM told me.", "I was wrong about the date"),
        ("I forgot to ask the PM.", "I forgot to ask the PM"),
        ("I went behind the PM's back.", "I went behind the PM's back"),
        ("I called my PM a bureaucrat in front of the team.", "I called my PM a bureaucrat"),
        ("I told the team behind the PM's back to wait.", "I told the team behind the PM's back"),
        ("I may have rolled my eyes when the PM spoke.", "I may have rolled my eyes"),
        ("I haven't told the PM about the 1:1s with her team.", "about the 1:1s with her team"),
        ("I haven't told the EM about the call at 10:30.", "about the call at 10:30"),
        ("I never asked why the PM was so against it.", "was so against it"),
        ("I didn't ask what made her so angry with the PM.", "her so angry with the PM"),
        ("When the PM asked, I didn't answer.", "I didn't answer"),
        ("When I didn't answer, the PM went to the CEO.", "I didn't answer"),
        ("When I didn't say anything, the PM took it for a yes.", "I didn't say anything"),
        ("If I'm honest, I never told the PM.", "I never told the PM"),
    ],
)
def test_ones_own_part_is_seen_to_its_end(text: str, quote: str) -> None:
    assert any(quote in span.of(text) for span in read(text, about_us=True).own_part)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry for my bad English, my PM problem is this.",
        "My bad luck that the PM was ill that day.",
        "The PM called me a bureaucrat.",
        "I was short on people, and the PM knew.",
        "The team is mine, the backlog is the PM's.",
        "I add tests to each story, and the PM accepts it.",
        "The PM talks behind my back.",
        "Lunch is on me, I told the PM.",
        "I called the PM a taxi.",
        "My PM rolled her eyes.",
        "My PM went over my head to the VP.",
        "When I don't say something, the PM puts it in himself.",
        "If I don't ask, the PM tells me nothing.",
        "Every time I don't ask, the PM tells me nothing.",
        "The PM goes to my boss if I didn't answer by noon.",
        "I wonder whether I was unfair to the PM.",
        "Unless I say nothing, the PM shouts.",
    ],
)
def test_what_is_no_part_of_it_is_none(text: str) -> None:
    assert not read(text, about_us=True).own_part


def test_what_comes_of_it_is_not_part_of_it() -> None:
    text = "I never told the PM so she found out in the review."
    assert [span.of(text) for span in read(text, about_us=True).own_part] == ["I never told the PM"]
