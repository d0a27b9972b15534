"""Small words that several pages share: names joined, numbers spelt, days as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def joined(words: Sequence[str], *, last: str = "and") -> str:
    """["Noor", "Sasha", "Kim"] as "Noor, Sasha and Kim"; an empty sequence as ""."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def number_word(number: int) -> str:
    """Up to twelve in letters ("no" for 0), above in digits; raises ValueError below 0."""
    if number < 0:
        raise ValueError("a count is never below 0")
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def counted(number: int, one: str, many: str = "") -> str:
    """counted(2, "promise") is "two promises"; `many` is needed where an s is not enough."""
    return f"{number_word(number)} {one if number == 1 else many or one + 's'}"


def all_of_you(members: int) -> str:
    """Everybody in a partnership of `members` people, the reader included; "you" for one alone."""
    if members < 2:
        return "you"
    return "both of you" if members == 2 else f"all {number_word(members)} of you"


def you_together(others: Sequence[str]) -> str:
    """ "You and Noor", "You, Noor and Sasha", "All four of you": short beside every statement."""
    if len(others) < 3:
        return joined(["You", *others])
    return capital(all_of_you(len(others) + 1))


def day_words(day: date, *, today: date) -> str:
    """6 October, with the year where it is not this year's."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def capital(text: str) -> str:
    """The text with its first letter in upper case and the rest untouched."""
    return text[:1].upper() + text[1:]
