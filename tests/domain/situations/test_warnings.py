"""What only sounds like a solution: what doing so would lead to, what others say, do or weigh."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read

TROUBLE = "Our PM and I argue every week, and my engineers are angry about it."


def jumps(text: str) -> list[str]:
    whole = f"{TROUBLE} {text}"
    return [span.of(whole) for span in read(whole).jumps]


@pytest.mark.parametrize(
    "text",
    [
        "Sack the PMs and pretty soon the place would have trouble deciding anything.",
        "Fire the PM, and then executives will come straight to the developers.",
        "Do away with the PM and you'll have nobody to sift what comes in.",
        "Make the PM a dictator and it's a whole other story.",
        "Give them the higher seat and every second manager grabs control over a year.",
        "Put product under the CTO and see what you get.",
    ],
)
def test_what_doing_so_would_lead_to_is_a_warning(text: str) -> None:
    assert not jumps(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fire the PM and it's over.",
        "Fire him, and everything is fine again.",
        "Put PMs and engineers under one director.",
        "Sack the PM and hire a better one.",
    ],
)
def test_what_would_end_the_trouble_is_none(text: str) -> None:
    assert jumps(text)


@pytest.mark.parametrize(
    "text",
    [
        "I tell her it takes longer, she cuts in: then drop it, we ship.",
        "No problem, they tell me, we'll cut it up and take the rest along.",
        "Let him do the planning, I'm told, and be quiet.",
        "Engineering's answer is to let product plan the whole thing.",
        "Her answer was to cancel the review.",
        "I was worried when they put product under engineering.",
    ],
)
def test_what_others_say_or_do_is_not_the_writers(text: str) -> None:
    assert not jumps(text)


@pytest.mark.parametrize(
    "text",
    [
        "My options: take the feature out, delay it, or ship it as it is.",
        "I would have thought the PM knew that.",
        "They ask in interviews, and I say that I'd hand in my notice.",
        "You need vision to fire them up for the roadmap.",
        "Take it from me, the PM is under pressure.",
        "What they take from this is that nothing we say matters to product.",
    ],
)
def test_words_that_only_look_like_one_are_none(text: str) -> None:
    assert not jumps(text)


@pytest.mark.parametrize(
    "text",
    [
        "So I hand in my notice tomorrow.",
        "I'm handing in my notice.",
        "I'd have the PM moved to another team.",
        "From this sprint on nothing goes into the code without my yes.",
        "Fire him.",
        "I put the PMs under the CTO last week.",
    ],
)
def test_the_same_words_in_earnest_are_one(text: str) -> None:
    assert jumps(text)
