"""Models made from a seed: most run, many have odd corners, and some are not models at all.

Nothing here knows what a text should give; the `systems` package says that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

NAMES = ("a", "b", "c", "Dd", "e_1", "x", "Leak")
PLAIN = ("0", "1", "2", "3", "7", "10", "25", "100", "0.5", "0.25", "0.1", "1.0", "0.29", "2.0")
ODD = (
    *("0.0", "1.5", "3.7", "007", "inf", "-3", "1e3", "0..2", ".5", "5.", "nan", "NaN", "Inf"),
    *("1 3 4", "1_000", "+1", "99999999999999999999", "0.1e-5", "123456789.987654321"),
    *("9" * 330, "1." + "0" * 40 + "1", "9" * 40 + ".5", "٣", "½", "１０", "ä", "a b", "-0"),
    *("9" * 4301, "0.0000000000000000000000000000001"),
)
MESS = (
    *("\t", "\r", "\x0b", "\x00", "\x1f", "\x85", "\xa0", "\u2028", "\ufeff", "\udc80", "é", "😀"),
    *("#", "@", ">", "<", "(", ")", "[", "]", ",", ".", "-", "*", "\n", " ", "  ", "_", "9"),
)
ROUNDS = (0, 1, 3, 12)


class Maker:
    """One text after another from a seed."""

    def __init__(self, seed: int, published: Sequence[str] = ()) -> None:
        self.random = Random(seed)  # noqa: S311
        self.published = published
        self.valued: set[str] = set()
        """Stocks that have a value; giving one again is an error, and rare in what is made."""

    def spec(self) -> str:
        """A text that is generated, or one that was published and then changed a little."""
        if self.published and self._chance(0.3):
            text = self.random.choice(self.published)
            for _ in range(self.random.choice((0, 1, 1, 1, 2))):
                text = self._changed(text)
            return text
        self.valued.clear()
        lines = [self._line() for _ in range(self.random.choice((1, 2, 2, 3, 4, 5, 6)))]
        if self._chance(0.97):
            lines.insert(self.random.choice((0, len(lines), len(lines))), "\n".join(NAMES))
        text = "\n".join(lines)
        return self._messed(text) if self._chance(0.03) else text

    def rounds(self) -> int:
        return self.random.choice(ROUNDS)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _name(self) -> str:
        return self.random.choice(NAMES)

    def _number(self) -> str:
        return self.random.choice(ODD if self._chance(0.025) else PLAIN)

    def _formula(self, depth: int = 0) -> str:
        parts = []
        for at in range(self.random.choice((1, 1, 1, 2, 2, 3))):
            if at or self._chance(0.01):
                parts.append(self.random.choice(("+", "-", "*", "*", "+", " + ", " / ")))
            parts.append(self._value(depth))
        if self._chance(0.01):
            parts.append(self.random.choice(("+", "*", ")", "(", ",", "\t", ".", "")))
        return "".join(parts)

    def _value(self, depth: int) -> str:
        which = self.random.random()
        if which < 0.5 or depth > 2:
            return self._number()
        if which < 0.85:
            return self._name()
        deeper = self.random.choice((2, 3, 40)) if self._chance(0.03) else 1
        end = ")" * deeper if self._chance(0.98) else ""
        return "(" * deeper + self._formula(depth + 1) + end

    def _stock(self) -> str:
        name = self._name()
        which = self.random.random()
        if which < 0.1:
            return f"[{name}]"
        if which < 0.5 or (name in self.valued and self._chance(0.99)):
            return name
        self.valued.add(name)
        if which < 0.82:
            return f"{name}({self._number() if self._chance(0.8) else self._formula()})"
        if which < 0.99:
            most = self._number() if self._chance(0.7) else self._formula()
            return f"{name}({self._number()}, {most})"
        odd = ("", "[]", "[a b]", f"{name}()", f"{name}(1,2,+)", "5x", "a-b", "[x", "\t", "[[a]]")
        return self.random.choice(odd)

    def _rate(self) -> str:
        if self._chance(0.015):
            odd = ("", "Leak()", "Foo(1)", "Leak(0.1)*2", "1,2", "Leak(0.5)*(2)", "\t", "1 # c")
            return self.random.choice((*odd, "1 > 2", "3(4)", "Leak(1,)", "Leak (0.5)", "a@2"))
        which = self.random.random()
        if which < 0.45:
            return self._formula()
        if which < 0.85:
            kind = self.random.choice(("Leak", "Conversion", "Rate", "leak", "LEAK"))
            return f"{kind}({self._formula()})"
        return self._number()

    def _line(self) -> str:
        which = self.random.random()
        if which < 0.05:
            return self.random.choice(("# hi", "", "  ", "a # c", "\t", " # a > b", "#", "a(2) #"))
        if which < 0.2:
            return self._stock()
        if which < 0.25:
            return f"{self._stock()} > {self._stock()}"
        source = self._stock()
        whole = source.startswith("[") and self._chance(0.95)
        rate = f"{self.random.randrange(30)}" if whole else self._rate()
        line = f"{source} > {self._stock()} @ {rate}"
        if self._chance(0.02):
            line = line.replace(">", self.random.choice(("> x >", "", ">>", "<")), 1)
        return line

    def _messed(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        return text[:at] + self.random.choice(MESS) + text[at:]

    def _changed(self, text: str) -> str:
        changes: tuple[Callable[[str], str], ...] = (
            self._messed,
            self._with_another_line,
            self._with_lines_in_another_order,
            self._with_another_number,
            self._with_another_number,
        )
        return self.random.choice(changes)(text)

    def _with_another_line(self, text: str) -> str:
        lines = text.split("\n")
        lines.insert(self.random.randrange(len(lines) + 1), self.random.choice(lines))
        return "\n".join(lines)

    def _with_lines_in_another_order(self, text: str) -> str:
        lines = text.split("\n")
        self.random.shuffle(lines)
        return "\n".join(lines)

    def _with_another_number(self, text: str) -> str:
        digits = [at for at, sign in enumerate(text) if sign in "0123456789"]
        if not digits:
            return text
        at = self.random.choice(digits)
        return text[:at] + self._number() + text[at + 1 :]
