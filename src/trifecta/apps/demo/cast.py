"""The people of the worked example, what they do, and what each of them gets to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ORGANISATION: Final = "Larkspur"
HOST: Final = "larkspur.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Somebody in the story; `sees` is for the page on which one chooses who to be."""

    key: str
    name: str
    work: str
    sees: str

    @property
    def email(self) -> str:
        return f"{self.key}@{HOST}"

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


ROBIN: Final = Character(
    key="robin",
    name="Robin Hale",
    work="Leads engineering in the growth team",
    sees="The growth team with Noor. Noor has answered Robin’s questions, and it is Robin’s turn.",
)
NOOR: Final = Character(
    key="noor",
    name="Noor Aziz",
    work="Leads product in the growth team and in plans and prices",
    sees="Both partnerships. Noor’s words about Robin’s need have been confirmed.",
)
SASHA: Final = Character(
    key="sasha",
    name="Sasha Lind",
    work="Leads the business side of plans and prices",
    sees="Plans and prices with Jules and Noor, and nothing of the growth team.",
)
JULES: Final = Character(
    key="jules",
    name="Jules Marek",
    work="Leads engineering in plans and prices",
    sees="Plans and prices with Noor and Sasha.",
)
KIM: Final = Character(
    key="kim",
    name="Kim Okafor",
    work="Engineering executive",
    sees="Which partnerships there are, and what somebody chose to share with leadership.",
)
DANA: Final = Character(
    key="dana",
    name="Dana Reyes",
    work="Product executive",
    sees="The same as Kim.",
)
TONI: Final = Character(
    key="toni",
    name="Toni Brandt",
    work="Business executive",
    sees="The same as Kim.",
)
MIKA: Final = Character(
    key="mika",
    name="Mika Sørensen",
    work="People operations, and looks after the organisation",
    sees="Who is in which partnership, and who holds which role. Nothing that anybody wrote.",
)

EVERYBODY: Final = (ROBIN, NOOR, SASHA, JULES, KIM, DANA, TONI, MIKA)
